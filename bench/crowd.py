"""People walking through the real server, against a plain python-socketio server in the same run.

Everybody is signed in and goes back and forth, ten steps a second; walls, doors, speed and rights are checked
as always. The load comes from one C program (``loadgen.c``), which shares the machine's cores with the
server. It knows of each step that the hub took whether everybody near was told of it: ``delivered`` of
``expected``. The plain server falls behind when it gets no whole core, so what is compared is the processor
time for one update that arrived.
"""

import asyncio
import json
import subprocess
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Sequence
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from bench import servers
from bench.row import Row
from bench.servers import Server
from rooms.ids import FloorId
from rooms.tilemap import Floor
from server.content.pack import load_pack
from tests.running import PACK

SOURCE = Path(__file__).with_name("loadgen.c")
FEW, MANY = 70, 300
ROUNDS = 3
WARM_S, MEASURED_S = 1.5, 4.0
STEP, STEPS, CELL = 12, 8, 640
"""As in loadgen.c: a way is ``STEPS`` steps of ``STEP`` pixels, within one cell of the fan-out."""
SHORTEST = 1
"""Steps of the shortest way, for those who stand where hardly anybody can walk."""
PLACES = (
    "start hall garden start contact hall start lab start hall start training garden start showroom".split()
)
"""Where the many come in, in turn."""

Result = dict[str, Any]


def way(floor: Floor, x: int, y: int) -> tuple[int, int]:
    """Where a way through a point begins and how many steps it has: free, in one cell, in the same rooms, off
    the portals; shorter where there is no room for the whole.
    """
    for steps in range(STEPS, SHORTEST - 1, -1):
        for start in range(x, x - STEP * steps - 1, -STEP):
            if _fits(floor, [(start + STEP * step, y) for step in range(steps + 1)]):
                return start, steps
    raise ValueError(f"no way through {x}, {y}")


def _fits(floor: Floor, points: list[tuple[int, int]]) -> bool:
    first, last = points[0], points[-1]
    here = first[0] >= 0 and first[0] // CELL == last[0] // CELL
    alike = len({floor.rooms_at(*each) for each in points}) == 1
    return here and alike and floor.line_free(first, last) and not any(floor.portal_at(*p) for p in points)


async def walk(mode: str, server: Server, count: int, lines: AsyncIterator[str], binary: Path) -> Result:
    """Let people in, one for each of ``lines``, tell each where to walk, and wait for what they saw."""
    numbers = map(str, (server.port, server.pid, count, WARM_S, MEASURED_S))
    load = await asyncio.create_subprocess_exec(binary, mode, *numbers, stdin=PIPE, stdout=PIPE)
    assert load.stdin is not None
    assert load.stdout is not None
    try:
        async for line in lines:
            load.stdin.write(f"{line}\n".encode())
        floor = load_pack(PACK).rules().floors[FloorId("plaza")]
        for _ in range(count):
            words = (await asyncio.wait_for(load.stdout.readline(), 60)).split()
            x, y = int(words[3]), int(words[4])
            load.stdin.write(b"%d %d\n" % (way(floor, x, y) if mode == "hub" else (x, STEPS)))
        return json.loads(await asyncio.wait_for(load.stdout.read(), 60))
    finally:
        load.stdin.close()
        await load.wait()


async def in_hub(count: int, places: Sequence[str], binary: Path) -> Result:
    """So many in a fresh hub."""
    async with servers.foyer() as server:
        turn = cycle(places)
        lines = (f"{ticket} {next(turn)}" async for ticket in servers.tickets(server, count))
        return await walk("hub", server, count, lines, binary)


async def in_naive(count: int, binary: Path) -> Result:
    """So many in the plain server, where everybody hears of everybody and nobody needs a ticket."""

    async def lines() -> AsyncIterator[str]:
        for _ in range(count):
            yield "- -"

    async with servers.naive() as server:
        return await walk("naive", server, count, lines(), binary)


def middle(results: Sequence[Result], name: str) -> float:
    return median(float(each[name]) for each in results)


def share(results: Sequence[Result]) -> float:
    """Delivered of expected, over all rounds."""
    return sum(each["delivered"] for each in results) / sum(each["expected"] for each in results)


async def measure(binary: Path) -> list[Row]:
    ours: list[Result] = []
    theirs: list[Result] = []
    for _ in range(ROUNDS):
        theirs.append(await in_naive(FEW, binary))
        ours.append(await in_hub(FEW, ["start"], binary))
    return [*few_rows(ours, theirs), *many_rows(await in_hub(MANY, PLACES, binary))]


def few_rows(ours: list[Result], theirs: list[Result]) -> list[Row]:
    def row(name: str, value: float, unit: str, goal: float | None, baseline: float | None) -> Row:
        return Row(
            "crowd",
            f"{FEW} people: {name}",
            round(value, 4),
            unit,
            goal,
            baseline=baseline and round(baseline, 4),
        )

    cost, plain = [[each["cpu"] / each["told"] * 1e6 for each in results] for results in (ours, theirs)]
    return [
        row("processor of the server", middle(ours, "cpu"), "cores", None, middle(theirs, "cpu")),
        row("updates told a second", middle(ours, "told"), "1/s", None, middle(theirs, "told")),
        row("processor an update", median(cost), "us", None, median(plain)),
        row("processor an update, of the plain server's", median(cost) / median(plain), "x", 0.1, 1.0),
        row("undelivered updates", 1 - share(ours), "share", 0.0, None),
        row("from step to sight, p95", middle(ours, "p95"), "ms", 100, middle(theirs, "p95")),
    ]


def many_rows(seen: Result) -> list[Row]:
    def row(name: str, value: float, unit: str, goal: float | None = None) -> Row:
        return Row("crowd", f"{MANY} people: {name}", round(value, 4), unit, goal)

    return [
        row("processor of the server", seen["cpu"], "cores"),
        row("undelivered updates", 1 - share([seen]), "share", 0.0),
        row("wrong last positions", seen["wrong"], "pairs", 0),
        row("steps merged into a later one", 1 - seen["taken"] / seen["sent"], "share"),
        row("steps corrected", seen["corrected"], "steps", 0),
        row("updates told a second", seen["told"], "1/s"),
        row("processor an update", seen["cpu"] / seen["told"] * 1e6, "us"),
        row("from step to sight, p50", seen["p50"], "ms"),
        row("from step to sight, p95", seen["p95"], "ms", 100),
        row("processor of the load", seen["own_cpu"], "cores"),
    ]


def run() -> list[Row]:
    """Seventy against the plain server, the median of three rounds each, and three hundred once."""
    with tempfile.TemporaryDirectory() as folder:
        binary = Path(folder) / "loadgen"
        subprocess.run(("cc", "-O2", "-o", binary, SOURCE), check=True)
        return asyncio.run(measure(binary))
