"""Conversations: who talks with whom on the open floor, and a machine that walks people about at random."""

from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rooms import commands as c
from rooms.conversations import STILL_MS, distance, open_to_talk
from rooms.errors import Refusal
from rooms.events import ConversationChanged, Event
from rooms.ids import ConversationId, RoomId, VisitorId
from rooms.model.live import Conversation
from rooms.roles import Role
from tests.rooms.world import GARDEN, LAB, OFFICE, PARK, QUIET, SHED, TABLE, World, kinds, refused

NAMES = ("Ada", "Bob", "Eve", "Dan", "Fay", "Gus", "Hal", "Ida")


def row(world: World, *xs: int, y: int = 600) -> list[VisitorId]:
    """People side by side, who came to stand one after the other, in this order."""
    people = list[VisitorId]()
    for name, x in zip(NAMES, xs, strict=False):
        people.append(world.here(name, x, y))
        world.wait(500)
    return people


def talk_of(world: World, visitor: VisitorId) -> Conversation:
    """Somebody's conversation."""
    id = world.avatar(visitor).conversation
    assert id is not None
    return world.hub.state.live.conversations[id]


# -- joining ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("apart", "talk"), [(0, True), (64, True), (65, False)])
def test_two_who_stand_within_the_joining_radius_talk(apart: int, talk: bool) -> None:
    world = World()
    ada, bob = row(world, 500, 500 + apart)
    assert world.circle(ada) == world.circle(bob) == ([ada, bob] if talk else [])


def test_the_radii_and_the_size_come_from_the_pack() -> None:
    world = World.where(join_radius=20, leave_radius=30, conversation_size=2)
    ada, bob, eve = row(world, 500, 520, 515)
    assert (world.circle(ada), world.circle(eve)) == ([ada, bob], [])
    world.stroll(bob, 531, 600)
    assert world.circle(bob) == []
    world.wait(500)
    assert sorted(world.circle(eve)) == [ada, eve]


def test_nobody_is_caught_while_walking_past() -> None:
    world = World()
    ada, bob = row(world, 500, 300)
    events = world.stroll(bob, 700, 600)
    assert events == []
    assert world.circle(ada) == []


def test_it_takes_a_moment_of_standing_still() -> None:
    world = World()
    ada, bob = row(world, 500, 600)
    world.stroll(bob, 550, 600)
    assert world.wait(STILL_MS - 50) == []
    assert kinds(world.wait(50)) == ["conversation.changed"]
    assert world.circle(bob) == [ada, bob]


def test_one_joins_a_conversation_by_standing_near_any_of_its_members() -> None:
    world = World()
    ada, bob, eve, dan = row(world, 500, 560, 620, 680)
    assert world.circle(ada) == [ada, bob, eve, dan]


def test_a_conversation_that_comes_to_somebody_takes_the_person_in() -> None:
    world = World()
    ada, bob, eve = row(world, 500, 540, 700)
    for x in (520, 560, 600, 640):
        world.stroll(bob, x + 40, 600)
        world.stroll(ada, x, 600)
    world.wait(500)
    assert world.circle(eve) == [ada, bob, eve]


def test_two_conversations_near_each_other_stay_two() -> None:
    world = World()
    ada, bob, eve, dan = row(world, 500, 540, 740, 780)
    world.stroll(bob, 590, 600)
    world.stroll(ada, 560, 600)
    world.stroll(bob, 650, 600)
    world.stroll(eve, 700, 600)
    world.wait(500)
    assert world.circle(ada) == [ada, bob]
    assert world.circle(dan) == [eve, dan]


def test_a_conversation_takes_no_more_than_its_size() -> None:
    world = World.where(conversation_size=3)
    ada, bob, eve, dan = row(world, 500, 510, 520, 530)
    assert world.circle(ada) == [ada, bob, eve]
    assert world.circle(dan) == []
    assert refused(world, ada, c.AdmitConversation(dan)) == "conversation.full"
    world.stroll(eve, 700, 600)
    world.wait(500)
    assert world.circle(dan) == [ada, bob, dan]


def test_people_on_different_floors_never_talk() -> None:
    world = World()
    ada, bob = row(world, 100, 300)
    world.stand(bob, 100, 500, PARK)
    world.wait(500)
    assert world.circle(ada) == []


# -- leaving and splitting -------------------------------------------------------------------------


@pytest.mark.parametrize(("x", "stays"), [(596, True), (597, False)])
def test_one_leaves_when_further_than_the_leaving_radius_from_every_other(x: int, stays: bool) -> None:
    world = World()
    ada, bob = row(world, 500, 560)
    world.stroll(bob, x, 600)
    assert (world.circle(ada) == [ada, bob]) is stays
    assert bool(world.hub.state.live.conversations) is stays


