"""One floor of a pack: its map read and checked, built for the rules and described for the clients."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rooms.grid import Grid
from rooms.ids import FloorId
from rooms.tilemap import START, Floor, RoomArea
from server.content.areas import Areas, Reader
from server.content.faults import Faults, In
from server.content.sentences import place
from server.content.tiled import TiledMap, read_map
from server.content.tiles import Tiles, seats, solid
from server.protocol.floorinfo import FloorInfo, RoomText, Texts

_OPEN_SIDED = frozenset({"table", "exhibit"})
"""Kinds of room that can be locked without a door: one steps in from all sides."""


@dataclass(frozen=True, slots=True)
class Built:
    """A floor twice: for the rules and for the clients."""

    floor: Floor
    info: FloorInfo
    told: In


def read_floor(root: Path, name: FloorId, file: str, languages: Iterable[str], faults: Faults) -> Built:
    """Read one floor; ``Stop`` when its map cannot be used at all."""
    told = In(faults, file)
    path = root / file
    noted = faults.count
    found = read_map(path, told)
    if faults.count > noted:
        raise told.stop("map.unusable/built")
    tiles = Tiles(found, path, root, told)
    reader = Reader(found, languages, told)
    reader.areas.seats = seats(found, tiles, told)
    floor = _floor(name, solid(found, tiles, told), reader.areas)
    _check_spawns(floor, told)
    _check_rooms(floor, reader.areas, told)
    return Built(floor, _info(floor, file, found, reader), told)


def _floor(name: FloorId, grid: Grid, areas: Areas) -> Floor:
    return Floor(
        id=name,
        grid=grid,
        rooms={room.id: RoomArea(room.id, room.rect, room.kind) for room in areas.rooms.values()},
        spawns=areas.spawns,
        doors=tuple(areas.doors),
        portals=tuple(portal for portal, _ in areas.portals),
        screens=areas.screens,
        seats=tuple(seat for seat in areas.seats if grid.inside(seat.x, seat.y)),
    )


def _info(floor: Floor, file: str, found: TiledMap, reader: Reader) -> FloorInfo:
    titles: Texts = reader.titles(found, place("map"))
    return FloorInfo(
        id=floor.id,
        titles=titles,
        file=file,
        url=f"/pack/{file}",
        arrival=next(iter(floor.spawn_points(START)), (0, 0)),  # a floor without a start is refused
        rooms=tuple(reader.areas.rooms.values()),
        portals=tuple(text for _, text in reader.areas.portals),
        notices=tuple(reader.areas.notices),
        windows=tuple(reader.areas.windows),
    )


def _check_spawns(floor: Floor, told: In) -> None:
    if START not in floor.spawns:
        told.add("map.spawn_missing")
    for name in floor.spawns:
        if not floor.spawn_points(name):
            told.add("map.spawn_blocked", place("spawn", name=name))


def _check_rooms(floor: Floor, areas: Areas, told: In) -> None:
    doors = {door.room for door in floor.doors}
    for room in areas.rooms.values():
        if room.lockable and room.kind not in _OPEN_SIDED and room.id not in doors:
            told.add("map.door_missing", place("room", name=room.id))
    for room, other in _crossing(list(areas.rooms.values())):
        told.add("map.rooms_overlap", place("room", name=room.id), other=repr(other.id))


def _crossing(rooms: list[RoomText]) -> Iterator[tuple[RoomText, RoomText]]:
    for number, room in enumerate(rooms):
        a = room.rect
        for other in rooms[number + 1 :]:
            b = other.rect
            apart = a.x >= b.x + b.w or b.x >= a.x + a.w or a.y >= b.y + b.h or b.y >= a.y + a.h
            if a == b or not (apart or a.holds(b) or b.holds(a)):
                yield room, other
