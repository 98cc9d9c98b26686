"""Where people stand is on disk soon enough, however late the ticks come."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from rooms import commands as c
from server.auth.sessions import Sessions
from server.host import Host
from server.live.fanout import FanOut
from server.snapshots import Snapshots
from server.ticker import TICK_S, Ticker
from tests.durability.holder import ANN, host_on

PROMISED_S = 2.0
SLACK_S = 0.4
"""What a commit may take."""


async def stored_x(host: Host) -> int:
    """Where Ann stands on disk."""
    await host.settled()
    rows = await host.read(lambda db: db.execute("select x from place").fetchall())
    return rows[0][0]


async def oldest(host: Host, ticks: Iterable[float]) -> float:
    """How old the stored place of somebody who moves in every tick gets, in seconds."""
    ticker = Ticker(host, FanOut(host.hub.state), Snapshots(host, 0), Sessions(host.hub_id, 1), 1)
    avatar, since, most = host.hub.state.live.avatars[ANN.visitor], dict[int, float](), 0.0
    for count, now in enumerate(ticks, 1):
        avatar.x += 1
        since[avatar.x] = now
        ticker.tick(count, now)
        most = max(most, now - since[await stored_x(host)])
    return most


@pytest.mark.parametrize("late_s", [0.0, 0.02, 0.1, 0.33])
async def test_a_stored_place_is_never_older_than_promised_though_ticks_are_late(
    tmp_path: Path, late_s: float
) -> None:
    async with host_on(tmp_path / "hub.db") as host:
        await host.ask(ANN, "arrive", c.Arrive())
        ticks = [5.0 + n * (TICK_S + late_s) for n in range(int(8 / (TICK_S + late_s)))]
        assert await oldest(host, ticks) <= PROMISED_S - SLACK_S


async def test_who_stands_still_is_not_written_again(tmp_path: Path) -> None:
    async with host_on(tmp_path / "hub.db") as host:
        await host.ask(ANN, "arrive", c.Arrive())
        await oldest(host, [5.0, 9.0])
        await host.settled()
        written = host.stats["batches"]
        ticker = Ticker(host, FanOut(host.hub.state), Snapshots(host, 0), Sessions(host.hub_id, 1), 1)
        for count, now in enumerate((20.0, 30.0, 40.0), 1):
            ticker.tick(count, now)
            await host.settled()
        assert host.stats["batches"] == written + 1, "the first tick of a ticker knows nothing yet"