def test_one_stays_as_long_as_any_other_is_near() -> None:
    world = World()
    ada, bob, eve = row(world, 500, 550, 600)
    world.stroll(eve, 640, 600)
    assert world.circle(eve) == [ada, bob, eve]
    assert distance(world.avatar(ada), world.avatar(eve)) > 96


def test_of_a_chain_that_breaks_the_larger_part_keeps_id_and_lock() -> None:
    world = World()
    ada, bob, eve, dan, fay = row(world, 500, 560, 620, 680, 740)
    talk = talk_of(world, ada)
    world.do(ada, c.LockConversation())
    world.stroll(bob, 500, 540)
    assert world.circle(bob) == [ada, bob]
    assert world.circle(eve) == [eve, dan, fay]
    assert (talk_of(world, eve).id, talk_of(world, eve).locked) == (talk.id, True)
    assert talk_of(world, ada).id != talk.id
    assert not talk_of(world, ada).locked


def test_of_equal_parts_that_of_the_oldest_member_keeps_id_and_lock() -> None:
    world = World()
    eve, ada, bob, dan = row(world, 620, 560, 500, 680)
    talk = talk_of(world, eve)
    world.do(dan, c.LockConversation())
    world.stroll(ada, 500, 540)
    assert world.circle(eve) == [eve, dan]
    assert world.circle(bob) == [ada, bob]
    assert (talk_of(world, eve).id, talk_of(world, eve).locked) == (talk.id, True)
    assert talk_of(world, bob).id != talk.id


@pytest.mark.parametrize("how", ["leave", "busy", "enter", "ban", "move"])
def test_a_chain_also_breaks_when_its_middle_goes_by_command(how: str) -> None:
    world = World()
    host = world.here("Host", 100, 800, Role.MODERATOR)
    ada, bob, eve = row(world, 500, 560, 620)
    world.do(
        *{
            "leave": (bob, c.Leave()),
            "busy": (bob, c.SetStatus("busy")),
            "enter": (bob, c.EnterRoom(LAB)),
            "ban": (host, c.Ban(bob)),
            "move": (host, c.Move(bob, LAB)),
        }[how]
    )
    world.wait(50)
    assert world.circle(ada) == world.circle(eve) == []
    assert not world.hub.state.live.conversations


def test_whoever_is_left_over_talks_with_another_who_stands_near() -> None:
    world = World.where(conversation_size=2)
    ada, bob, eve = row(world, 500, 540, 560)
    assert world.circle(eve) == []
    world.do(ada, c.Leave())
    world.wait(500)
    assert sorted(world.circle(eve)) == [bob, eve]


def test_leaving_the_hub_ends_a_conversation_of_two() -> None:
    world = World()
    ada, bob = row(world, 500, 540)
    assert kinds(world.do(ada, c.Leave())) == ["conversation.ended", "avatar.gone", "visitor.left"]
    assert world.circle(bob) == []


# -- rooms and busy people -------------------------------------------------------------------------


@pytest.mark.parametrize("room", [OFFICE, LAB, TABLE, QUIET, SHED])
def test_where_sound_follows_the_room_nobody_forms_a_conversation(room: RoomId) -> None:
    world = World()
    for person in row(world, 500, 700):
        world.into(person, room)
    assert "conversation.changed" not in kinds(world.wait(500))


def test_in_an_open_area_people_talk_as_on_the_floor() -> None:
    world = World()
    ada, bob = row(world, 100, 120, y=700)
    assert world.avatar(ada).room == GARDEN
    assert world.circle(bob) == [ada, bob]
    world.stroll(bob, 120, 635)
    assert world.circle(bob) == [] or distance(world.avatar(ada), world.avatar(bob)) <= 96


def test_stepping_into_a_room_ends_the_talk_outside() -> None:
    world = World()
    ada, bob = row(world, 770, 790, y=200)
    assert world.circle(ada) == [ada, bob]
    assert kinds(world.stroll(bob, 802, 200)) == ["room.entered", "conversation.ended"]
    world.wait(500)
    assert world.circle(ada) == []


def test_somebody_busy_is_in_no_conversation_until_free_again() -> None:
    world = World()
    ada, bob = row(world, 500, 700)
    world.do(bob, c.SetStatus("busy"))
    world.stroll(bob, 540, 600)
    world.wait(500)
    assert world.circle(bob) == []
    world.do(bob, c.SetStatus("here"))
    world.wait(500)
    assert world.circle(bob) == [ada, bob]
    assert kinds(world.do(bob, c.SetStatus("busy"))) == ["presence.changed", "conversation.ended"]


