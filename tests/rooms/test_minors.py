"""Workshops with minors: who is on which side of the wall, and that all of it is gone in time."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.errors import Conflict
from rooms.events.groups import GroupSpec, PlanSpec
from rooms.hub import Hub
from rooms.ids import (
    HUB_CHANNEL,
    BoardId,
    GroupId,
    RoomId,
    VisitorId,
    direct_channel,
    group_channel,
    room_channel,
)
from rooms.look import Look
from rooms.minors.children import check_coming
from rooms.minors.wall import hides
from rooms.model.minors import KEPT_MS
from rooms.project import project
from rooms.roles import Actor, Capability, Role, capabilities
from tests.rooms.workshop import (
    ANN,
    BOB,
    CHIEF,
    CHILDREN,
    EVA,
    HOST,
    HOUR,
    KIT,
    OUTSIDE,
    ROB,
    WAI,
    Workshop,
    opened,
    planned,
    seen,
)
from tests.rooms.world import BIRTH, GARDEN, HALL, LAB, OFFICE, PLAZA, QUIET, SHED, TABLE, World, refused

if TYPE_CHECKING:
    from rooms.commands import Command
    from rooms.events import Event

# -- opening ---------------------------------------------------------------------------------------


def test_a_workshop_puts_everybody_else_out_of_its_rooms_and_opens_their_doors() -> None:
    world = World()
    ann, bob = world.here("Ann", role=Role.MODERATOR), world.here("Bob")
    for each in (ann, bob):
        world.into(each, OFFICE)
    world.do(ann, c.LockRoom(OFFICE))
    world.do(ann, c.OpenMinors("Robots", (OFFICE,), (ann,), world.now + HOUR))
    assert world.avatar(ann).room == OFFICE
    assert world.avatar(bob).room is None
    assert OFFICE not in world.hub.state.durable.locked
    assert refused(world, ann, c.LockRoom(OFFICE)) == "minors.no_lock"


@pytest.mark.parametrize(
    ("rooms", "code"),
    [
        ((HALL,), "minors.room_unfit"),
        ((QUIET,), "minors.room_unfit"),
        ((), "room.unknown"),
        ((RoomId("none"),), "room.unknown"),
        ((LAB, HALL), "minors.room_unfit"),
    ],
)
def test_a_room_that_is_public_by_nature_is_no_workshops(rooms: tuple[RoomId, ...], code: str) -> None:
    world = World()
    ann = world.here("Ann", role=Role.MODERATOR)
    assert refused(world, ann, c.OpenMinors("Robots", rooms, (ann,), world.now + HOUR)) == code


def test_a_workshop_needs_a_title_adults_and_an_end_and_rooms_that_are_nobody_elses() -> None:
    world = opened()
    box = world.box("Box")

    def code(
        title: str = "Maps", room: RoomId = SHED, who: tuple[VisitorId, ...] = (EVA,), in_ms: int = HOUR
    ) -> str:
        return refused(world, EVA, c.OpenMinors(title, (room,), who, world.now + in_ms))

    assert code(title=" ") == "minors.title_invalid"
    assert code(title="see www.example.org") == "minors.link"
    assert code(who=()) == "minors.adults_invalid"
    assert code(who=(KIT,)) == "minors.adults_invalid"
    assert code(who=(box,)) == "minors.adults_invalid"
    assert code(in_ms=1000) == code(in_ms=-HOUR) == code(in_ms=400 * HOUR) == "minors.time_invalid"
    assert code(room=LAB) == code(room=TABLE) == "minors.room_used"
    assert code() == "done"


def test_a_round_of_another_place_keeps_its_rooms_from_a_workshop() -> None:
    world = World()
    host = world.here("Host", role=Role.MODERATOR)
    world.here("Ada")
    spec = PlanSpec("Ideas", None, 20, (GroupSpec(GroupId(""), "One", OFFICE),))
    (planned,) = world.do(host, c.PlanBreakout(spec))
    assert isinstance(planned, e.BreakoutPlanned)
    world.do(host, c.StartRound(planned.plan))
    assert (
        refused(world, host, c.OpenMinors("Robots", (OFFICE,), (host,), world.now + HOUR))
        == "minors.room_used"
    )


# -- the waiting room ------------------------------------------------------------------------------


def test_a_child_waits_without_a_body_and_may_nothing_until_a_named_adult_lets_it_in() -> None:
    world = opened()
    assert WAI not in world.hub.state.live.avatars
    assert capabilities(world.hub.actor(WAI), world.hub.state.place(None), world.now) == {
        Capability.HUB_ENTER
    }
    for who in (CHIEF, HOST, BOB, KIT, WAI):
        assert refused(world, who, c.AdmitMinor(world.id, WAI)) in {
            "visitor.unknown",
            "right.missing",
            "minors.denied",
        }
    assert WAI not in world.hub.state.live.avatars
    world.do(ANN, c.AdmitMinor(world.id, WAI))
    assert world.avatar(WAI).room == LAB
    assert world.do(ANN, c.AdmitMinor(world.id, WAI)) == []


def test_a_refused_child_is_forgotten_whether_it_waits_or_was_admitted() -> None:
    world = opened()
    for child in (WAI, KIT):
        world.do(ANN, c.RefuseMinor(world.id, child))
        assert child not in world.hub.state.durable.visitors
        assert child not in world.hub.state.durable.minors.workshops[world.id].people
    assert refused(world, ANN, c.RefuseMinor(world.id, KIT)) == "visitor.unknown"


@pytest.mark.parametrize(
    ("nick", "code"),
    [
        ("Kit", "minors.nick_taken"),
        ("kiT", "minors.nick_taken"),
        ("ann", "minors.nick_taken"),
        ("Max Mustermann", "minors.nick_invalid"),
        ("x", "minors.nick_invalid"),
        ("a" * 21, "minors.nick_invalid"),
        ("kit@example.org", "minors.link"),
        ("example.org", "minors.link"),
        ("Falke7", "done"),
    ],
)
def test_a_nick_name_is_one_word_of_ones_own_and_no_address(nick: str, code: str) -> None:
    world = opened()
    new = Actor(VisitorId("new"), Role.GUEST)
    assert refused(world, new, c.AskMinor(world.id, nick, Look())) == code


def test_nobody_who_has_a_name_already_becomes_a_child() -> None:
    world = opened()
    for who in (BOB, ANN, KIT):
        assert refused(world, who, c.AskMinor(world.id, "Falke", Look())) in {
            "minors.known_here",
            "minors.denied",
        }


def test_a_visit_that_ends_for_it_makes_the_place_in_a_full_hub() -> None:
    world = opened()
    state = world.hub.state
    state.rules = replace(state.rules, visitors_known=len(state.durable.visitors))
    found = state.durable.minors.workshops[world.id]
    assert check_coming(state, found, "Falke", instead=BOB) == "Falke"
    with pytest.raises(Conflict, match=r"hub\.full"):
        check_coming(state, found, "Falke")


def test_a_child_that_comes_back_stands_in_the_workshop_again() -> None:
    world = opened()
    world.do(KIT, c.Leave())
    world.do(KIT, c.Arrive("linden"))
    assert world.avatar(KIT).room in (LAB, TABLE)


# -- named adults only -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", OUTSIDE)
def test_whoever_is_not_named_does_not_come_in_by_any_way(who: VisitorId) -> None:
    world = opened()
    for room in (LAB, TABLE):
        assert refused(world, who, c.EnterRoom(room)) == "minors.closed"
        assert refused(world, who, c.WalkTo(room=room)) in {"minors.closed"}
        assert refused(world, EVA, c.Move(who, room)) in {"minors.closed", "visitor.outranks"}
    assert refused(world, who, c.PostMessage(room_channel(LAB), "hello")) in {"minors.closed", "chat.outside"}
    assert refused(world, who, c.AddCard(BoardId(f"room:{LAB}"), "ideas", "x")) in {
        "minors.closed",
        "board.outside",
    }
    world.stand(who, 760, 200)
    told = world.stroll(who, 900, 200)
    assert world.avatar(who).room is None
    assert any(isinstance(each, e.EntryRefused) and each.code == "minors.closed" for each in told)


def test_an_administrator_may_become_one_of_the_named_and_a_moderator_may_not() -> None:
    world = opened()
    assert refused(world, HOST, c.NameAdult(world.id, HOST, True)) == "right.missing"
    assert refused(world, ANN, c.NameAdult(world.id, BOB, True)) == "right.missing"
    assert refused(world, CHIEF, c.EnterRoom(LAB)) == "minors.closed"
    world.do(CHIEF, c.NameAdult(world.id, CHIEF, True))
    assert refused(world, CHIEF, c.EnterRoom(LAB)) == "done"
    world.do(CHIEF, c.NameAdult(world.id, CHIEF, False))
    assert world.avatar(CHIEF).room is None
    assert hides(world.hub.state, CHIEF, KIT)


def test_a_workshop_keeps_one_named_adult_at_least() -> None:
    world = opened()
    world.do(EVA, c.NameAdult(world.id, ANN, False))
    assert refused(world, EVA, c.NameAdult(world.id, EVA, False)) == "minors.last_adult"
    assert refused(world, EVA, c.NameAdult(world.id, KIT, True)) == "minors.adults_invalid"


# -- nobody learns of them -------------------------------------------------------------------------


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("child", CHILDREN)
def test_for_whoever_is_outside_a_child_does_not_exist(who: VisitorId, child: VisitorId) -> None:
    world = opened()
    upon: tuple[Command, ...] = (
        c.Mute(child),
        c.Unmute(child),
        c.Move(child, OFFICE),
        c.Return(child),
        c.Remove(child),
        c.Ban(child),
        c.Unban(child),
        c.GrantRole(child, Role.MEMBER),
        c.Erase(child),
        c.CheckIn(child, HALL),
        c.CheckOut(child),
        c.FileReport(child, "spam"),
        c.Follow(child),
        c.WalkTo(visitor=child),
        c.SetCaptioner(HALL, child, "de"),
        c.NameInterpreter(HALL, child, ("fr",)),
        c.PostMessage(direct_channel(who, child), "psst"),
        c.PostMessage(HUB_CHANNEL, "hi", None, (child,)),
        c.NoteTyping(direct_channel(who, child)),
        c.AdmitRoom(LAB, child),
        c.AdmitConversation(child),
        c.NameAdult(world.id, child, True),
    )
    for command in upon:
        assert refused(world, who, command) == "visitor.unknown", command


def test_events_of_children_reach_nobody_outside_and_children_nobody_but_their_own() -> None:
    world = opened()
    state = world.hub.state
    events: list[Event] = [
        e.VisitorJoined(KIT, "Kit", Look(), Role.GUEST),
        e.AvatarAppeared(KIT, 3, PLAZA, 5, 5, 0),
        e.RoomEntered(KIT, LAB),
        e.PresenceChanged(KIT, "away"),
        e.MediaChanged(KIT, True, True),
        e.MinorAdmitted(world.id, KIT),
        e.MinorTalking(KIT, 9),
        e.VisitorLeft(KIT),
        e.VisitorErased(KIT),
    ]
    for who in (*OUTSIDE, WAI):
        assert seen(world, events, who) == [], who
    for who in (ANN, EVA, ROB):
        assert len(seen(world, events, who)) == len(events), who
    others: list[Event] = [e.PresenceChanged(each, "away") for each in OUTSIDE]
    assert seen(world, others, KIT) == seen(world, others, WAI) == []
    assert seen(world, [e.PresenceChanged(ANN, "away")], KIT) == ["presence.changed"]
    assert seen(world, [e.PresenceChanged(WAI, "away")], KIT) == []
    assert seen(world, [e.PresenceChanged(WAI, "here"), e.MinorAsked(world.id, WAI)], ANN) == [
        "presence.changed",
        "minors.asked",
    ]
    posted = e.MessagePosted(e.MessageId("m"), HUB_CHANNEL, BOB, "hello")
    assert project(state, posted, world.hub.actor(KIT), world.now) is None


def test_a_child_may_what_it_needs_and_nothing_else_and_that_inside_alone() -> None:
    world = opened()
    child = world.hub.actor(KIT)
    inside = capabilities(child, world.hub.state.place(LAB), world.now)
    assert inside == capabilities(child, world.hub.state.place(TABLE), world.now)
    assert inside == {
        Capability.HUB_ENTER,
        Capability.AVATAR_MOVE,
        Capability.CHAT_READ,
        Capability.CHAT_POST,
        Capability.ROOM_ENTER,
        Capability.AV_PUBLISH,
        Capability.AV_SUBSCRIBE,
        Capability.NOTE_WRITE,
        Capability.REPORT_FILE,
        Capability.BREAKOUT_JOIN,
    }
    for room in (OFFICE, HALL, SHED, GARDEN, QUIET):
        assert capabilities(child, world.hub.state.place(room), world.now) == set()


def test_a_child_does_not_leave_the_rooms_by_any_way() -> None:
    world = opened()
    for room in (OFFICE, HALL, SHED):
        assert refused(world, KIT, c.EnterRoom(room)) in {"minors.denied", "minors.stay"}
        assert refused(world, KIT, c.WalkTo(room=room)) in {"minors.stay", "walk.no_way"}
        assert refused(world, EVA, c.Move(KIT, room)) == "minors.denied"
    assert refused(world, KIT, c.EnterRoom(TABLE)) == "done"
    world.into(KIT, LAB)
    told = world.stroll(KIT, 700, 112)
    assert world.avatar(KIT).room == LAB
    assert any(isinstance(each, e.EntryRefused) and each.code == "minors.stay" for each in told)
    assert refused(world, KIT, c.WalkTo(PLAZA, 700, 400)) in {"done", "walk.no_way"}
    world.wait(8000)
    assert world.avatar(KIT).room in (LAB, TABLE)


# -- the end ---------------------------------------------------------------------------------------


def test_children_are_gone_at_the_end_and_do_not_come_again() -> None:
    world = opened()
    world.do(ANN, c.EndMinors(world.id))
    for child in CHILDREN:
        assert child not in world.hub.state.live.presence
        assert refused(world, child, c.Arrive()) in {"minors.over", "minors.denied"}
    assert (
        refused(world, Actor(VisitorId("new"), Role.GUEST), c.AskMinor(world.id, "Falke", Look()))
        == "minors.over"
    )
    assert refused(world, BOB, c.EnterRoom(LAB)) == "minors.closed"


def test_only_named_adults_administrators_and_the_clock_end_it() -> None:
    for who, code in (
        (HOST, "right.missing"),
        (BOB, "right.missing"),
        (KIT, "right.missing"),
        (CHIEF, "done"),
    ):
        world = opened()
        assert refused(world, who, c.EndMinors(world.id)) in {code, "minors.denied"}
        assert refused(world, who, c.ProlongMinors(world.id, world.now + HOUR)) != "done"
    world = opened()
    world.now += HOUR
    assert world.hub.due(world.now) == [c.EndMinors(world.id)]


def written(world: Workshop) -> None:
    """Something of everything that people leave behind."""
    _, group = planned(world)
    for who in (ANN, KIT):
        world.do(who, c.PostMessage(room_channel(LAB), f"said by {who}"))
        world.do(who, c.AddCard(BoardId(f"room:{LAB}"), "ideas", f"card of {who}"))
        world.do(who, c.AddCard(BoardId(f"group:{group}"), "ideas", f"other card of {who}"))
        world.do(who, c.PostMessage(group_channel(group), f"said by {who} in the group"))
    world.do(KIT, c.FileReport(ROB, "other"))


def test_all_of_it_is_gone_a_day_after_its_end() -> None:
    world = opened()
    world.do(CHIEF, c.PostMessage(HUB_CHANNEL, "stays"))
    written(world)
    world.do(ANN, c.EndMinors(world.id))
    world.now += KEPT_MS - 1
    assert world.hub.due(world.now) == []
    world.now += 1
    assert world.hub.due(world.now) == [c.ClearMinors(world.id)]
    world.system(c.ClearMinors(world.id))
    durable = world.hub.state.durable
    assert not durable.minors.workshops
    assert not set(CHILDREN) & set(durable.visitors)
    assert [each.channel for each in durable.messages.values()] == [HUB_CHANNEL]
    assert not durable.boards.cards
    assert not durable.breakouts.plans
    assert not durable.breakouts.rounds
    assert not durable.breakouts.seats
    assert not durable.reports.reports
    assert not set(CHILDREN) & (set(durable.placed) | set(durable.read))
    assert refused(world, BOB, c.EnterRoom(LAB)) == "done"


def test_it_is_cleared_after_a_start_that_came_too_late_for_the_hour() -> None:
    world = opened()
    written(world)
    late = Hub(world.rules)
    for entry in world.journal:
        late.replay(entry.event, entry.seq, entry.at)
    now = world.now + HOUR + 3 * KEPT_MS
    assert late.due(now)[-1] == c.EndMinors(world.id)
    for due in (c.EndMinors(world.id), c.ClearMinors(world.id)):
        assert due in late.due(now)
        world.hub, world.now = late, now
        world.system(due)
    assert not late.state.durable.minors.workshops
    assert not set(CHILDREN) & set(late.state.durable.visitors)


def test_what_was_said_in_the_room_before_stays() -> None:
    world = Workshop()
    ann, bob = world.here("Ann", role=Role.MODERATOR), world.here("Bob")
    world.into(bob, LAB)
    world.do(bob, c.PostMessage(room_channel(LAB), "before"))
    world.now += 1000
    told = world.do(ann, c.OpenMinors("Robots", (LAB,), (ann,), world.now + HOUR))
    world.id = next(each.workshop for each in told if isinstance(each, e.MinorsOpened))
    world.now += 1000
    world.do(ann, c.PostMessage(room_channel(LAB), "during"))
    world.do(ann, c.EndMinors(world.id))
    world.do(ann, c.ClearMinors(world.id))
    assert len(world.hub.state.durable.messages) == 1
    assert refused(world, ann, c.ClearMinors(world.id)) == "minors.unknown"


def test_after_a_start_children_stand_where_they_stood_and_nobody_stands_among_them() -> None:
    world = opened()
    late = Hub(world.rules)
    for entry in world.journal:
        late.replay(entry.event, entry.seq, entry.at)
    inside = world.avatar(KIT).spot
    late.restore([(KIT, inside), (BOB, inside), (ANN, inside), (WAI, inside)], BIRTH)
    assert set(late.state.live.avatars) == {KIT, ANN}
