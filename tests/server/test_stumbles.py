"""What fails within the hub: the sender is told, everybody else loses nothing, and the hub lives on."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from rooms import commands as c
from rooms.hub import RULES
from rooms.ids import ChannelId, VisitorId
from server.effects.people import PeopleEffects
from server.http.keys import SERVICES
from server.live import view
from server.live.audience import Audience, Connection
from tests.running import running_hub
from tests.visitor import Refused, visitor


def stumble(*_: Any) -> Any:
    """A fault in the hub."""
    raise ZeroDivisionError("a fault")


async def test_a_command_the_hub_fails_at_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        with monkeypatch.context() as broken:
            broken.setitem(RULES, c.SetStatus, replace(RULES[c.SetStatus], decide=stumble))
            with pytest.raises(Refused, match="server.failed") as refused:
                await ann.do("presence.set", status="away")
        assert not refused.value.error["retry"]
        await ann.do("presence.set", status="away")


async def test_an_event_that_cannot_be_sent_to_one_person_reaches_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        with monkeypatch.context() as broken:
            broken.setattr(Audience, "_shown", only_for(Audience._shown, VisitorId(bo.id)))
            first = await bo.do("chat.post", channel="hub", body="first")
            assert (await ann.told("message.posted", body="first"))["seq"] == first["seq"]
            await bo.wait(lambda: bo.last == first["seq"], "a new state")
        await ann.do("chat.post", channel="hub", body="second")
        await bo.told("message.posted", body="second")
        assert (ann.gaps, bo.gaps) == (0, 0)
        assert [name for name, _ in bo.events].count("hub.snapshot") == 2


def only_for(shown: Any, visitor: VisitorId) -> Any:
    """What is shown, except that it fails for one person."""

    def fails(self: Audience, item: Any, connection: Connection, viewer: Any) -> Any:
        return stumble() if connection.visitor == visitor else shown(self, item, connection, viewer)

    return fails


async def test_who_can_be_given_no_state_is_cut_off_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        with monkeypatch.context() as broken:
            broken.setattr(view, "snapshot", stumble)
            assert bo.sio is not None
            await bo.sio.emit("hub.since", {"last": -1})
            await ann.told("presence.changed", visitor=bo.id, status="lost")
        await bo.drop()
        await bo.connect()
        await ann.told("presence.changed", visitor=bo.id, status="here")


@pytest.mark.parametrize("hears", [PeopleEffects, Audience])
async def test_a_fault_after_the_commit_keeps_no_answer_and_no_event_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hears: type[Any]
) -> None:
    monkeypatch.setattr(hears, "publish", stumble)
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        await ann.join("Ann")
        told: list[Any] = []
        hub.host.after_commit(stumble)
        hub.host.after_commit(told.append)
        await hub.host.settled()
        assert told == [True]
        assert hub.host.recent[-1].event.TYPE == "visitor.joined"
        await ann.post("/api/ticket")


async def test_a_snapshot_nobody_waits_for_any_more_harms_nothing(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        post = c.PostMessage(ChannelId("hub"), "under way")
        hub.host.submit(hub.host.hub.actor(VisitorId(ann.id)), "post", post, lambda answer: None)
        taking = asyncio.create_task(hub.app[SERVICES].snapshots.take())
        await asyncio.sleep(0)
        taking.cancel()
        with capture_logs() as logs:
            await ann.told("message.posted", body="under way")
            await hub.host.settled()
        assert not logs
