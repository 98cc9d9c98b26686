"""The tower of a workshop: help, texts and words to all, listening in, dropping in, a vote upon all cards."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.breakouts import plans, rounds, seats, specs
from rooms.breakouts.rights import may_read_group
from rooms.commands import Command
from rooms.earshot import earshot
from rooms.events.groups import PlanSpec
from rooms.ids import BoardId, CardId, PollId, RoomId, VisitorId, group_channel
from rooms.model.breakouts import LATE_MS
from rooms.model.live import Media
from rooms.project import project
from rooms.roles import Role
from server.live.breakouts import breakouts
from tests.rooms.test_breakouts import TABLE_GROUP, Workshop, arrive
from tests.rooms.world import GARDEN, HALL, OFFICE, World, kinds, refused

POLL = e.PollSpec("Tea?", "single", ("Yes", "No"), 1, True, "live")


def asked(world: Workshop) -> PollId:
    """The plan's first poll is put to everybody."""
    *_, opened = world.do(world.host, c.AskPrepared(world.plan_id, 0))
    assert isinstance(opened, e.PollOpened)
    return opened.poll


def test_help_waits_in_a_queue_and_a_group_raises_one_flag() -> None:
    world = Workshop.of(4)
    world.seat(p0=0, p1=0, p2=1, p3=1)
    world.start()
    world.do(VisitorId("p2"), c.AskForHelp(True))
    world.now += 10
    world.do(VisitorId("p0"), c.AskForHelp(True))
    assert world.do(VisitorId("p1"), c.AskForHelp(True)) == []
    waiting = sorted(world.round.help.items(), key=lambda each: each[1].asked_at)
    assert [group for group, _ in waiting] == [world.ids[1], world.ids[0]]
    world.lead(c.SettleHelp(world.round.id, world.ids[1]))
    assert [*world.round.help] == [world.ids[0]]
    assert refused(world, world.host, c.AskForHelp(True)) == "breakout.no_member"


def test_a_text_reaches_every_group_and_its_chat_is_its_members() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    said = world.lead(c.TextGroups(world.round.id, "Five minutes"))
    channels = [group_channel(each) for each in world.ids]
    assert [each.channel for each in said if isinstance(each, e.MessagePosted)] == channels
    assert refused(world, VisitorId("p0"), c.PostMessage(channels[0], "Thanks")) == "done"
    assert refused(world, VisitorId("p0"), c.PostMessage(channels[1], "Hi")) == "breakout.no_member"
    world.lead(c.CloseRound(world.round.id))
    assert refused(world, VisitorId("p0"), c.PostMessage(channels[0], "Bye")) == "breakout.no_member"


def heard(world: World, circle: str) -> set[str]:
    """Who is heard in a circle."""
    groups = earshot(world.hub.state, world.now).groups
    return {*groups[circle].heard} if circle in groups else set()


def loud(world: World, *names: str) -> None:
    """Switch microphones on."""
    for name in names:
        world.hub.state.live.media[VisitorId(name)] = Media(True, False)


def test_a_virtual_table_has_its_own_sound_wherever_bodies_stand() -> None:
    world = Workshop.of(3, TABLE_GROUP, TABLE_GROUP)
    world.seat(p0=0, p1=0, p2=1)
    world.stand(VisitorId("p0"), 1000, 540)
    world.start()
    loud(world, "p0", "p1", "p2")
    one, two = (f"group:{each}" for each in world.ids)
    assert (heard(world, one), heard(world, two)) == ({"p0", "p1"}, {"p2"})
    whole = earshot(world.hub.state, world.now)
    assert [whole.group_of[VisitorId(f"p{n}")] for n in range(3)] == [one, one, two]
    assert heard(world, f"room:{HALL}") == set(), "who stands in the hall is at the table"


def test_a_lead_who_speaks_to_all_is_heard_everywhere_and_one_who_listens_nowhere() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    arrive(world)
    loud(world, "host", "p0", "p1")
    table = f"group:{world.ids[1]}"
    world.lead(c.SpeakToAll(world.round.id, True))
    assert (heard(world, f"room:{OFFICE}"), heard(world, table)) == ({"p0", "host"}, {"p1", "host"})
    world.lead(c.SpeakToAll(world.round.id, False))
    world.lead(c.ListenIn(world.round.id, world.ids[1]))
    whole = earshot(world.hub.state, world.now)
    assert whole.group_of[world.host] == table
    assert heard(world, table) == {"p1"}
    assert not whole.sends[world.host].mic
    world.lead(c.ListenIn(world.round.id, None))
    assert world.host not in earshot(world.hub.state, world.now).group_of


