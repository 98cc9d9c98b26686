"""Attendance: who sits in the real hall of a stage, since when, until when, and how it shows."""

from dataclasses import replace
from itertools import combinations
from math import dist

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.attendance import AT_ONCE, LINGER_MS
from rooms.earshot import earshot
from rooms.ids import RoomId, VisitorId
from rooms.project import project
from rooms.roles import Role
from rooms.tilemap import Seat
from tests.rooms.world import HALL, LAB, PLAZA, World, kinds, plaza, refused, rules, talk

HOUR = 3600 * 1000


def seated(world: World) -> dict[VisitorId, RoomId]:
    """Who sits where."""
    return world.hub.state.durable.on_site


def test_a_person_takes_a_seat_in_the_hall_and_leaves_it() -> None:
    world = World()
    ada = world.known("Ada")
    assert kinds(world.do(ada, c.Attend(HALL))) == ["visitor.on_site"]
    assert seated(world) == {ada: HALL}
    assert kinds(world.do(ada, c.Attend(None))) == ["visitor.on_site"]
    assert seated(world) == {}


@pytest.mark.parametrize("stage", [HALL, None])
def test_a_second_time_changes_nothing(stage: RoomId | None) -> None:
    world = World()
    ada = world.known("Ada")
    world.do(ada, c.Attend(stage))
    assert world.do(ada, c.Attend(stage)) == []


@pytest.mark.parametrize("room", [LAB, RoomId("nowhere")])
def test_only_a_stage_has_a_real_hall(room: RoomId) -> None:
    world = World()
    assert refused(world, world.known("Ada"), c.Attend(room)) == "stage.unknown"


def test_a_closed_stage_takes_nobody_and_lets_everybody_go() -> None:
    world = World()
    host, ada, bob = world.here("Host", role=Role.MODERATOR), world.known("Ada"), world.known("Bob")
    world.do(ada, c.Attend(HALL))
    world.do(host, c.LockRoom(HALL))
    assert refused(world, bob, c.Attend(HALL)) == "room.locked"
    assert refused(world, ada, c.Attend(None)) == "done"


def test_a_seat_outlasts_the_connection_and_ends_with_the_person() -> None:
    world = World()
    ada = world.here("Ada")
    world.do(ada, c.Attend(HALL))
    world.do(ada, c.Leave())
    assert seated(world) == {ada: HALL}
    world.system(c.Erase(ada))
    assert seated(world) == {}


# -- the door --------------------------------------------------------------------------------------


def door(world: World) -> VisitorId:
    """A host at the door."""
    return world.known("Host", Role.MODERATOR)


def test_a_host_lets_somebody_in_at_the_door_once_and_takes_it_back() -> None:
    world = World()
    host, ada = door(world), world.known("Ada")
    assert kinds(world.do(host, c.CheckIn(ada, HALL))) == ["visitor.checked_in"]
    assert world.do(host, c.CheckIn(ada, HALL)) == []
    assert world.do(ada, c.Attend(HALL)) == [], "whoever was let in need not say so"
    assert seated(world) == {ada: HALL}
    assert kinds(world.do(host, c.CheckOut(ada))) == ["visitor.on_site"]
    assert world.do(host, c.CheckOut(ada)) == []
    assert seated(world) == {} == world.hub.state.durable.stays


def test_whoever_said_to_be_there_is_checked_in_all_the_same() -> None:
    world = World()
    host, ada = door(world), world.known("Ada")
    world.do(ada, c.Attend(HALL))
    assert not world.hub.state.durable.stays[ada].door
    world.do(host, c.CheckIn(ada, HALL))
    assert world.hub.state.durable.stays[ada].door


def test_the_door_is_for_hosts_and_lets_in_people_alone() -> None:
    world = World()
    host, ada, box = door(world), world.known("Ada"), world.box("Left")
    assert refused(world, ada, c.CheckIn(ada, HALL)) == "right.missing"
    assert refused(world, ada, c.CheckOut(ada)) == "right.missing"
    assert refused(world, host, c.CheckIn(ada, LAB)) == "stage.unknown"
    assert refused(world, host, c.CheckIn(box, HALL)) == "check_in.unknown"
    assert refused(world, host, c.CheckIn(VisitorId("nobody"), HALL)) == "visitor.unknown"
    world.do(host, c.Ban(ada))
    assert refused(world, host, c.CheckIn(ada, HALL)) == "check_in.banned"


def test_a_ban_ends_the_stay() -> None:
    world = World()
    host, ada = door(world), world.known("Ada")
    world.do(host, c.CheckIn(ada, HALL))
    world.do(host, c.Ban(ada))
    assert seated(world) == {}


# -- the end of a stay -----------------------------------------------------------------------------