# -- locks -----------------------------------------------------------------------------------------


def test_a_locked_conversation_takes_nobody_until_unlocked() -> None:
    world = World()
    ada, bob, eve = row(world, 500, 540, 700)
    assert kinds(world.do(bob, c.LockConversation())) == ["conversation.changed"]
    assert world.do(ada, c.LockConversation()) == []
    world.stroll(eve, 560, 600)
    world.wait(500)
    assert world.circle(eve) == []
    world.do(ada, c.UnlockConversation())
    assert world.do(ada, c.UnlockConversation()) == []
    world.wait(500)
    assert world.circle(eve) == [ada, bob, eve]


def test_who_knocks_and_is_admitted_nearby_is_in_at_once() -> None:
    world = World()
    ada, bob, eve = row(world, 500, 540, 700)
    world.do(ada, c.LockConversation())
    world.stroll(eve, 560, 600)
    talk = talk_of(world, ada)
    assert kinds(world.do(eve, c.KnockConversation(talk.id))) == ["conversation.knocked"]
    assert kinds(world.do(bob, c.AdmitConversation(eve))) == ["conversation.admitted", "conversation.changed"]
    assert world.circle(eve) == [ada, bob, eve]
    assert talk_of(world, ada).locked


def test_who_is_admitted_from_afar_is_in_by_coming_once() -> None:
    world = World()
    ada, bob, eve = row(world, 500, 540, 900)
    world.do(ada, c.LockConversation())
    assert kinds(world.do(bob, c.AdmitConversation(eve))) == ["conversation.admitted"]
    for arrival in ([ada, bob, eve], []):
        world.stroll(eve, 560, 600)
        world.wait(500)
        assert world.circle(eve) == arrival
        world.stroll(eve, 900, 600)


@pytest.mark.parametrize("how", ["leaves", "is away too long"])
def test_an_admission_ends_with_the_visit(how: str) -> None:
    world = World()
    ada, _, eve = row(world, 500, 540, 900)
    world.do(ada, c.LockConversation())
    world.do(ada, c.AdmitConversation(eve))
    if how == "leaves":
        world.do(eve, c.Leave())
    else:
        world.system(c.Drop(eve))
        world.wait(30_000)
    assert talk_of(world, ada).admitted == set()
    world.do(eve, c.Arrive())
    world.stand(eve, 560, 600)
    world.wait(500)
    assert world.circle(eve) == []


def test_locks_and_knocks_that_make_no_sense_are_refused() -> None:
    world = World()
    ada, bob, eve = row(world, 500, 540, 900)
    talk = talk_of(world, bob)
    for command in (c.LockConversation(), c.UnlockConversation(), c.AdmitConversation(ada)):
        assert refused(world, eve, command) == "conversation.not_inside"
    assert refused(world, eve, c.KnockConversation(talk.id)) == "conversation.open"
    assert refused(world, eve, c.KnockConversation(ConversationId("none"))) == "conversation.unknown"
    zoe = world.known("Zoe")
    assert refused(world, ada, c.AdmitConversation(zoe)) == "visitor.not_here"
    assert refused(world, zoe, c.KnockConversation(talk.id)) == "visitor.not_here"


# -- at random -------------------------------------------------------------------------------------

SIZE = 4
PEOPLE = st.sampled_from([VisitorId(name.lower()) for name in NAMES])
ROOMS = st.sampled_from([OFFICE, LAB, TABLE, GARDEN, QUIET])


