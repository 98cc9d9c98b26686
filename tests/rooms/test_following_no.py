"""A no to being followed holds: over leaving and coming back, and when a right is lost."""

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.following import AGAIN_MS
from rooms.ids import VisitorId
from rooms.model.following import REFUSED_MOST, FollowingNow
from rooms.roles import Role
from tests.rooms.test_following import ADA, EVE, LENA, along, ends, tour
from tests.rooms.world import PLAZA, kinds, refused


@pytest.mark.parametrize("who", [ADA, EVE])
def test_a_no_holds_though_either_leaves_and_comes_back(who: VisitorId) -> None:
    world = tour("Ada", "Eve")
    world.do(EVE, c.Follow(ADA))
    world.do(ADA, c.RefuseFollow(EVE))
    world.do(who, c.Leave())
    world.do(who, c.Arrive())
    assert refused(world, EVE, c.Follow(ADA)) == "follow.declined"


def test_whom_nobody_may_follow_stays_so_after_a_dropped_line_until_forgotten() -> None:
    world = tour("Ada", "Eve")
    world.do(ADA, c.AllowFollowers(False))
    world.do(ADA, c.Leave())
    world.do(ADA, c.Arrive())
    assert refused(world, EVE, c.Follow(ADA)) == "follow.declined"
    world.system(c.Erase(ADA))
    assert not world.hub.state.live.following.closed


def test_nothing_of_a_no_stays_when_either_is_forgotten() -> None:
    world = tour("Ada", "Eve")
    world.do(EVE, c.Follow(ADA))
    world.do(ADA, c.RefuseFollow(EVE))
    world.system(c.Erase(EVE))
    following = world.hub.state.live.following
    assert not following.refused
    assert not following.asked_at


def test_only_so_many_nos_of_one_person_are_remembered() -> None:
    following = FollowingNow()
    for number in range(REFUSED_MOST + 5):
        following.refuse(ADA, VisitorId(str(number)))
    following.refuse(EVE, ADA)
    assert len(following.refused) == REFUSED_MOST + 1
    assert (ADA, VisitorId("4")) not in following.refused
    assert (ADA, VisitorId("5")) in following.refused


def test_who_took_a_question_back_does_not_ask_again_at_once() -> None:
    world = tour("Ada", "Eve")
    world.do(EVE, c.Follow(ADA))
    world.do(EVE, c.StopFollowing())
    assert refused(world, EVE, c.Follow(ADA)) == "follow.soon"
    assert refused(world, EVE, c.Follow(LENA)) == "done"
    world.do(EVE, c.StopFollowing())
    world.now += AGAIN_MS
    assert kinds(world.do(EVE, c.Follow(ADA))) == ["follow.asked"]


def test_a_follow_that_nobody_was_asked_for_ends_with_the_right_to_lead() -> None:
    world = along("Ada")
    world.happen([e.RoleGranted(LENA, Role.GUEST)])
    assert [(each.visitor, each.why) for each in ends(world.wait(100))] == [(ADA, "ended")]


def test_a_follow_that_was_granted_outlives_the_right_to_lead() -> None:
    world = tour("Ada", "Eve")
    world.do(EVE, c.Follow(ADA))
    world.do(ADA, c.LetFollow(EVE))
    world.do(LENA, c.InviteFollowers())
    world.do(ADA, c.Follow(LENA))
    world.happen([e.RoleGranted(LENA, Role.GUEST)])
    assert not ends(world.wait(100))


def test_a_follow_ends_with_the_followers_own_right() -> None:
    world = along("Ada")
    world.happen([e.RoleGranted(ADA, Role.VENUE)])
    assert [(each.visitor, each.why) for each in ends(world.wait(100))] == [(ADA, "ended")]


def test_who_has_lost_their_body_is_not_let_come_along() -> None:
    world = tour("Ada", "Eve")
    world.do(EVE, c.Follow(ADA))
    world.happen([e.AvatarGone(EVE, PLAZA, world.avatar(EVE).lane)])
    assert refused(world, ADA, c.LetFollow(EVE)) == "visitor.not_here"


def test_a_no_to_an_invitation_is_the_no_of_who_was_invited_though_they_had_asked_first() -> None:
    world = tour("Ada", role=Role.GUEST)
    world.do(ADA, c.Follow(LENA))
    world.happen([e.RoleGranted(LENA, Role.SPEAKER)])
    world.do(LENA, c.InviteFollowers())
    assert [each.why for each in ends(world.do(ADA, c.RefuseFollow(LENA)))] == ["stopped", "declined"]
    assert set(world.hub.state.live.following.refused) == {(ADA, LENA)}
    assert refused(world, LENA, c.InviteFollowers()) == "follow.nobody"
    assert refused(world, ADA, c.Follow(LENA)) == "done"
