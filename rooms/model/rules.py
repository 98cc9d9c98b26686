"""What a pack decides of a hub."""

from dataclasses import dataclass, field

from rooms.ids import FloorId, RoomId
from rooms.roles import Policy
from rooms.tilemap import Floor


@dataclass(frozen=True, slots=True)
class RoomInfo:
    """What the pack says of a room. ``capacity`` 0 is unlimited; a ``quiet`` room carries no sound."""

    id: RoomId
    floor: FloorId
    kind: str
    capacity: int = 0
    lockable: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """What a pack decides: floors, rooms, radii in pixels, sizes, hub-wide policies."""

    floors: dict[FloorId, Floor]
    rooms: dict[RoomId, RoomInfo]
    start: FloorId
    join_radius: int = 64
    leave_radius: int = 96
    conversation_size: int = 12
    message_length: int = 5000
    messages_kept: int = 20000
    name_length: int = 60
    visitors_at_once: int = 500
    visitors_known: int = 10_000
    place_kept_ms: int = 30_000
    on_site_ms: int = 12 * 3600 * 1000
    policies: tuple[Policy, ...] = ()
    _around: dict[RoomId, tuple[RoomId, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_around", {room: self._holding(room) for room in self.rooms})

    def around(self, room: RoomId) -> tuple[RoomId, ...]:
        """A room and those it lies in, innermost first."""
        return self._around.get(room, (room,))

    def _holding(self, room: RoomId) -> tuple[RoomId, ...]:
        areas = self.floors[self.rooms[room].floor].rooms
        if room not in areas:
            return (room,)
        holding = [each for each in areas.values() if each.rect.holds(areas[room].rect)]
        return tuple(each.id for each in sorted(holding, key=lambda each: each.rect.w * each.rect.h))
