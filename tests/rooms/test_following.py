"""Coming along with somebody who leads: who may, how they walk, what ends it."""

from itertools import combinations
from math import dist

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.avatars import appear
from rooms.commands import Command
from rooms.events import Event, FollowEnded, FollowInvited, FollowStarted, Spot
from rooms.following import FOLLOWERS_MOST
from rooms.ids import GroupId, RoomId, VisitorId
from rooms.motion import MOVING, RUN, Move
from rooms.project import project
from rooms.roles import Capability, Policy, Role
from tests.rooms.world import HALL, LAB, OFFICE, PARK, PLAZA, SHED, TICK, World, kinds, refused

ADA, EVE, LENA = VisitorId("ada"), VisitorId("eve"), VisitorId("lena")


def tour(*names: str, role: Role = Role.SPEAKER) -> World:
    """Lena leads, and others stand west of her, all at the plaza's start."""
    world = World()
    world.here("Lena", 200, 340, role)
    for number, name in enumerate(names):
        world.here(name, 170 - 30 * (number % 5), 340 + 30 * (number // 5))
    return world


def along(*names: str) -> World:
    """The same, and all follow her."""
    world = tour(*names)
    for name in names:
        world.do(VisitorId(name.lower()), c.Follow(LENA))
    return world


def ends(events: list[Event]) -> list[FollowEnded]:
    """How following ended."""
    return [each for each in events if isinstance(each, FollowEnded)]


def leads_to(world: World, command: Command, most: int = 60_000) -> list[Event]:
    """Lena is walked, until she stands and all others too."""
    events = world.do(LENA, command)
    for _ in range(0, most, TICK):
        events += world.wait(TICK)
        still = all(world.now - each.still_since > 1500 for each in world.hub.state.live.avatars.values())
        if still:
            return events
    raise AssertionError("still walking")


def gap(world: World, one: VisitorId, other: VisitorId = LENA) -> float:
    """Pixels between two who are on one floor."""
    a, b = world.avatar(one), world.avatar(other)
    assert a.floor == b.floor
    return dist((a.x, a.y), (b.x, b.y))


# -- who may ---------------------------------------------------------------------------------------


def test_somebody_who_leads_is_followed_at_once_and_anybody_else_is_asked_first() -> None:
    world = tour("Ada", "Eve")
    assert kinds(world.do(ADA, c.Follow(LENA))) == ["follow.started"]
    assert kinds(world.do(EVE, c.Follow(ADA))) == ["follow.asked"]
    assert world.hub.state.live.following.leader(EVE) is None
    assert kinds(world.do(ADA, c.LetFollow(EVE))) == ["follow.started"]
    assert world.hub.state.live.following.followers(ADA) == [EVE]


def test_asking_or_following_twice_changes_nothing() -> None:
    world = along("Ada", "Eve")
    assert world.do(ADA, c.Follow(LENA)) == []
    world.here("Bob", 300, 340)
    world.do(VisitorId("bob"), c.Follow(EVE))
    assert world.do(VisitorId("bob"), c.Follow(EVE)) == []


def test_who_was_sent_away_is_not_let_follow_again() -> None:
    world = along("Ada")
    [ended] = ends(world.do(LENA, c.RefuseFollow(ADA)))
    assert ended.why == "dismissed"
    assert refused(world, ADA, c.Follow(LENA)) == "follow.declined"


def test_who_said_no_to_somebody_is_not_asked_again() -> None:
    world = tour("Ada", "Eve")
    world.do(EVE, c.Follow(ADA))
    [ended] = ends(world.do(ADA, c.RefuseFollow(EVE)))
    assert ended.why == "declined"
    assert refused(world, EVE, c.Follow(ADA)) == "follow.declined"
    assert refused(world, ADA, c.LetFollow(EVE)) == "follow.not_asked"


def test_no_more_followers_keeps_those_who_do_and_refuses_all_others() -> None:
    world = along("Ada")
    world.here("Eve", 300, 340)
    world.do(LENA, c.AllowFollowers(False))
    assert refused(world, EVE, c.Follow(LENA)) == "follow.declined"
    assert world.hub.state.live.following.followers(LENA) == [ADA]
    assert world.do(LENA, c.AllowFollowers(False)) == []
    world.do(LENA, c.AllowFollowers(True))
    assert refused(world, EVE, c.Follow(LENA)) == "done"


def test_no_more_followers_is_a_no_to_those_who_wait_for_the_answer() -> None:
    world = tour("Ada", "Eve")
    world.do(EVE, c.Follow(ADA))
    assert [each.why for each in ends(world.do(ADA, c.AllowFollowers(False)))] == ["declined"]


def test_the_end_for_all_lets_them_come_again() -> None:
    world = along("Ada", "Eve")
    assert [each.why for each in ends(world.do(LENA, c.RefuseFollow(None)))] == ["ended", "ended"]
    assert refused(world, ADA, c.Follow(LENA)) == "done"


def test_people_are_asked_to_come_along_and_each_says_yes_or_no() -> None:
    world = tour("Ada", "Eve")
    world.here("Far", 1200, 840)
    [invited] = world.do(LENA, c.InviteFollowers())
    assert isinstance(invited, FollowInvited)
    assert set(invited.visitors) == {ADA, EVE}
    assert kinds(world.do(ADA, c.Follow(LENA))) == ["follow.started"]
    assert [each.why for each in ends(world.do(EVE, c.RefuseFollow(LENA)))] == ["declined"]
    assert refused(world, LENA, c.InviteFollowers()) == "follow.nobody"


def test_each_who_is_asked_to_come_along_learns_only_of_themselves() -> None:
    world = tour("Ada", "Eve")
    [invited] = world.do(LENA, c.InviteFollowers())
    for viewer, names in ((LENA, {ADA, EVE}), (ADA, {ADA}), (EVE, {EVE})):
        seen = project(world.hub.state, invited, world.hub.actor(viewer), world.now)
        assert isinstance(seen, FollowInvited)
        assert set(seen.visitors) == names


def test_in_a_room_those_inside_are_asked_and_nobody_at_its_wall() -> None:
    world = tour("Ada", "Eve")
    world.into(LENA, LAB)
    world.into(ADA, LAB)
    world.stand(EVE, 780, 130)
    [invited] = world.do(LENA, c.InviteFollowers())
    assert isinstance(invited, FollowInvited)
    assert invited.visitors == (ADA,)


def test_guests_may_not_ask_people_to_come_along_but_who_leads_a_running_breakout_may() -> None:
    world = tour("Ada", "Eve", role=Role.MODERATOR)
    groups = (e.GroupSpec(GroupId(""), "One", LAB),)
    [planned] = world.do(LENA, c.PlanBreakout(e.PlanSpec("Ideas", None, 20, groups, walk=False)))
    assert isinstance(planned, e.BreakoutPlanned)
    world.do(LENA, c.NameBreakoutLead(planned.plan, ADA, True))
    assert refused(world, ADA, c.InviteFollowers()) == "right.missing"
    world.do(LENA, c.PutIntoGroup(planned.plan, EVE, planned.spec.groups[0].id))
    world.do(LENA, c.StartRound(planned.plan))
    assert refused(world, ADA, c.InviteFollowers()) == "done"
    assert refused(world, EVE, c.InviteFollowers()) == "right.missing"


def test_nobody_is_followed_who_is_busy_lost_or_in_a_closed_conversation() -> None:
    world = tour("Ada", "Eve")
    world.do(LENA, c.SetStatus("busy"))
    assert refused(world, ADA, c.Follow(LENA)) == "follow.private"
    world.do(LENA, c.SetStatus("here"))
    world.stand(EVE, 230, 340)
    world.stand(ADA, 900, 800)
    world.wait(600)
    assert set(world.circle(LENA)) == {LENA, EVE}
    world.do(LENA, c.LockConversation())
    assert refused(world, ADA, c.Follow(LENA)) == "follow.private"
    assert refused(world, EVE, c.Follow(LENA)) == "done"


def test_nobody_is_followed_into_a_locked_or_full_room() -> None:
    world = tour("Ada", role=Role.MODERATOR)
    world.into(LENA, LAB)
    world.do(LENA, c.LockRoom(LAB))
    assert refused(world, ADA, c.Follow(LENA)) == "room.locked"
    world.do(LENA, c.UnlockRoom(LAB))
    assert refused(world, ADA, c.Follow(LENA)) == "done"


def test_two_do_not_follow_each_other_not_even_over_a_third() -> None:
    world = tour("Ada", "Eve")
    world.do(ADA, c.Follow(LENA))
    world.do(EVE, c.Follow(ADA))
    world.do(ADA, c.LetFollow(EVE))
    assert refused(world, LENA, c.Follow(EVE)) == "follow.circle"
    assert refused(world, LENA, c.Follow(LENA)) == "visitor.self"


def test_one_follows_one_person_the_last_one() -> None:
    world = along("Ada")
    world.here("Mia", 300, 340, Role.SPEAKER)
    events = world.do(ADA, c.Follow(VisitorId("mia")))
    assert [(each.leader, each.why) for each in ends(events)] == [(LENA, "other")]
    assert world.hub.state.live.following.leader(ADA) == "mia"
    assert LENA not in world.hub.state.live.following.trails


def test_so_many_follow_one_person_and_no_more() -> None:
    names = [f"P{number:02}" for number in range(FOLLOWERS_MOST)]
    world = along(*names)
    world.here("Late", 300, 340)
    assert refused(world, VisitorId("late"), c.Follow(LENA)) == "follow.enough"


def test_a_policy_can_forbid_to_follow() -> None:
    nobody = Policy("minors", frozenset({Capability.AVATAR_FOLLOW}), frozenset({Role.MODERATOR}))
    world = World.where(policies=(nobody,))
    world.here("Lena", 200, 340, Role.MODERATOR)
    world.here("Ada", 160, 340)
    assert refused(world, ADA, c.Follow(LENA)) == "right.missing"
    assert refused(world, LENA, c.InviteFollowers()) == "follow.nobody"


# -- how they walk ---------------------------------------------------------------------------------


def test_a_follower_comes_along_through_a_door_and_stands_near_by() -> None:
    world = along("Ada")
    events = leads_to(world, c.WalkTo(room=OFFICE))
    assert world.avatar(ADA).room == OFFICE
    assert 20 < gap(world, ADA) <= world.rules.join_radius
    entered = [each.visitor for each in events if isinstance(each, e.RoomEntered)]
    assert entered == [LENA, ADA]
    assert not ends(events)


def test_a_follower_comes_along_to_another_floor_by_the_portal() -> None:
    world = along("Ada")
    events = world.do(LENA, c.WalkTo(floor=PLAZA, x=1216, y=896))
    while world.avatar(LENA).floor == PLAZA:
        events += world.wait(TICK)
    last = world.avatar(ADA).spot
    while world.avatar(ADA).floor == PLAZA:
        last = world.avatar(ADA).spot
        events += world.wait(TICK)
    assert dist((last.x, last.y), (1216, 896)) < 60
    leads_to(world, c.WalkTo(room=SHED))
    assert world.avatar(ADA).room == SHED
    assert not ends(events)


def test_a_follower_is_brought_along_where_no_way_on_foot_leads() -> None:
    world = along("Ada")
    leads_to(world, c.WalkTo(floor=PARK, x=100, y=100))
    assert world.avatar(ADA).floor == PARK
    assert gap(world, ADA) <= world.rules.join_radius


def test_a_follower_comes_on_foot_after_somebody_who_entered_by_the_list() -> None:
    world = along("Ada")
    world.do(LENA, c.EnterRoom(OFFICE))
    for _ in range(300):
        world.wait(TICK)
    assert world.avatar(ADA).room == OFFICE


def test_followers_keep_up_with_somebody_who_runs_and_never_run_faster() -> None:
    world = along("Ada")
    before = (world.avatar(ADA).x, world.avatar(ADA).y)
    for step in range(1, 70):
        world.move(LENA, 200 + 12 * step, 340, state=1 | MOVING)
        now = (world.avatar(ADA).x, world.avatar(ADA).y)
        assert dist(before, now) <= RUN * TICK / 1000 + 2
        before = now
        if world.avatar(LENA).x > 600:
            break
    assert gap(world, ADA) < 250
    world.wait(3000)
    assert gap(world, ADA) <= world.rules.join_radius


def test_a_follower_does_not_turn_back_to_the_old_way_when_the_leader_goes_on() -> None:
    world = along("Ada")
    leads_to(world, c.WalkTo(floor=PLAZA, x=600, y=600))
    x = world.avatar(ADA).x
    for step in range(1, 40):
        world.move(LENA, world.avatar(LENA).x + 6, world.avatar(LENA).y, state=1 | MOVING)
        assert world.avatar(ADA).x >= x - 2, step
        x = world.avatar(ADA).x


def test_many_followers_do_not_stand_on_each_other_and_all_arrive() -> None:
    names = [f"P{number:02}" for number in range(30)]
    world = along(*names)
    leads_to(world, c.WalkTo(floor=PLAZA, x=880, y=760))
    people = [VisitorId(each.lower()) for each in names]
    assert all(gap(world, each) < 220 for each in people)
    feet = [(world.avatar(each).x, world.avatar(each).y) for each in (*people, LENA)]
    assert min(dist(a, b) for a, b in combinations(feet, 2)) > 15


def test_in_a_crush_nobody_stands_on_who_leads() -> None:
    names = [f"P{number:02}" for number in range(FOLLOWERS_MOST)]
    world = along(*names)
    leads_to(world, c.WalkTo(room=HALL))
    assert len(world.hub.state.inside(HALL)) > 20
    assert all(gap(world, VisitorId(each.lower())) > 15 for each in names)


def test_a_chain_follows_too() -> None:
    world = tour("Ada", "Eve")
    world.do(ADA, c.Follow(LENA))
    world.do(EVE, c.Follow(ADA))
    world.do(ADA, c.LetFollow(EVE))
    leads_to(world, c.WalkTo(room=OFFICE))
    assert world.avatar(EVE).room == OFFICE


# -- what ends it ----------------------------------------------------------------------------------


def test_own_steps_end_it_walking_or_standing() -> None:
    world = along("Ada")
    world.wait(1000)
    at = world.avatar(ADA)
    assert [each.why for each in ends(world.move(ADA, at.x - 8, at.y, state=3 | MOVING).events)] == ["moved"]
    world.do(ADA, c.Follow(LENA))
    world.do(LENA, c.WalkTo(floor=PLAZA, x=900, y=600))
    world.wait(2000)
    assert world.avatar(ADA).path
    assert [each.why for each in ends(world.do(ADA, c.StopWalk()))] == ["moved"]
    assert not world.avatar(ADA).path


def test_a_key_held_when_the_walk_begins_ends_it_too() -> None:
    world = along("Ada")
    world.do(LENA, c.WalkTo(floor=PLAZA, x=900, y=600))
    epoch = world.avatar(ADA).epoch
    while not world.avatar(ADA).path:
        world.wait(TICK)
    late = {ADA: Move(160, 340, 3 | MOVING, epoch)}
    world.now += TICK
    events = world.hub.step(late, world.at).events
    assert kinds(events)[:2] == ["follow.ended", "walk.ended"]
    assert not world.avatar(ADA).path


def test_going_somewhere_else_by_command_ends_it_and_the_way_there_goes_on() -> None:
    world = along("Ada")
    world.do(ADA, c.WalkTo(room=LAB))
    assert [each.why for each in ends(world.wait(TICK))] == ["moved"]
    assert world.avatar(ADA).path


def test_stopping_by_hand_stands_still() -> None:
    world = along("Ada")
    world.do(LENA, c.WalkTo(floor=PLAZA, x=900, y=600))
    world.wait(2000)
    assert kinds(world.do(ADA, c.StopFollowing())) == ["follow.ended", "walk.ended"]
    assert world.do(ADA, c.StopFollowing()) == []
    spot = world.avatar(ADA).spot
    world.wait(1000)
    assert world.avatar(ADA).spot == spot


@pytest.mark.parametrize("room", [OFFICE, LAB])
def test_a_room_that_is_locked_behind_the_leader_ends_it_by_its_name(room: RoomId) -> None:
    world = tour("Ada", role=Role.MODERATOR)
    world.stand(ADA, 100, 600)
    world.do(ADA, c.Follow(LENA))
    world.do(LENA, c.LockRoom(room))
    events = leads_to(world, c.WalkTo(room=room))
    assert [(each.why, each.room) for each in ends(events)] == [("locked", room)]
    assert world.avatar(ADA).room is None


def test_a_full_room_ends_it_for_those_who_do_not_fit_in() -> None:
    world = along("Ada", "Eve", "Bob", "Ivy")
    events = leads_to(world, c.WalkTo(room=OFFICE))
    assert len(world.hub.state.inside(OFFICE)) == 3
    assert {(each.why, each.room) for each in ends(events)} == {("full", OFFICE)}
    assert len(ends(events)) == 2


def test_a_conversation_closed_to_the_follower_ends_it() -> None:
    world = along("Ada")
    world.here("Eve", 640, 820)
    leads_to(world, c.WalkTo(visitor=EVE))
    world.do(ADA, c.StopFollowing())
    world.stand(ADA, 100, 340)
    world.wait(500)
    world.do(ADA, c.Follow(LENA))
    world.do(LENA, c.LockConversation())
    assert [each.why for each in ends(world.wait(TICK))] == ["private"]


def test_when_who_leads_leaves_it_is_over_and_when_a_follower_leaves_it_is_told() -> None:
    world = along("Ada", "Eve")
    world.do(EVE, c.Leave())
    assert [(each.visitor, each.why) for each in ends(world.wait(TICK))] == [(EVE, "left")]
    world.do(LENA, c.Leave())
    assert [(each.visitor, each.why) for each in ends(world.wait(TICK))] == [(ADA, "left")]
    assert not world.hub.state.live.following.tails
    assert not world.hub.state.live.following.trails


def test_who_leaves_is_forgotten_in_all_questions() -> None:
    world = tour("Ada", "Eve")
    world.do(EVE, c.Follow(ADA))
    world.do(LENA, c.InviteFollowers())
    world.do(LENA, c.AllowFollowers(False))
    for each in (EVE, LENA):
        world.do(each, c.Leave())
    following = world.hub.state.live.following
    assert not following.asked
    assert following.closed == {LENA}
    assert following.invited == {ADA: {}}


def test_a_host_who_moves_a_follower_ends_it() -> None:
    world = along("Ada")
    world.here("Host", 600, 600, Role.MODERATOR)
    world.do(VisitorId("host"), c.Move(ADA, LAB))
    assert [each.why for each in ends(world.wait(TICK))] == ["moved"]
    assert world.avatar(ADA).room == LAB


# -- cost ------------------------------------------------------------------------------------------


def test_in_one_tick_only_so_many_ways_are_planned_and_in_the_end_all() -> None:
    names = [f"P{number:02}" for number in range(FOLLOWERS_MOST)]
    world = along(*names)
    world.do(LENA, c.WalkTo(floor=PLAZA, x=900, y=600))
    most = 0
    for _ in range(400):
        events = world.wait(TICK)
        most = max(most, sum(isinstance(each, e.WalkStarted) for each in events))
    assert most <= 8
    assert all(gap(world, VisitorId(each.lower())) < 220 for each in names)


def test_nothing_is_planned_while_all_stand() -> None:
    world = along("Ada", "Eve")
    world.wait(3000)
    assert not [each for each in world.wait(3000) if isinstance(each, e.WalkStarted)]


def test_a_body_that_appears_anew_is_no_follower() -> None:
    world = along("Ada")
    world.do(ADA, c.Leave())
    world.wait(TICK)
    world.happen(appear(world.hub.state, ADA, Spot(PLAZA, 100, 340), world.now))
    assert world.hub.state.live.following.leader(ADA) is None
    assert isinstance(world.do(ADA, c.Follow(LENA))[0], FollowStarted)
