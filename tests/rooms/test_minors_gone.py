"""Who is sent away from a workshop with minors goes behind its wall, and all of it when it is cleared."""

from typing import Any

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.ids import HUB_CHANNEL, MessageId, VisitorId, room_channel
from rooms.lines import Header
from rooms.look import Look
from rooms.minors.wall import hides, side
from rooms.roles import Actor, Role
from tests.rooms.workshop import (
    ANN,
    BOB,
    CHIEF,
    CHILDREN,
    EVA,
    HOST,
    KIT,
    OUTSIDE,
    ROB,
    WAI,
    opened,
    planned,
    seen,
)
from tests.rooms.world import LAB


@pytest.mark.parametrize("child", [KIT, WAI])
def test_nobody_outside_learns_that_a_child_is_sent_away(child: VisitorId) -> None:
    world = opened()
    told = world.do(ANN, c.RefuseMinor(world.id, child))
    for each in OUTSIDE:
        assert seen(world, told, each) == []
    assert "visitor.erased" in seen(world, told, EVA)
    assert ("visitor.erased" in seen(world, told, ROB)) is (child == KIT)


def test_who_asks_and_is_sent_away_within_one_batch_leaves_no_trace_outside() -> None:
    world = opened(children=False)
    asked = world.do(Actor(KIT, Role.GUEST), c.AskMinor(world.id, "Kit", Look()))
    told = [*asked, *world.do(ANN, c.RefuseMinor(world.id, KIT))]
    assert [seen(world, told, each) for each in OUTSIDE] == [[], [], []]


def test_of_the_clearing_nobody_outside_learns_more_than_that_it_is_cleared_and_its_adults_are_there() -> (
    None
):
    world = opened()
    planned(world)
    ended = world.do(ANN, c.EndMinors(world.id))
    told = world.do(ANN, c.ClearMinors(world.id))
    assert len([each for each in told if isinstance(each, e.VisitorErased)]) == len(CHILDREN)
    for each in OUTSIDE:
        appeared = ["avatar.appeared", "room.entered"] * 2
        assert seen(world, told, each) == ["minors.cleared", *appeared]
        assert seen(world, ended, each) == ["minors.ended"]
    assert seen(world, told, EVA).count("visitor.erased") == len(CHILDREN)


def test_people_of_the_same_side_see_the_same() -> None:
    world = opened()
    plan, group = planned(world)
    world.do(ANN, c.RefuseMinor(world.id, ROB))
    people = [ANN, EVA, *OUTSIDE, KIT, WAI]
    tokens = [*people, ROB, plan, group]
    for one in people:
        for other in people:
            rest = [each for each in tokens if each not in (one, other)]
            same = [hides(world.hub.state, one, each) for each in rest] == [
                hides(world.hub.state, other, each) for each in rest
            ]
            assert same or side(world.hub.state, one) != side(world.hub.state, other)
    assert len({side(world.hub.state, each) for each in (CHIEF, HOST, BOB)}) == 1
    assert len({side(world.hub.state, each) for each in people}) == 4


class Walked(dict[MessageId, Header]):
    """Messages that count how often somebody goes through them all."""

    times = 0

    def items(self) -> Any:
        """All of them, once more."""
        self.times += 1
        return super().items()


def test_clearing_goes_through_the_messages_of_the_hub_for_no_child() -> None:
    world = opened()
    for who, channel in ((BOB, HUB_CHANNEL), (KIT, room_channel(LAB)), (ANN, room_channel(LAB))):
        world.do(who, c.PostMessage(channel, "heron"))
    world.do(ANN, c.PostMessage(HUB_CHANNEL, "to all"))
    world.do(ANN, c.EndMinors(world.id))
    messages = world.hub.state.durable.messages = Walked(world.hub.state.durable.messages)
    assert len(world.hub.state.lines.naming(KIT)) == 1
    messages.times = 0
    world.do(ANN, c.ClearMinors(world.id))
    assert messages.times == 0
    assert [each.author for each in messages.values()] == [BOB, ANN]