def test_a_lead_drops_in_as_a_guest_and_goes_back_to_where_they_were() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    before = world.avatar(world.host).spot
    world.lead(c.VisitGroup(world.round.id, world.ids[0]))
    assert world.avatar(world.host).room == OFFICE
    world.lead(c.VisitGroup(world.round.id, world.ids[1]))
    loud(world, "host", "p1")
    assert heard(world, f"group:{world.ids[1]}") == {"p1", "host"}
    world.lead(c.VisitGroup(world.round.id, None))
    assert world.avatar(world.host).spot == before


def helped(world: Workshop) -> VisitorId:
    """A guest far from all groups who was named to lead."""
    helper = world.here("Helper", 700, 900)
    world.lead(c.NameBreakoutLead(world.plan_id, helper, True))
    return helper


def test_a_named_lead_neither_hears_nor_is_heard_behind_a_door_locked_to_them() -> None:
    world = Workshop.of(2)
    helper = helped(world)
    world.seat(p0=0, p1=1)
    world.start()
    arrive(world)
    loud(world, "helper", "p0", "p1")
    world.do(helper, c.ListenIn(world.round.id, world.ids[0]))
    assert earshot(world.hub.state, world.now).group_of[helper] == f"room:{OFFICE}"
    world.do(world.host, c.LockRoom(OFFICE))
    assert helper not in earshot(world.hub.state, world.now).group_of
    world.do(helper, c.ListenIn(world.round.id, None))
    world.do(helper, c.SpeakToAll(world.round.id, True))
    assert heard(world, f"room:{OFFICE}") == {"p0"}
    assert heard(world, f"group:{world.ids[1]}") == {"p1", "helper"}


def test_a_named_lead_begins_no_round_in_a_locked_room_and_gets_into_none() -> None:
    world = Workshop.of(2)
    helper = helped(world)
    world.seat(p0=0, p1=1)
    world.do(world.host, c.LockRoom(OFFICE))
    assert refused(world, helper, c.StartRound(world.plan_id)) == "room.locked"
    world.start()
    group = world.ids[0]
    assert refused(world, helper, c.VisitGroup(world.round.id, group)) == "room.locked"
    assert refused(world, helper, c.ListenIn(world.round.id, group)) == "room.locked"
    assert refused(world, world.host, c.VisitGroup(world.round.id, group)) == "done"


def test_everybody_learns_who_listens_in_a_room_and_members_who_listens_at_a_table() -> None:
    world = Workshop.of(2)
    world.here("Other", 700, 900)
    world.seat(p0=0, p1=1)
    world.do(world.host, c.StartRound(world.plan_id))
    for group, told in ((0, ["p0", "p1", "other"]), (1, ["p1"])):
        (event,) = world.do(world.host, c.ListenIn(world.round.id, world.ids[group]))
        viewers = [world.hub.actor(VisitorId(name)) for name in ("p0", "p1", "other")]
        seen = [each.visitor for each in viewers if project(world.hub.state, event, each, world.now)]
        assert seen == told


def test_a_named_lead_moves_only_those_who_take_part_and_nobody_moves_a_device() -> None:
    world = Workshop.of(2, room=GARDEN)
    helper = helped(world)
    world.start()
    world.here("Other", 700, 800)
    world.here("Boss", 740, 800, Role.ADMINISTRATOR)
    world.box("Box")

    def moving(lead: VisitorId, name: str) -> str:
        return refused(world, lead, c.MoveMember(world.round.id, VisitorId(name), world.ids[1]))

    assert [moving(helper, name) for name in ("p0", "p1")] == ["done", "done"]
    assert [moving(helper, name) for name in ("other", "boss")] == ["right.missing", "right.missing"]
    assert [moving(lead, "box") for lead in (helper, world.host)] == 2 * ["breakout.no_member"]
    assert [moving(world.host, name) for name in ("other", "boss")] == ["done", "visitor.outranks"]


