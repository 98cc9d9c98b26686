"""Who hears and sees whom, as one whole picture."""

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.earshot import may_watch
from rooms.ids import ConversationId, RoomId, SourceId, VisitorId
from rooms.roles import Capability, Policy, Role
from tests.rooms.hybrid import CAMERA, picture, speaking
from tests.rooms.world import BIRTH, GARDEN, HALL, LAB, OFFICE, PARK, QUIET, SHED, TABLE, World

TALK = ConversationId("talk")


def heard_by(world: World, visitor: VisitorId) -> set[VisitorId]:
    """Whom somebody hears, oneself left out; nobody where there is no sound."""
    whole = picture(world)
    name = whole.group_of.get(visitor)
    return set(whole.groups[name].heard) - {visitor} if name else set()


def test_a_conversation_hears_itself_and_nobody_else_does() -> None:
    world = World()
    ada, bob, eve = (speaking(world, name) for name in ("Ada", "Bob", "Eve"))
    world.happen([e.ConversationChanged(TALK, (ada, bob), False)])
    assert heard_by(world, ada) == {bob}
    assert heard_by(world, bob) == {ada}
    assert heard_by(world, eve) == set()
    assert picture(world).group_of == {ada: "talk:talk", bob: "talk:talk"}


@pytest.mark.parametrize("room", [OFFICE, LAB, SHED])
def test_a_room_hears_itself_and_not_the_conversation_beside_it(room: RoomId) -> None:
    world = World()
    ada, bob, eve = speaking(world, "Ada", room), speaking(world, "Bob", room), speaking(world, "Eve")
    assert heard_by(world, ada) == {bob}
    assert heard_by(world, eve) == set()


def test_a_table_in_a_room_is_a_circle_of_its_own() -> None:
    world = World()
    ada, bob, eve = (
        speaking(world, name, room) for name, room in zip("abe", (TABLE, TABLE, LAB), strict=True)
    )
    assert heard_by(world, ada) == {bob}
    assert heard_by(world, eve) == set()


def test_a_quiet_room_carries_nothing() -> None:
    world = World()
    ada, bob = speaking(world, "Ada", QUIET), speaking(world, "Bob", QUIET)
    assert heard_by(world, ada) == heard_by(world, bob) == set()
    assert picture(world).group_of == {}


def test_in_an_open_room_sound_follows_conversations() -> None:
    world = World()
    ada, bob, eve = (speaking(world, name, GARDEN) for name in ("Ada", "Bob", "Eve"))
    assert picture(world).groups == {}
    world.happen([e.ConversationChanged(TALK, (ada, bob), False)])
    assert heard_by(world, ada) == {bob}
    assert heard_by(world, eve) == set()


def test_rooms_on_different_floors_are_different_circles() -> None:
    world = World()
    ada, bob = speaking(world, "Ada", SHED), speaking(world, "Bob", OFFICE)
    assert world.avatar(ada).floor == PARK
    assert heard_by(world, ada) == heard_by(world, bob) == set()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MODERATOR, Role.SPEAKER])
def test_in_a_stage_room_the_stage_is_heard_and_not_the_audience(role: Role) -> None:
    world = World()
    on_stage = speaking(world, "Stage", HALL, role)
    guest, member = speaking(world, "Guest", HALL), speaking(world, "Member", HALL, Role.MEMBER)
    group = picture(world).groups["room:hall"]
    assert group.heard == group.seen == [on_stage]
    assert heard_by(world, guest) == heard_by(world, member) == {on_stage}


@pytest.mark.parametrize(("status", "shown"), [("on", CAMERA), ("silent", CAMERA), ("off", None)])
def test_the_camera_of_a_stage_comes_first_while_it_is_there(status: str, shown: SourceId | None) -> None:
    world = World()
    guest = world.here("Guest")
    world.into(guest, HALL)
    world.happen([e.StageSourceChanged(HALL, CAMERA, status)])  # type: ignore[arg-type]
    assert picture(world).groups["room:hall"].stage == shown
    assert picture(world).group_of[guest] == "room:hall"