def ended(world: World) -> list[VisitorId]:
    """Whom the hub lets go by itself now."""
    before = dict(seated(world))
    for command in world.hub.due(world.now):
        world.system(command)
    return [each for each in before if each not in seated(world)]


def test_a_stay_ends_by_itself_after_the_longest_time_on_the_hubs_clock() -> None:
    world = World.where(on_site_ms=4 * HOUR)
    host, ada, bob = door(world), world.known("Ada"), world.known("Bob")
    world.do(ada, c.Attend(HALL))
    world.now += HOUR
    world.do(host, c.CheckIn(bob, HALL))
    world.now += 3 * HOUR - 1
    assert ended(world) == []
    world.now += 1
    assert ended(world) == [ada]
    world.now += HOUR
    assert ended(world) == [bob]


def test_a_stay_ends_half_an_hour_after_the_halls_last_session_of_it() -> None:
    world = World.where(on_site_ms=8 * HOUR)
    host, ada = door(world), world.known("Ada")
    start = world.now + HOUR
    world.do(host, c.ImportSessions((
        talk("early", start, ends_at=start + HOUR),
        talk("late", start + 2 * HOUR, ends_at=start + 3 * HOUR),
        talk("off", start + 4 * HOUR, ends_at=start + 5 * HOUR, cancelled=True),
        talk("elsewhere", start + 4 * HOUR, ends_at=start + 5 * HOUR, room=LAB),
        talk("tomorrow", start + 24 * HOUR, ends_at=start + 25 * HOUR),
    )))  # fmt: skip
    world.do(ada, c.Attend(HALL))
    world.now = start + 3 * HOUR + LINGER_MS - 1
    assert ended(world) == []
    world.now += 1
    assert ended(world) == [ada]
    world.do(host, c.CheckIn(ada, HALL))
    assert ended(world) == [], "whoever stays on after the last session is not sent away"
    world.now += 8 * HOUR
    assert ended(world) == [ada]


def test_a_stay_of_which_no_journal_tells_since_when_is_over() -> None:
    world = World()
    ada = world.known("Ada")
    world.happen([e.VisitorOnSite(ada, HALL, 0)])
    assert ended(world) == [ada]


def test_whoever_comes_again_begins_a_new_stay() -> None:
    world = World.where(on_site_ms=HOUR)
    ada, bob = world.known("Ada"), world.known("Bob")
    world.do(ada, c.Attend(HALL))
    world.do(bob, c.Attend(HALL))
    world.now += HOUR - 1
    world.do(ada, c.Attend(None))
    world.do(ada, c.Attend(HALL))
    world.now += 1
    assert ended(world) == [bob]


def test_many_stays_end_in_turns() -> None:
    world = World.where(on_site_ms=HOUR)
    for number in range(AT_ONCE + 5):
        world.do(world.known(f"P{number}"), c.Attend(HALL))
    world.now += HOUR
    assert len(ended(world)) == AT_ONCE
    assert len(ended(world)) == 5
    assert world.hub.due(world.now) == []


# -- figures ---------------------------------------------------------------------------------------


def figures(world: World) -> dict[VisitorId, tuple[int, int, int]]:
    """Who is shown where, and how."""
    shown = world.hub.state.live.figures
    return {each: (figure.spot.x, figure.spot.y, figure.state) for each, figure in shown.items()}


def hall_with(*seats: Seat) -> World:
    """A world whose hall has such seats."""
    return World.where(floors={**rules().floors, PLAZA: replace(plaza(), seats=seats)})


CHAIRS = (Seat(1000, 520, 2), Seat(1040, 520, 2), Seat(200, 400, 0))
"""Two in the hall, and one that is not."""


def test_whoever_sits_in_the_hall_without_an_avatar_is_shown_on_a_seat() -> None:
    world = hall_with(*CHAIRS)
    host, ada, bob = door(world), world.known("Ada"), world.known("Bob")
    world.do(host, c.CheckIn(ada, HALL))
    world.do(bob, c.Attend(HALL))
    assert kinds(world.wait()) == ["figure.seated", "figure.seated"]
    assert figures(world) == {ada: (1000, 520, 18), bob: (1040, 520, 18)}
    assert world.wait() == [], "nothing is told twice"
    world.do(host, c.CheckOut(ada))
    assert kinds(world.wait()) == ["figure.gone"]
    assert figures(world) == {bob: (1040, 520, 18)}, "nobody else changes the seat"


