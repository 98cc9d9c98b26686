"""A floor as the rules see it: what blocks, where rooms, doors, portals and seats lie, where one arrives.

Built once from a pack, never changed. Queries are lookups in a grid of ``CELL`` pixels, and rooms are
snapped to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rooms.crowd import thinned
from rooms.grid import CELL, Grid, Point, Rect, block
from rooms.ids import FloorId, RoomId
from rooms.steps import Field, spread

TILE = 32
"""Side of a tile in pixels."""

START = "start"
"""The spawn every floor has."""

GROUND = 4096
"""Most cells around a spawn on which people arrive: a market square of a thousand square metres."""

_SCATTER = 0x9E3779B1


@dataclass(frozen=True, slots=True)
class RoomArea:
    """Where a room lies. ``kind``: meeting, table, stage, exhibit, office, training, quiet or open."""

    id: RoomId
    rect: Rect
    kind: str


@dataclass(frozen=True, slots=True)
class Door:
    """The only way into a locked room that has walls."""

    room: RoomId
    rect: Rect


@dataclass(frozen=True, slots=True)
class Portal:
    """Whoever steps on it arrives at ``spawn`` of another floor (or of this one)."""

    rect: Rect
    floor: FloorId
    spawn: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A place to sit, its foot point, and the direction one looks (0 south, 1 east, 2 north, 3 west)."""

    x: int
    y: int
    direction: int


@dataclass(frozen=True, slots=True)
class Floor:
    """One tile map of the hub. ``spawns`` holds at least ``start``; ``screens`` are the stages' pictures."""

    id: FloorId
    grid: Grid
    rooms: Mapping[RoomId, RoomArea]
    spawns: Mapping[str, Rect]
    doors: tuple[Door, ...] = ()
    portals: tuple[Portal, ...] = ()
    screens: Mapping[RoomId, Rect] = field(default_factory=dict[RoomId, Rect])
    seats: tuple[Seat, ...] = ()
    ways: Field = field(init=False, repr=False, compare=False)
    _chains: tuple[tuple[RoomId, ...], ...] = field(init=False, repr=False, compare=False)
    _chain_of: list[int] = field(init=False, repr=False, compare=False)
    _points: dict[str, list[Point]] = field(init=False, repr=False, compare=False)
    _ground: dict[tuple[str, int], tuple[Point, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        chains, chain_of = _chains(self.grid, self.rooms.values())
        points = {name: _points(self.grid, rect) for name, rect in self.spawns.items()}
        object.__setattr__(self, "ways", Field(self.grid))
        derived = {"_chains": chains, "_chain_of": chain_of, "_points": points}
        derived["_ground"] = {}
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @property
    def width(self) -> int:
        """Pixels from west to east."""
        return self.grid.columns * CELL

    @property
    def height(self) -> int:
        """Pixels from north to south."""
        return self.grid.rows * CELL

    def inside(self, x: int, y: int) -> bool:
        """Whether the point lies on the floor."""
        return self.grid.inside(x, y)

    def blocked(self, x: int, y: int) -> bool:
        """Whether a foot cannot stand there: wall, furniture or the edge of the floor."""
        return self.grid.blocked(x, y)

    def line_free(self, a: Point, b: Point) -> bool:
        """Whether a foot can go straight from ``a`` to ``b``, whatever rooms lie between."""
        return self.grid.line_free(a, b)

    def rooms_at(self, x: int, y: int) -> tuple[RoomId, ...]:
        """The rooms a point lies in, innermost first."""
        return self._chains[self._chain_of[self.grid.cell_at(x, y)]] if self.grid.inside(x, y) else ()

    def room_at(self, x: int, y: int) -> RoomId | None:
        """The innermost room a point lies in."""
        rooms = self.rooms_at(x, y)
        return rooms[0] if rooms else None

    def doors_of(self, room: RoomId) -> tuple[Door, ...]:
        """The doors of a room; none means that it is open on all sides, like a table."""
        return tuple(door for door in self.doors if door.room == room)

    def door_at(self, x: int, y: int) -> Door | None:
        """The door a point lies in."""
        return next((door for door in self.doors if door.rect.contains(x, y)), None)

    def portal_at(self, x: int, y: int) -> Portal | None:
        """The portal a point lies in."""
        return next((portal for portal in self.portals if portal.rect.contains(x, y)), None)

    def spawn_points(self, name: str) -> tuple[Point, ...]:
        """All free points of a spawn; empty for an unknown or built-over one."""
        return tuple(self._points.get(name, ()))

    def ground(self, name: str, apart: int) -> tuple[Point, ...]:
        """Points more than so many pixels apart: those of a spawn, neighbours in number far from each other,
        then around it in the same rooms and in no way through, nearest first. Found when first asked for.
        """
        known = self._ground.get((name, apart))
        if known is None:
            starts = [self.grid.cell_at(*point) for point in self.spawn_points(name)]
            points = map(self.grid.centre, spread(self.ways, starts, self._chain_of, GROUND))
            known = tuple(each for each in thinned(points, apart) if not self._leads_on(*each))
            self._ground[name, apart] = known
        return known

    def _leads_on(self, x: int, y: int) -> bool:
        return self.door_at(x, y) is not None or self.portal_at(x, y) is not None


def _chains(grid: Grid, rooms: Iterable[RoomArea]) -> tuple[tuple[tuple[RoomId, ...], ...], list[int]]:
    """For each cell the number of its chain of rooms; larger rooms are laid first, smaller ones over them."""
    known: dict[tuple[RoomId, ...], int] = {(): 0}
    chain_of = [0] * (grid.columns * grid.rows)
    for room in sorted(rooms, key=lambda each: (-each.rect.w * each.rect.h, each.id)):
        cells = bytearray(len(chain_of))
        block(cells, grid.columns, grid.rows, room.rect)
        names = list(known)
        for cell in _marked(cells):
            chain = (room.id, *names[chain_of[cell]])
            if chain not in known:
                known[chain] = len(known)
            chain_of[cell] = known[chain]
    return tuple(known), chain_of


def _marked(cells: bytearray) -> Iterable[int]:
    cell = cells.find(1)
    while cell >= 0:
        yield cell
        cell = cells.find(1, cell + 1)


def _points(grid: Grid, rect: Rect) -> list[Point]:
    xs = range(rect.x // CELL * CELL + CELL // 2, rect.x + rect.w, CELL)
    ys = range(rect.y // CELL * CELL + CELL // 2, rect.y + rect.h, CELL)
    free = [(x, y) for y in ys for x in xs if rect.contains(x, y) and not grid.blocked(x, y)]
    order = sorted(range(len(free)), key=lambda number: (number + 1) * _SCATTER & 0xFFFFFFFF)
    return [free[number] for number in order]
