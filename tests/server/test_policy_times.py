"""A policy with a beginning and an end takes hearing and being heard, and gives it back, by itself."""

from dataclasses import replace
from pathlib import Path

from rooms import commands as c
from rooms.ids import PeerId
from rooms.roles import Capability, Policy
from tests.durability.holder import ANN, host_on
from tests.server.small_hub import Forward, media_without_worker


async def test_a_policy_is_in_the_media_table_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    async with host_on(tmp_path / "hub.db") as host:
        media, backend = media_without_worker(host, tmp_path)
        media.adopt([PeerId(ANN.visitor)])
        now, state = host.clock.now(), host.hub.state
        quiet = Policy(
            "quiet", frozenset({Capability.AV_PUBLISH}), starts_at=now + 60_000, ends_at=now + 120_000
        )
        state.rules = replace(state.rules, policies=(quiet,))
        await host.ask(ANN, "arrive", c.Arrive())
        await host.ask(ANN, "mic", c.SetMedia(True, False))
        heard = list[tuple[str, ...]]()
        for minutes in (0, 1, 1):
            Forward(host.clock).add(minutes * 60_000)
            media.after_step()
            assert backend._table is not None
            heard.append(backend._table.peers[PeerId(ANN.visitor)].allow)
        assert heard == [("mic",), (), ("mic",)]
