"""Everything the server sends has the shape its models promise; a first state and the events after it give
what a fresh first state says.
"""

from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from rooms.events import DURABLE, LIVE
from server.live import view
from server.protocol.frames import FRAMES, Ack
from tests.running import running_hub
from tests.server.model import Model
from tests.server.small_hub import claimed
from tests.visitor import Visitor, visitor

EVENTS: dict[str, TypeAdapter[Any]] = {each.TYPE: TypeAdapter(each) for each in (*DURABLE, *LIVE)}
HEADS = {each.TYPE: {"seq", "prev", "at", "by", "data"} for each in DURABLE}


def check_shapes(person: Visitor) -> set[str]:
    """Hold everything a person was told against its model; which events there were."""
    for name, payload in person.events:
        if name in FRAMES:
            FRAMES[name].model_validate(payload)
            continue
        assert set(payload) == HEADS.get(name, {"at", "data"}), name
        event = EVENTS[name].validate_python(payload["data"])
        assert set(payload["data"]) == {each.name for each in fields(event)}, name
    return {name for name, _ in person.events}


async def busy_day(host: Visitor, guest: Visitor, third: Visitor) -> None:
    """A bit of everything that may happen among three people."""
    direct = "dm:" + ":".join(sorted((host.id, guest.id)))
    await guest.do("room.enter", room="lens")
    for body in ("one", "two"):
        for channel in ("hub", "room:lens", direct):
            await guest.do("chat.post", channel=channel, body=body)
    posted = await host.told("message.posted", body="one", channel="hub")
    await host.do("chat.read", channel="hub", message=posted["data"]["message"])
    await host.do("message.delete", message=posted["data"]["message"])
    await guest.do("visitor.rename", name="Gustl")
    await guest.do("visitor.dress", look={"skin": "f", "hair": "teal"})
    await guest.do("media.publish", mic=True, cam=False)
    await guest.do("presence.set", status="away")
    await guest.do("room.enter", room="contact")
    await host.do("visitor.move", visitor=guest.id, room="lens")
    await host.do("room.lock", room="lens")
    await third.do("room.knock", room="lens")
    await guest.do("room.admit", room="lens", visitor=third.id)
    await host.do("room.lock", room="training")
    await host.do("room.unlock", room="training")
    await host.do("visitor.mute", visitor=guest.id)
    await host.do("role.grant", visitor=third.id, role="speaker")
    await third.do("walk.to", room="contact")
    await third.told("walk.started")
    await third.do("walk.stop")
    await host.do("stage.rule", stage="hall", order="alternate", moderated=True, anonymous_allowed=True)
    await guest.do("visitor.attend", stage="hall")
    await guest.do("stage.raise", stage="hall", seat="row 7")
    await guest.do("stage.ask", stage="hall", body="Why?", anonymous=True)
    asked = (await host.told("stage.entry_added", kind="question"))["data"]["entry"]
    await host.do("stage.approve", entry=asked)
    await host.do("stage.vote", entry=asked)
    await host.do("stage.pin", entry=asked)
    await host.do("stage.admit", entry=asked)
    await host.do("stage.dismiss", entry=asked)
    await host.do("stage.restore", entry=asked)
    await guest.do("stage.lower", stage="hall")
    await host.told("stage.votes", votes={asked: 1})
    await host.post("/api/invites", {"role": "member", "hours": 1, "uses": 1})
    await host.do("chat.post", channel="hub", body="the end")


async def test_first_state_and_events_give_a_fresh_first_state(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        async with visitor(hub.url, "Tim") as tim:
            await busy_day(ann, gus, tim)
        await ann.told("presence.changed", visitor=tim.id, status="lost")
        everybody = (ann, gus)
        for person in everybody:
            await person.told("message.posted", body="the end")
            state, now = hub.host.hub.state, hub.host.clock.now()
            fresh = Model(view.snapshot(state, person.id, now))  # type: ignore[arg-type]
            assert Model.of(person).plain() == fresh.plain()
            assert person.gaps == 0


async def test_everything_that_is_sent_has_the_shape_of_its_model(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        async with visitor(hub.url, "Tim") as tim:
            await busy_day(ann, gus, tim)
            seen = check_shapes(ann) | check_shapes(gus) | check_shapes(tim)
        await gus.drop()
        await gus.connect()
        await ann.do("visitor.ban", visitor=gus.id)
        await gus.told("hub.closing")
        seen |= check_shapes(gus) | check_shapes(ann)
    assert {
        "hub.snapshot",
        "hub.resumed",
        "hub.closing",
        "you.changed",
        "room.knocked",
        "walk.started",
    } <= seen
    assert len(seen) >= 25


async def test_answers_have_the_shape_of_their_model(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        assert ann.sio is not None
        for command, fields in (
            ("chat.post", {"channel": "hub", "body": "x", "cmd_id": "1"}),
            ("presence.set", {"status": "away", "cmd_id": "2"}),
            ("room.lock", {"room": "training", "cmd_id": "3"}),
            ("chat.post", {"channel": "hub"}),
            ("nonsense", {"cmd_id": "5"}),
            ("chat.post", None),
            ("chat.post", {"cmd_id": 7, "channel": "hub", "body": "x"}),
        ):
            Ack.model_validate(await ann.sio.call(command, fields, timeout=5))