def test_a_figure_gives_way_to_the_avatar_and_comes_back_after_it() -> None:
    world = hall_with(*CHAIRS)
    ada = world.known("Ada")
    world.do(ada, c.Attend(HALL))
    world.wait()
    world.do(ada, c.Arrive())
    world.wait()
    assert figures(world) == {}
    world.system(c.Drop(ada))
    world.wait()
    assert figures(world) == {}, "the place of a lost line is kept"
    world.do(ada, c.Leave())
    world.wait()
    assert ada in figures(world)


def test_figures_do_not_sit_on_each_other_nor_on_avatars_and_stand_where_no_seat_is_left() -> None:
    world = hall_with(*CHAIRS)
    eve = world.here("Eve", 1000, 520)
    for name in ("Ada", "Bob", "Dan"):
        world.do(world.known(name), c.Attend(HALL))
    world.wait()
    spots = list(figures(world).values())
    assert spots[0] == (1040, 520, 18)
    assert [state for *_, state in spots[1:]] == [0, 0]
    assert all(world.rules.floors[PLAZA].room_at(x, y) == HALL for x, y, _ in spots)
    points = [(x, y) for x, y, _ in spots] + [(world.avatar(eve).x, world.avatar(eve).y)]
    assert all(dist(a, b) >= 24 for a, b in combinations(points, 2))


def test_a_full_hall_shows_as_many_as_fit_and_the_next_when_somebody_goes() -> None:
    world = World()
    people = [world.known(f"P{number}") for number in range(60)]
    for each in people:
        world.do(each, c.Attend(HALL))
    world.wait()
    shown = set(figures(world))
    assert 5 < len(shown) < 60
    assert world.wait() == []
    leaver = next(iter(shown))
    world.do(leaver, c.Attend(None))
    world.wait()
    assert len(figures(world)) == len(shown)
    assert leaver not in figures(world)


def test_a_figure_takes_no_part_in_sound_conversations_or_the_rooms_number() -> None:
    world = hall_with(*CHAIRS)
    ada = world.known("Ada")
    world.do(ada, c.Attend(HALL))
    world.wait()
    world.here("Eve", 1000, 530)
    world.wait(3000)
    assert world.hub.state.live.conversations == {}
    assert ada not in world.hub.state.inside(HALL)
    whole = earshot(world.hub.state, world.now)
    assert ada not in whole.group_of
    assert ada not in whole.sends
    assert refused(world, VisitorId("eve"), c.WalkTo(visitor=ada)) == "visitor.not_here"


# -- hands of those who go -------------------------------------------------------------------------


def hands(world: World) -> list[VisitorId]:
    """Whose hand is up."""
    for command in world.hub.due(world.now):
        world.system(command)
    return [each.visitor for each in world.hub.state.durable.queue.of(HALL) if each.open]


def test_a_hand_waits_for_a_lost_line_and_goes_down_when_its_owner_is_gone_for_good() -> None:
    world = World()
    ada = world.here("Ada")
    world.into(ada, HALL)
    world.do(ada, c.RaiseHand(HALL))
    world.system(c.Drop(ada))
    world.wait(world.rules.place_kept_ms - 100)
    assert hands(world) == [ada]
    world.wait(200)
    assert hands(world) == []


def test_a_hand_goes_down_when_its_owner_leaves_with_the_floor_and_questions_stay() -> None:
    world = World()
    ada, host = world.here("Ada"), world.known("Host", Role.MODERATOR)
    world.into(ada, HALL)
    world.do(ada, c.RaiseHand(HALL))
    world.do(ada, c.AskQuestion(HALL, "Why?"))
    hand, _ = world.hub.state.durable.queue.of(HALL)
    world.do(host, c.AdmitEntry(hand.id))
    world.stand(ada, 100, 340)
    assert hands(world) == [ada, ada], "whoever walks off may come back"
    world.do(ada, c.Leave())
    assert hands(world) == [ada]
    assert world.hub.state.durable.queue.of(HALL)[0].kind == "question"


def test_a_hand_in_the_hall_stays_up_without_a_line_until_the_stay_ends() -> None:
    world = World.where(on_site_ms=HOUR)
    ada = world.known("Ada")
    world.do(ada, c.Attend(HALL))
    world.do(ada, c.RaiseHand(HALL, "row 7"))
    assert hands(world) == [ada]
    world.now += HOUR
    hands(world)
    assert hands(world) == []


def test_who_is_on_site_is_for_all_and_since_when_for_hosts_and_oneself() -> None:
    world = World()
    host, ada, bob = world.here("Host", role=Role.MODERATOR), world.here("Ada"), world.here("Bob")
    (let_in,) = world.do(host, c.CheckIn(ada, HALL))
    seen = [project(world.hub.state, let_in, world.hub.actor(each), world.now) for each in (host, ada, bob)]
    assert seen == [let_in, let_in, e.VisitorCheckedIn(ada, HALL, 0)]
