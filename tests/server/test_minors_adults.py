"""Named adults of a workshop with minors: whatever they ask for, what nobody may do there stays undone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import orjson
import pytest

from rooms import commands as c
from rooms import events as e
from rooms import ids
from rooms.errors import Refusal
from rooms.events import Column, Event, PlanSpec, Spot
from rooms.events.groups import GroupSpec
from rooms.ids import FloorId, RoomId, VisitorId
from rooms.look import Look
from rooms.minors.wall import may_be, named
from rooms.project import project
from server.protocol.codec import state_json
from server.protocol.registry import COMMANDS
from tests.rooms.workshop import ANN, BOB, CHILDREN, EVA, KIT, OUTSIDE, Workshop, opened, planned
from tests.rooms.world import HALL, LAB, TABLE
from tests.server.test_minors import Fill, samples
from tests.visitor import LOOK

ADDRESS = "see example.org"
OF_CHILDREN = {"visitors", "minors", "messages", "boards", "breakouts", "reports", "read", "placed"}
"""The parts of the durable state that may name a child; what they say of it stays behind the wall."""


@dataclass
class Scene:
    """A workshop in which Kit has written and put up a card, and a round runs with both children at a virtual
    table; ``fill`` are ids of that, the same in each scene.
    """

    world: Workshop
    fill: Fill


def scene(room: RoomId, words: str) -> Scene:
    """The workshop, and what a command's fields hold that leads to this room with these words."""
    world = opened()
    made = world.do(KIT, c.PostMessage(ids.room_channel(LAB), "heron"))
    made += world.do(KIT, c.AddCard(ids.BoardId(f"room:{LAB}"), "ideas", "heron"))
    message = next(each.message for each in made if isinstance(each, e.MessagePosted))
    card = next(each.card for each in made if isinstance(each, e.CardAdded))
    plan, group = planned(world)
    (round_,) = world.hub.state.durable.breakouts.rounds
    spot = world.avatar(KIT if room == LAB else BOB).spot
    spec = {"id": group, "title": words, "task": words}
    fill: Fill = {
        ids.VisitorId: KIT, ids.RoomId: room, ids.WorkshopId: world.id, ids.PlanId: plan, str: words,
        ids.RoundId: round_, ids.GroupId: group, ids.MessageId: message, ids.CardId: card,
        ids.ChannelId: f"room:{room}", ids.BoardId: f"room:{room}", ids.FloorId: spot.floor,
        PlanSpec: {"title": words, "room": room, "minutes": 5, "groups": [spec]}, GroupSpec: spec,
        Spot: {"floor": spot.floor, "x": spot.x, "y": spot.y}, Column: {"id": "ideas", "title": words},
        Look: LOOK,
    }  # fmt: skip
    return Scene(world, fill)


COLUMN = {"card.add", "card.move"}
"""Commands whose words name a column."""
Given = dict[str, tuple[str, Scene, list[Event]]]


def given(giver: VisitorId, room: RoomId, words: str) -> Given:
    """Every command of the wire as somebody gives it: the code of its refusal, or what happened and where;
    each in a workshop in which nothing else has happened.
    """
    found: Given = {}
    now = scene(room, words)
    for name, sample in list(samples(now.fill)):
        fields: dict[str, object] = {**sample, **({"column": "ideas"} if name in COLUMN else {})}
        try:
            found[name] = ("", now, now.world.do(giver, COMMANDS[name].read(fields)))
        except Refusal as refused:
            found[name] = (refused.code, now, [])
        if found[name][2]:
            now = scene(room, words)
    return found


