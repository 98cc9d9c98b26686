"""Workshops with minors: groups that nobody outside belongs to, tasks to one child alone, adults who go."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.breakouts.rights import is_member, may_read_group, may_write_group, readable_results
from rooms.errors import NotAllowed
from rooms.events.groups import GroupSpec, Participant, PlanSpec
from rooms.events.polls import PollSpec
from rooms.ids import BoardId, DocId, GroupId, PlanId, RoundId, VisitorId, group_channel, room_channel
from rooms.notes import may_write
from rooms.roles import Role
from tests.rooms.workshop import ANN, BOB, CHIEF, EVA, HOST, HOUR, KIT, ROB, Workshop, opened, planned
from tests.rooms.world import LAB, OFFICE, TABLE, World, refused

if TYPE_CHECKING:
    from rooms.commands import Command


def started(world: World, who: VisitorId, spec: PlanSpec) -> tuple[PlanId, RoundId, GroupId]:
    """A plan whose round runs, and its first group; its people were called."""
    told = world.do(who, c.PlanBreakout(spec))
    plan = next(each.plan for each in told if isinstance(each, e.BreakoutPlanned))
    told = world.do(who, c.StartRound(plan))
    begun = next(each for each in told if isinstance(each, e.BreakoutStarted))
    called(world)
    return plan, begun.round, begun.groups[0].id


def called(world: World) -> None:
    """All whom rounds call now, to their groups or back."""
    while commands := [*world.hub.calling(), *world.hub.due(world.now)]:
        for command in commands:
            world.system(command)


def is_out(world: World, who: VisitorId, plan: PlanId, group: GroupId) -> bool:
    """Whether somebody neither reads nor writes anything of a group."""
    state, actor, now = world.hub.state, world.hub.actor(who), world.now
    with pytest.raises(NotAllowed):
        readable_results(state, actor, state.durable.breakouts.plans[plan], now)
    for command in (
        c.PostMessage(group_channel(group), "hello"),
        c.AddCard(BoardId(f"group:{group}"), "ideas", "x"),
    ):
        assert refused(world, who, command) != "done"
    return not (may_read_group(state, actor, group, now) or may_write_group(state, actor, group, now))


# -- who belongs to a group ------------------------------------------------------------------------


def test_an_adult_who_is_named_no_more_has_nothing_of_the_group_they_sat_in() -> None:
    world = opened()
    plan, group = planned(world)
    (round_,) = world.hub.state.durable.breakouts.rounds
    world.do(EVA, c.MoveMember(round_, ANN, group))
    assert may_read_group(world.hub.state, world.hub.actor(ANN), group, world.now)
    world.do(CHIEF, c.NameAdult(world.id, ANN, False))
    assert is_member(world.hub.state, ANN, group)
    assert is_out(world, ANN, plan, group)


def test_who_sat_in_a_group_before_the_workshop_reads_nothing_of_it_in_the_workshop() -> None:
    world = World()
    world.here("Ann", 100, 340)
    world.here("Eva", 400, 500, Role.MODERATOR)
    world.here("Bob", 240, 700)
    world.into(BOB, LAB)
    spec = PlanSpec("Before", LAB, 20, (GroupSpec(GroupId(""), "One"),))
    plan, round_, group = started(world, EVA, spec)
    opening = c.OpenMinors("Robots", (LAB,), (ANN, EVA), world.now + HOUR)
    assert refused(world, EVA, opening) == "minors.room_used"
    world.do(EVA, c.CloseRound(round_))
    called(world)
    assert may_read_group(world.hub.state, world.hub.actor(BOB), group, world.now)
    world.do(EVA, opening)
    assert is_member(world.hub.state, BOB, group)
    assert is_out(world, BOB, plan, group)


def test_no_workshop_opens_in_a_room_where_groups_of_a_running_round_meet() -> None:
    world = World()
    world.here("Eva", 400, 500, Role.MODERATOR)
    world.here("Bob", 240, 700)
    spec = PlanSpec("Far", None, 20, (GroupSpec(GroupId(""), "One", TABLE),))
    _, round_, _ = started(world, EVA, spec)
    opening = c.OpenMinors("Robots", (LAB,), (EVA,), world.now + HOUR)
    assert refused(world, EVA, opening) == "minors.room_used"
    world.do(EVA, c.CloseRound(round_))
    assert refused(world, EVA, opening) == "done"


def test_a_child_has_nothing_of_a_group_that_is_not_its_workshops() -> None:
    world = opened()
    spec = PlanSpec("All", None, 20, (GroupSpec(GroupId(""), "One"),))
    plan, round_, group = started(world, HOST, spec)
    world.happen([e.BreakoutSeated(round_, KIT, group, None, None)])
    assert is_member(world.hub.state, KIT, group)
    assert is_out(world, KIT, plan, group)


def test_nobody_seats_an_outsider_with_children_or_a_child_with_outsiders() -> None:
    world = opened()
    _, group = planned(world)
    (inside,) = world.hub.state.durable.breakouts.rounds
    assert refused(world, EVA, c.MoveMember(inside, BOB, group)) == "minors.denied"
    assert refused(world, EVA, c.MoveMember(inside, ANN, group)) == "done"
    spec = PlanSpec("All", None, 20, (GroupSpec(GroupId(""), "One"),))
    _, outside, far = started(world, EVA, spec)
    assert refused(world, EVA, c.MoveMember(outside, KIT, far)) == "minors.denied"
    dan = world.here("Dan", 260, 700)
    assert refused(world, EVA, c.MoveMember(outside, dan, far)) == "done"


def test_a_rehearsal_of_the_workshop_seats_people_made_up() -> None:
    world = opened()
    plan, _ = planned(world)
    world.do(EVA, c.CloseRound(next(iter(world.hub.state.durable.breakouts.rounds))))
    assert refused(world, EVA, c.StartRound(plan, rehearsal=True, pretend=4)) == "done"


def test_one_who_may_not_be_where_they_were_called_from_keeps_nobody_else_from_returning() -> None:
    world = opened()
    spec = PlanSpec("Ideas", LAB, 20, (GroupSpec(GroupId(""), "One", TABLE),), walk=False)
    _, round_, group = started(world, EVA, spec)
    world.do(EVA, c.MoveMember(round_, ANN, group))
    called(world)
    assert {KIT, ROB, ANN} <= set(world.hub.state.durable.breakouts.seats)
    world.do(CHIEF, c.NameAdult(world.id, ANN, False))
    world.do(EVA, c.CloseRound(round_))
    called(world)
    assert world.hub.state.durable.breakouts.seats == {}
    assert (world.avatar(KIT).room, world.avatar(ANN).room) == (LAB, None)


def test_an_adult_who_is_named_no_more_is_called_to_no_group_again() -> None:
    world = opened()
    spec = PlanSpec("Ideas", LAB, 20, (GroupSpec(GroupId(""), "One", TABLE),))
    _, round_, group = started(world, EVA, spec)
    world.do(EVA, c.MoveMember(round_, ANN, group))
    world.do(ANN, c.Leave())
    called(world)
    world.do(CHIEF, c.NameAdult(world.id, ANN, False))
    world.do(ANN, c.Arrive())
    called(world)
    assert ANN not in world.hub.state.durable.breakouts.seats
    assert world.avatar(ANN).room is None


# -- what leaves a workshop ------------------------------------------------------------------------


def test_no_poll_on_a_stage_is_made_of_what_children_write() -> None:
    world = opened()
    poll = PollSpec("Which?", "single", ("One", "Two"), 1, True, "live")
    spec = PlanSpec("Ideas", LAB, 20, (GroupSpec(GroupId(""), "One"),), polls=(poll,))
    plan, _, group = started(world, EVA, spec)
    for text in ("mine", "yours"):
        world.do(KIT, c.AddCard(BoardId(f"group:{group}"), "ideas", text))
    assert refused(world, EVA, c.VoteCards(plan, "Best?", 60)) == "minors.denied"
    assert refused(world, EVA, c.AskPrepared(plan, 0, 60)) == "minors.denied"


# -- one adult, one child --------------------------------------------------------------------------


def alone_in_a_group() -> tuple[Workshop, RoundId, GroupId]:
    """Ann is the only adult here, and Kit the only child in a group; Rob is here, and in none."""
    world = opened()
    _, group = planned(world)
    (round_,) = world.hub.state.durable.breakouts.rounds
    world.do(EVA, c.MoveMember(round_, ROB, None))
    world.do(EVA, c.Leave())
    return world, round_, group


def test_no_task_text_or_role_reaches_a_group_of_one_child_with_one_adult_here() -> None:
    world, round_, group = alone_in_a_group()
    commands: tuple[Command, ...] = (
        c.PostMessage(group_channel(group), "psst"),
        c.TextGroups(round_, "psst"),
        c.SetTask(round_, group, "psst"),
        c.GiveRole(round_, KIT, "psst"),
    )
    for command in commands:
        assert refused(world, ANN, command) == "minors.alone", command
    assert refused(world, ANN, c.CloseGroup(round_, group, 60)) == "done"
    world.do(EVA, c.Arrive())
    for command in commands:
        assert refused(world, ANN, command) == "done", command


def test_an_adult_leaves_nothing_on_the_board_of_one_child_with_no_other_adult_here() -> None:
    world, _, group = alone_in_a_group()
    board, notes = BoardId(group_channel(group)), DocId(f"{group_channel(group)}:notes")
    told = world.do(KIT, c.AddCard(board, "ideas", "mine"))
    card = next(each.card for each in told if isinstance(each, e.CardAdded))
    commands: tuple[Command, ...] = (c.AddCard(board, "ideas", "psst"), c.EditCard(card, "psst"))
    for command in commands:
        assert refused(world, ANN, command) == "minors.alone"
    state = world.hub.state
    assert may_write(state, world.hub.actor(KIT), notes, world.now)
    assert not may_write(state, world.hub.actor(ANN), notes, world.now)
    world.do(EVA, c.Arrive())
    assert may_write(state, world.hub.actor(ANN), notes, world.now)
    for command in commands:
        assert refused(world, ANN, command) == "done"


def test_nothing_is_written_in_the_room_while_the_only_child_is_at_a_table_in_it() -> None:
    world = opened(children=False)
    world.child("Kit")
    world.do(EVA, c.Leave())
    world.do(KIT, c.EnterRoom(TABLE))
    assert refused(world, ANN, c.PostMessage(room_channel(LAB), "psst")) == "minors.alone"
    world.do(KIT, c.Leave())
    assert refused(world, ANN, c.PostMessage(room_channel(LAB), "psst")) == "minors.alone"
    world.child("Rob")
    assert refused(world, ANN, c.PostMessage(room_channel(LAB), "hi")) == "minors.alone"
    world.child("Sol")
    assert refused(world, ANN, c.PostMessage(room_channel(LAB), "hi")) == "done"


# -- names, traits ---------------------------------------------------------------------------------


def test_no_adult_has_an_address_for_a_name() -> None:
    world = opened()
    assert refused(world, ANN, c.Rename("Ann example.org")) == "minors.link"
    assert refused(world, BOB, c.Rename("Bob example.org")) == "done"
    assert refused(world, CHIEF, c.NameAdult(world.id, BOB, True)) == "minors.link"
    opening = c.OpenMinors("More", (OFFICE,), (BOB,), world.now + HOUR)
    assert refused(world, EVA, opening) == "minors.link"


def test_no_trait_of_a_roster_is_an_address() -> None:
    world = opened()
    plan, _ = planned(world)
    roster = (Participant("Sam", {"example.org": "yes"}),)
    assert refused(world, EVA, c.SetRoster(plan, roster)) == "minors.link"
    assert refused(world, KIT, c.DescribeOneself(plan, {"example.org": "yes"})) == "minors.link"


# -- adults and rooms that are gone ----------------------------------------------------------------


def test_a_workshop_ends_when_its_last_adult_is_erased() -> None:
    world = opened()
    world.system(c.Erase(ANN))
    called(world)
    assert world.hub.state.durable.minors.workshops[world.id].ended_at is None
    world.system(c.Erase(EVA))
    called(world)
    assert world.hub.state.durable.minors.workshops[world.id].ended_at == world.now
    assert not {KIT, ROB} & set(world.hub.state.live.presence)


def test_a_child_comes_into_the_first_room_that_the_map_still_has() -> None:
    world = Workshop()
    world.here("Ann", 100, 340, Role.MODERATOR)
    told = world.do(ANN, c.OpenMinors("Robots", (OFFICE, LAB), (ANN,), world.now + HOUR))
    world.id = next(each.workshop for each in told if isinstance(each, e.MinorsOpened))
    world.child("Kit")
    assert world.avatar(KIT).room == OFFICE
    world.do(KIT, c.Leave())
    rooms = world.hub.state.rules.rooms
    without = {room: info for room, info in rooms.items() if room != OFFICE}
    world.hub.state.rules = replace(world.hub.state.rules, rooms=without)
    world.do(KIT, c.Arrive())
    assert world.avatar(KIT).room == LAB
    world.child("Rob")
    world.do(KIT, c.Leave())
    world.hub.state.rules = replace(world.hub.state.rules, rooms={})
    assert refused(world, KIT, c.Arrive()) == "minors.over"
