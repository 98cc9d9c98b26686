"""What the tests of earshot share: people with everything switched on, and a hybrid hall."""

from rooms import commands as c
from rooms import events as e
from rooms.earshot import Earshot, earshot
from rooms.ids import RoomId, SourceId, VisitorId
from rooms.roles import Role
from tests.rooms.world import HALL, World

CAMERA = SourceId("stage:hall/cam")
LEFT, RIGHT = VisitorId("left"), VisitorId("right")


def picture(world: World) -> Earshot:
    """Who may hear and see whom now."""
    return earshot(world.hub.state, world.now)


def speaking(world: World, name: str, room: RoomId | None = None, role: Role = Role.GUEST) -> VisitorId:
    """Somebody with microphone and camera on, in a room or on the open floor."""
    visitor = world.here(name, 560, 500, role)
    world.do(visitor, c.SetMedia(True, True))
    if room is not None:
        world.into(visitor, room)
    return visitor


def source(visitor: VisitorId, device: str = "mic") -> SourceId:
    """A source of somebody."""
    return SourceId(f"{visitor}/{device}")


def hybrid() -> World:
    """A hall with its camera and two boxes; a host, a speaker and a guest from afar, and a speaker and a
    guest who sit in the hall, all in the stage room with everything switched on.
    """
    world = World()
    for name, role in (("Host", Role.MODERATOR), ("Far", Role.SPEAKER), ("Near", Role.SPEAKER)):
        speaking(world, name, HALL, role)
    for name in ("Guest", "Seat"):
        speaking(world, name, HALL)
    for name in ("near", "seat"):
        world.do(VisitorId(name), c.Attend(HALL))
    world.happen([e.StageSourceChanged(HALL, CAMERA, "on")])
    world.box("Left")
    world.box("Right", mic=False, cam=True, speaker=True)
    return world


def got(world: World, visitor: VisitorId) -> set[SourceId]:
    """Every microphone that somebody or a box gets."""
    whole = picture(world)
    group = whole.groups.get(whole.group_of.get(visitor, ""))
    return set[SourceId]() if group is None else {*group.mics, *(source(each) for each in group.heard)}


PEOPLE_AFAR = {source(VisitorId(each)) for each in ("host", "far")}
MADE_IN_THE_HALL = {SourceId("stage:hall/mic"), source(LEFT)}