def wrong(scene: Scene) -> list[str]:
    """What is not to be in a hub with a workshop, whoever wanted it: a child named outside, or on the wrong
    side of the wall, or with another role; a locked door inside; words to a child apart.
    """
    state = scene.world.hub.state
    kept: dict[str, Any] = orjson.loads(state_json(state.durable))
    named = [part for part, each in kept.items() if part not in OF_CHILDREN and KIT in json.dumps(each)]
    stray = [each for each, body in state.live.avatars.items() if not may_be(state, each, body.spot)]
    roles = [
        each for each, person in state.durable.visitors.items() if each in CHILDREN and person.role != "guest"
    ]
    locked = [each for each in (LAB, TABLE) if each in state.durable.locked]
    apart = [each.channel for each in state.durable.messages.values() if each.channel.startswith("dm:")]
    return [*named, *stray, *roles, *locked, *apart]


def told(scene: Scene, events: list[Event], viewer: VisitorId) -> str:
    """All that somebody learns of what happened."""
    world = scene.world
    if viewer not in world.hub.state.durable.visitors:
        return ""
    return repr(shown(scene, events, viewer))


def shown(scene: Scene, events: list[Event], viewer: VisitorId) -> list[Event]:
    """The events as they reach somebody."""
    world = scene.world
    told = (project(world.hub.state, each, world.hub.actor(viewer), world.now) for each in events)
    return [each for each in told if each is not None]


def spots(value: object) -> Iterator[tuple[str, int, int]]:
    """All places that stand in an event."""
    if not is_dataclass(value):
        return
    held = {each.name: getattr(value, each.name) for each in fields(value)}
    if held.keys() >= {"floor", "x", "y"}:
        yield held["floor"], held["x"], held["y"]
    for each in held.values():
        yield from spots(each)


def whereabouts(scene: Scene, event: Event) -> bool:
    """Whether an event tells of a named adult together with a room of the workshop, or a place in one."""
    if isinstance(event, e.MinorsOpened) or not named(event) & {ANN, EVA}:
        return False
    floors, minors = scene.world.hub.state.rules.floors, scene.world.hub.state.durable.minors
    inside = any(minors.of_rooms(floors[FloorId(floor)].rooms_at(x, y)) for floor, x, y in spots(event))
    return inside or bool(named(event) & {LAB, TABLE})


MAY = {
    "minors.admit", "minors.refuse", "minors.end", "breakout.edit", "breakout.text", "breakout.task",
    "breakout.role", "breakout.listen", "breakout.visit", "chat.post", "card.add", "card.edit",
    "board.arrange", "report.file", "media.publish", "room.enter",
}  # fmt: skip
"""What named adults are there for."""
WORDED = {
    "visitor.rename", "chat.post", "breakout.edit", "breakout.copy", "breakout.roster", "breakout.describe",
    "breakout.split", "breakout.task", "breakout.role", "breakout.text", "card.add", "card.edit",
    "board.arrange",
}  # fmt: skip
"""Commands whose words children read."""


@pytest.mark.parametrize("giver", [ANN, EVA])
@pytest.mark.parametrize("room", [LAB, HALL])
def test_no_command_of_a_named_adult_brings_a_child_out_or_anything_of_it(
    giver: VisitorId, room: RoomId
) -> None:
    found = given(giver, room, "heron")
    for name, (code, after, events) in found.items():
        assert code or wrong(after) == [], name
        secrets = (after.fill[ids.PlanId], after.fill[ids.GroupId], *(f"'{each}'" for each in CHILDREN))
        for outsider in OUTSIDE:
            assert not any(each in told(after, events, outsider) for each in secrets), (name, outsider)
            seen = shown(after, events, outsider) if told(after, events, outsider) else []
            assert not any(whereabouts(after, each) for each in seen), (name, outsider)
    done = {name for name, (code, _, _) in found.items() if not code}
    assert done >= (MAY if room == LAB else {"minors.admit", "breakout.text", "room.enter", "stage.react"})


@pytest.mark.parametrize("giver", [ANN, EVA])
def test_no_command_of_a_named_adult_brings_an_address_to_a_child(giver: VisitorId) -> None:
    found = given(giver, LAB, ADDRESS)
    for name, (_, after, events) in found.items():
        assert "example.org" not in told(after, events, KIT), name
    assert {name for name, (code, _, _) in found.items() if code == "minors.link"} >= WORDED