def test_who_leads_no_more_speaks_to_no_group() -> None:
    world = Workshop.of(2)
    helper = world.here("Helper", 700, 900)
    world.lead(c.NameBreakoutLead(world.plan_id, helper, True))
    world.start()
    world.do(helper, c.SpeakToAll(world.round.id, True))
    world.lead(c.NameBreakoutLead(world.plan_id, helper, False))
    assert [each for each in world.wait(50) if isinstance(each, e.BreakoutSpoke)] == [
        e.BreakoutSpoke(world.round.id, helper, False)
    ]


def test_a_named_lead_goes_on_when_the_moderator_is_gone() -> None:
    world = Workshop.of(2)
    helper = world.here("Helper", 700, 900)
    assert refused(world, helper, c.StartRound(world.plan_id)) == "right.missing"
    world.lead(c.NameBreakoutLead(world.plan_id, helper, True))
    world.start()
    world.do(world.host, c.Leave())
    assert refused(world, helper, c.ExtendRound(world.round.id, 60)) == "done"
    assert refused(world, helper, c.CloseRound(world.round.id)) == "done"
    assert refused(world, VisitorId("p0"), c.StartRound(world.plan_id)) == "right.missing"


def at_box() -> tuple[Workshop, VisitorId]:
    """Two people, a box in the hall, and a plan that seats one group at it."""
    world = Workshop()
    world.host = world.here("Host", 1000, 800, Role.MODERATOR)
    box = world.box("Box")
    for name in ("P0", "P1"):
        world.here(name)
    spec = PlanSpec("Ideas", None, 20, (replace(TABLE_GROUP, box=box, table="Table 4"), TABLE_GROUP))
    (planned,) = world.do(world.host, c.PlanBreakout(spec))
    assert isinstance(planned, e.BreakoutPlanned)
    world.plan_id = planned.plan
    world.seat(p0=0, p1=1)
    return world, box


def test_a_named_lead_takes_no_box_from_its_hall() -> None:
    world, box = at_box()
    helper = helped(world)
    assert refused(world, helper, c.StartRound(world.plan_id)) == "right.missing"
    assert refused(world, helper, c.StartRound(world.plan_id, rehearsal=True)) == "done"
    assert refused(world, helper, c.StartRound(world.plan_id)) == "right.missing"
    assert refused(world, helper, c.CopyBreakout(world.plan_id, "Mine")) == "right.missing"
    groups = world.plan.spec.groups
    spec = replace(world.plan.spec, task="Write more")
    assert refused(world, helper, c.EditBreakout(world.plan_id, spec)) == "done"
    bare = replace(spec, groups=tuple(replace(each, box=None) for each in groups))
    world.lead(c.EditBreakout(world.plan_id, bare))
    taking = replace(spec, groups=(replace(groups[0], box=box), groups[1]))
    assert refused(world, helper, c.EditBreakout(world.plan_id, taking)) == "right.missing"


def test_a_named_lead_goes_on_with_the_boxes_of_a_round_that_a_host_began() -> None:
    world, _box = at_box()
    helper = helped(world)
    world.start()
    assert refused(world, helper, c.StartRound(world.plan_id)) == "done"


def test_two_rounds_do_not_share_a_box() -> None:
    world, _box = at_box()
    world.start()
    (planned,) = world.do(world.host, c.PlanBreakout(replace(world.plan.spec, title="Other")))
    assert isinstance(planned, e.BreakoutPlanned)
    world.here("P9", 300, 700)
    assert refused(world, world.host, c.StartRound(planned.plan)) == "breakout.no_place"


def test_a_box_at_a_real_table_is_its_groups_while_a_round_runs() -> None:
    world, box = at_box()
    world.start()
    whole = earshot(world.hub.state, world.now)
    circle = f"group:{world.ids[0]}"
    assert (whole.group_of[box], whole.groups[circle].mics) == (circle, ["box/mic"])
    world.lead(c.CloseRound(world.round.id))
    whole = earshot(world.hub.state, world.now)
    assert (whole.group_of[box], whole.groups[f"room:{HALL}"].mics) == (f"hall:{HALL}", ["box/mic"])