def test_a_stage_has_a_circle_for_watchers_while_nobody_is_in_the_room() -> None:
    world = World()
    world.happen([e.StageSourceChanged(HALL, CAMERA, "on")])
    assert picture(world).groups["room:hall"].heard == []
    assert picture(world).groups["room:hall"].stage == CAMERA


def test_only_what_is_switched_on_is_heard_and_seen() -> None:
    world = World()
    ada, bob, eve = (speaking(world, name, OFFICE) for name in ("Ada", "Bob", "Eve"))
    world.do(ada, c.SetMedia(True, False))
    world.do(bob, c.SetMedia(False, True))
    group = picture(world).groups["room:office"]
    assert group.heard == [ada, eve]
    assert group.seen == [bob, eve]


def test_a_muted_person_hears_and_is_not_heard() -> None:
    world = World()
    host = world.here("Host", role=Role.MODERATOR)
    ada, bob = speaking(world, "Ada", OFFICE), speaking(world, "Bob", OFFICE)
    world.do(host, c.Mute(ada))
    world.happen([e.MediaChanged(ada, True, True)])
    assert heard_by(world, bob) == set()
    assert heard_by(world, ada) == {bob}
    assert not picture(world).sends[ada].mic


def test_a_lost_person_is_neither_heard_nor_hearing_until_back() -> None:
    world = World()
    ada, bob = speaking(world, "Ada", OFFICE), speaking(world, "Bob", OFFICE)
    world.system(c.Drop(ada))
    assert ada not in picture(world).group_of
    assert ada not in picture(world).sends
    assert heard_by(world, bob) == set()
    world.do(ada, c.Arrive())
    assert heard_by(world, ada) == {bob}


def test_a_locked_room_goes_on_for_those_inside() -> None:
    world = World()
    host = world.here("Host", role=Role.MODERATOR)
    ada, bob, eve = speaking(world, "Ada", OFFICE), speaking(world, "Bob", OFFICE), speaking(world, "Eve")
    world.do(host, c.LockRoom(OFFICE))
    assert heard_by(world, ada) == {bob}
    assert heard_by(world, eve) == set()


@pytest.mark.parametrize(
    ("denied", "hears", "is_heard"),
    [(Capability.AV_PUBLISH, True, False), (Capability.AV_SUBSCRIBE, False, True)],
)
def test_a_policy_takes_hearing_or_being_heard_while_it_holds(
    denied: Capability, hears: bool, is_heard: bool
) -> None:
    rule = Policy("rule", frozenset({denied}), frozenset({Role.SPEAKER}), ends_at=BIRTH + 10)
    world = World.where(policies=(rule,))
    ada, bob = world.here("Ada"), speaking(world, "Bob", OFFICE, Role.SPEAKER)
    world.happen([e.MediaChanged(ada, True, True)])
    world.into(ada, OFFICE)
    assert heard_by(world, ada) == ({bob} if hears else set())
    assert heard_by(world, bob) == ({ada} if is_heard else set())
    world.now = BIRTH + 10
    assert heard_by(world, ada) == {bob}
    assert heard_by(world, bob) == {ada}


def test_who_may_watch_a_stage_is_asked_again_at_every_moment() -> None:
    world = World()
    host, ada, bob = world.here("Host", role=Role.MODERATOR), world.known("Ada"), world.known("Bob")
    assert may_watch(world.hub.state, ada, HALL, world.now)
    world.do(host, c.LockRoom(HALL))
    assert not may_watch(world.hub.state, ada, HALL, world.now)
    assert may_watch(world.hub.state, host, HALL, world.now)
    world.do(host, c.UnlockRoom(HALL))
    world.do(host, c.Ban(ada))
    world.system(c.Erase(bob))
    assert not may_watch(world.hub.state, ada, HALL, world.now)
    assert not may_watch(world.hub.state, bob, HALL, world.now)