class Party(RuleBasedStateMachine):
    """Eight people around the edge of a room and of an open area do whatever they may."""

    @initialize(seed=st.integers(0, 1000))
    def gather(self, seed: int) -> None:
        """All arrive."""
        rng = Random(seed)
        self.world = World.where(conversation_size=SIZE)
        for name in NAMES:
            self.world.here(name, rng.randrange(560, 860), rng.randrange(560, 860))
        self.world.wait(50)

    def attempt(self, who: VisitorId, command: c.Command) -> None:
        """Give a command, whatever the answer, and let one tick pass."""
        if who in self.world.hub.state.live.avatars:
            try:
                self.world.do(who, command)
            except Refusal:
                return
            self.told(self.world.wait(50))

    def told(self, events: list[Event]) -> None:
        """What is told of conversations is never a group of one, nor one too large."""
        for event in events:
            if isinstance(event, ConversationChanged):
                assert 2 <= len(set(event.members)) == len(event.members) <= SIZE

    @rule(who=PEOPLE, x=st.integers(560, 860), y=st.integers(560, 860))
    def walk(self, who: VisitorId, x: int, y: int) -> None:
        """Be walked, and arrive."""
        self.attempt(who, c.WalkTo(self.world.rules.start, x, y))
        self.told(self.world.wait(3500))

    @rule(who=PEOPLE, x=st.integers(-90, 90), y=st.integers(-90, 90))
    def step(self, who: VisitorId, x: int, y: int) -> None:
        """A few moves by hand."""
        if who in self.world.hub.state.live.avatars:
            avatar = self.world.avatar(who)
            self.told(self.world.stroll(who, avatar.x + x, avatar.y + y))

    @rule(ms=st.sampled_from([50, 300, 1000]))
    def stand(self, ms: int) -> None:
        """Nobody moves."""
        self.told(self.world.wait(ms))

    @rule(who=PEOPLE, command=st.sampled_from([c.LockConversation(), c.UnlockConversation(), c.Leave()]))
    def lock(self, who: VisitorId, command: c.Command) -> None:
        """Close or open the circle, or go home."""
        self.attempt(who, command)

    @rule(who=PEOPLE)
    def come_back(self, who: VisitorId) -> None:
        """Arrive again."""
        if who not in self.world.hub.state.live.avatars:
            self.world.do(who, c.Arrive("linden"))
            self.told(self.world.wait(50))

    @rule(who=PEOPLE, status=st.sampled_from(["here", "away", "busy"]))
    def status(self, who: VisitorId, status: str) -> None:
        """Be free or busy."""
        self.attempt(who, c.SetStatus(status))  # type: ignore[arg-type]

    @rule(who=PEOPLE, room=ROOMS)
    def enter(self, who: VisitorId, room: RoomId) -> None:
        """Be in a room at once."""
        self.attempt(who, c.EnterRoom(room))

    @rule(who=PEOPLE, other=PEOPLE)
    def admit(self, who: VisitorId, other: VisitorId) -> None:
        """Let somebody in."""
        self.attempt(who, c.AdmitConversation(other))

    @rule(who=PEOPLE, other=PEOPLE)
    def follow(self, who: VisitorId, other: VisitorId) -> None:
        """Ask to come along, and be let."""
        self.attempt(who, c.Follow(other))
        self.attempt(other, c.LetFollow(who))

    @invariant()
    def everybody_is_in_at_most_one_conversation(self) -> None:
        """Members and avatars tell the same story."""
        if not hasattr(self, "world"):
            return
        live = self.world.hub.state.live
        members = [(each, talk.id) for talk in live.conversations.values() for each in talk.members]
        inside = [(each.visitor, each.conversation) for each in live.avatars.values() if each.conversation]
        assert sorted(members) == sorted(inside)
        assert len({visitor for visitor, _ in members}) == len(members)

    @invariant()
    def conversations_hang_together(self) -> None:
        """At least two, at most the size, nobody in a room with sound, a chain within the leaving radius."""
        if not hasattr(self, "world"):
            return
        state = self.world.hub.state
        for talk in state.live.conversations.values():
            assert 2 <= len(talk.members) <= SIZE
            bodies = [state.live.avatars[each] for each in talk.members]
            assert all(open_to_talk(state, each) for each in bodies)
            reached, left = [bodies[0]], bodies[1:]
            for body in reached:
                reached += [each for each in left if distance(body, each) <= 96]
                left = [each for each in left if each not in reached]
            assert not left, (talk, left)

    @invariant()
    def whoever_follows_is_here_and_so_is_who_leads(self) -> None:
        """Nobody follows themselves over others, and ways are kept of those alone who are followed."""
        if not hasattr(self, "world"):
            return
        following = self.world.hub.state.live.following
        assert set(following.trails) == {each.leader for each in following.tails.values()}
        assert not any(following.leads_to(each, each) for each in following.tails)

    @rule()
    def nobody_waits_in_vain(self) -> None:
        """When all have stood for a while, nobody is alone within reach of somebody who would talk."""
        self.told(self.world.wait(4000))
        state = self.world.hub.state
        for one in state.live.avatars.values():
            for other in state.live.avatars.values():
                near = one is not other and distance(one, other) <= 64 and one.conversation is None
                if near and open_to_talk(state, one) and open_to_talk(state, other):
                    talk = state.live.conversations[other.conversation or ConversationId("")]
                    assert talk.locked or len(talk.members) == SIZE


Party.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestParty = Party.TestCase