def test_cards_of_all_groups_come_to_a_vote_the_most_liked_first() -> None:
    world = Workshop.of(2)
    assert refused(world, world.host, c.VoteCards(world.plan_id, "Which?")) == "breakout.no_cards"
    for number, text in enumerate(("Trees", "Benches")):
        board = BoardId(f"group:{world.ids[number]}")
        world.happen([e.CardAdded(board, CardId(text), "ideas", text, world.host)])
    world.happen([e.CardVoted(BoardId(f"group:{world.ids[1]}"), CardId("Benches"), world.host, True)])
    _, opened = world.do(world.host, c.VoteCards(world.plan_id, "Which?", 60))
    assert isinstance(opened, e.PollOpened)
    assert (opened.stage, opened.spec.options) == (HALL, ("Benches", "Trees"))
    assert (opened.plan, opened.cards) == (world.plan_id, True)
    assert world.do(world.host, c.VoteCards(world.plan_id, "Welche?", 60)) == []
    world.do(world.host, c.UnaskPoll(world.plan_id, opened.poll))
    assert kinds(world.do(world.host, c.VoteCards(world.plan_id, "Welche?")))[-1] == "poll.opened"


def liked(world: Workshop, group: int, text: str, votes: int) -> None:
    """A card on the board of a group, with so many votes."""
    board, card = BoardId(f"group:{world.ids[group]}"), CardId(text[:40])
    voters = [VisitorId(f"p{number}") for number in range(votes)]
    world.happen([e.CardAdded(board, card, "ideas", text, world.host)])
    world.happen([e.CardVoted(board, card, who, True) for who in voters])


def put_to_vote(world: Workshop) -> tuple[str, ...]:
    """What everybody can vote for."""
    *_, opened = world.do(world.host, c.VoteCards(world.plan_id, "Which?"))
    assert isinstance(opened, e.PollOpened)
    return opened.spec.options


def test_the_best_card_of_each_group_comes_to_the_vote_before_a_second_of_any() -> None:
    world = Workshop.of(4, *[replace(TABLE_GROUP, title=f"T{n}") for n in range(11)])
    for number in range(11):
        for votes in (3, 4) if number == 0 else (0,):
            liked(world, number, f"{number} with {votes}", votes)
    liked(world, 5, "5 with 2", 2)
    firsts = [f"{number} with 0" for number in range(1, 11) if number != 5]
    assert put_to_vote(world) == ("0 with 4", "5 with 2", *firsts, "0 with 3")


def test_of_more_groups_than_a_poll_holds_those_with_the_most_liked_cards_come_to_the_vote() -> None:
    world = Workshop.of(3, *[replace(TABLE_GROUP, title=f"T{n}") for n in range(14)])
    for number in range(14):
        liked(world, number, f"Second of {number}", 1 if number == 0 else 0)
        liked(world, number, f"First of {number}", 2 if number in (0, 13) else 1)
    expected = [0, 13, *range(1, 11)]
    assert put_to_vote(world) == tuple(f"First of {number}" for number in expected)


def test_a_card_too_long_for_a_poll_is_cut_and_says_so() -> None:
    world = Workshop.of(2)
    liked(world, 0, "A" * 200, 1)
    liked(world, 1, "Benches", 0)
    assert put_to_vote(world) == ("A" * 119 + "…", "Benches")


def test_the_cards_come_to_a_vote_while_a_prepared_poll_is_open() -> None:
    world = Workshop.of(1, polls=(POLL,))
    asked(world)
    board = BoardId(f"group:{world.ids[0]}")
    world.happen([e.CardAdded(board, CardId(each), "ideas", each, world.host) for each in ("One", "Two")])
    assert kinds(world.do(world.host, c.VoteCards(world.plan_id, "Which?")))[-1] == "poll.opened"


def test_a_vote_is_taken_back_while_nobody_voted_and_else_ended_with_its_result() -> None:
    world = Workshop.of(2, polls=(POLL,))
    world.lead(c.NameBreakoutLead(world.plan_id, VisitorId("p0"), True))
    first, second = (asked(world) for _ in range(2))
    assert refused(world, VisitorId("p1"), c.UnaskPoll(world.plan_id, first)) == "right.missing"
    gone = world.do(VisitorId("p0"), c.UnaskPoll(world.plan_id, first))
    assert kinds(gone) == ["poll.closed", "poll.removed"]
    world.do(VisitorId("p1"), c.VotePoll(second, (0,)))
    (end,) = world.do(VisitorId("p0"), c.UnaskPoll(world.plan_id, second))
    assert isinstance(end, e.PollClosed)
    assert end.tally.counts == (1, 0)
    assert world.do(VisitorId("p0"), c.UnaskPoll(world.plan_id, second)) == []
    (other,) = world.do(world.host, c.DraftPoll(HALL, POLL))
    assert isinstance(other, e.PollDrafted)
    assert refused(world, VisitorId("p0"), c.UnaskPoll(world.plan_id, other.poll)) == "poll.unknown"


@pytest.mark.parametrize("room", [None, GARDEN])
def test_who_is_behind_a_locked_door_is_called_when_they_come_out(room: RoomId | None) -> None:
    world = Workshop.of(2, TABLE_GROUP, TABLE_GROUP, room=room)
    helper = helped(world)
    for name in ("In", "Put"):
        world.stand(world.here(name), 1000, 540)
    assert world.avatar(VisitorId("put")).room == HALL
    world.do(world.host, c.LockRoom(HALL))
    world.do(helper, c.PutIntoGroup(world.plan_id, VisitorId("put"), world.ids[0]))
    world.do(helper, c.StartRound(world.plan_id))
    world.call()
    world.look()
    assert [world.at_group(name) for name in ("in", "put")] == [None, None]
    assert refused(world, helper, c.MoveMember(world.round.id, VisitorId("put"), world.ids[1])) == (
        "right.missing"
    )
    world.stand(VisitorId("put"), 700, 900)
    world.look()
    assert world.at_group("put") in world.ids


def test_a_closed_main_room_and_closed_tables_are_the_plans_own() -> None:
    world = Workshop.of(2, room=GARDEN)
    world.seat(p0=0, p1=1)
    world.start()
    arrive(world)
    world.do(world.host, c.LockRoom(OFFICE))
    assert world.avatar(VisitorId("p0")).room == OFFICE
    world.start()
    assert world.at_group("p0") == world.ids[0]


@pytest.mark.parametrize(
    ("most", "act", "code"),
    [
        ("PLANS_MOST", lambda world: c.PlanBreakout(world.plan.spec), "breakout.enough"),
        ("PLANS_MOST", lambda world: c.CopyBreakout(world.plan_id, "Again"), "breakout.enough"),
        ("ROUNDS_MOST", lambda world: c.StartRound(world.plan_id), "breakout.enough"),
        ("GROUPS_MOST", lambda world: c.EditBreakout(world.plan_id, world.plan.spec), "breakout.invalid"),
        (
            "GROUPS_MOST",
            lambda world: c.SplitGroup(world.round.id, world.ids[0], "New", (VisitorId("p0"),)),
            "breakout.enough",
        ),
        (
            "PEOPLE_MOST",
            lambda world: c.SetRoster(world.plan_id, 2 * (e.Participant("Ada", {}),)),
            "breakout.invalid",
        ),
        ("PEOPLE_MOST", lambda world: c.StartRound(world.plan_id, rehearsal=True, pretend=2), "breakout."),
    ],
)
def test_plans_rounds_groups_and_people_are_bounded(
    monkeypatch: pytest.MonkeyPatch, most: str, act: Callable[[Workshop], Command], code: str
) -> None:
    world = Workshop.of(2, TABLE_GROUP, TABLE_GROUP)
    world.seat(p0=0, p1=1)
    world.start()
    for module in (plans, rounds, seats, specs):
        if hasattr(module, most):
            monkeypatch.setattr(module, most, 1)
    assert refused(world, world.host, act(world)).startswith(code)


def test_a_plan_holds_sixty_groups_and_five_hundred_people() -> None:
    world = Workshop.of(1, *(replace(TABLE_GROUP, title=f"Group {number}") for number in range(60)))
    world.lead(c.SetRoster(world.plan_id, tuple(e.Participant(f"Person {n}", {}) for n in range(500))))
    world.start(rehearsal=True, pretend=500)
    sizes = [len(each.members) for each in world.round.groups.values()]
    assert (len(sizes), sum(sizes), max(sizes) - min(sizes)) == (60, 500, 1)


def test_a_rehearsal_takes_nothing_from_those_who_met_before() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    world.lead(c.CloseRound(world.round.id))
    met, board = world.round.id, BoardId(f"group:{world.ids[0]}")
    world.start(rehearsal=True, pretend=4)
    member = world.hub.actor(VisitorId("p0"))
    assert may_read_group(world.hub.state, member, world.ids[0], world.now)
    world.now += LATE_MS
    assert refused(world, VisitorId("p0"), c.AddCard(board, "ideas", "Late")) == "board.frozen"
    world.lead(c.CloseRound(world.round.id))
    told = breakouts(world.hub.state, VisitorId("p0"), world.now)["rounds"]
    assert [each["round"] for each in told] == [met], "the round one was in, and not the rehearsal"
