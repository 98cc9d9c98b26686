"""The floors of a pack together: portals lead somewhere, and every room can be reached on foot."""

from collections.abc import Iterator, Mapping

from rooms.grid import CELL, Grid, Rect
from rooms.ids import FloorId, RoomId
from rooms.tilemap import START, Floor
from server.content.floors import Built
from server.content.sentences import place


def check_whole(built: Mapping[FloorId, Built], start: FloorId) -> None:
    """Tell each floor's faults that only show beside the others. ``start`` is where people arrive first."""
    for each in built.values():
        _check_portals(each, built)
    reached = _walk_from({name: each.floor for name, each in built.items()}, start)
    for name, each in built.items():
        for room in each.floor.rooms.values():
            if not _touched(each.floor, room.id, room.rect, reached[name]):
                each.told.add("map.unreachable", place("room", name=room.id))


def _check_portals(each: Built, built: Mapping[FloorId, Built]) -> None:
    for portal in each.floor.portals:
        where = place("portal", name=portal.floor)
        target = built.get(portal.floor)
        if target is None:
            each.told.add("map.portal_floor", where, floors=", ".join(built))
        elif portal.spawn not in target.floor.spawns:
            names = {"spawn": repr(portal.spawn), "floor": repr(portal.floor)}
            each.told.add("map.portal_spawn", where, **names)


def _walk_from(floors: Mapping[FloorId, Floor], start: FloorId) -> dict[FloorId, bytearray]:
    """For each floor the cells that can be reached on foot, through portals too."""
    reached = {name: bytearray(len(floor.grid.cells)) for name, floor in floors.items()}
    waiting = [(start, START)]
    seen = set(waiting)
    while waiting:
        name, spawn = waiting.pop()
        floor = floors[name]
        for point in floor.spawn_points(spawn):
            _flood(floor.grid, floor.grid.cell_at(*point), reached[name])
        for portal in floor.portals:
            onward = (portal.floor, portal.spawn)
            stepped_on = any(reached[name][cell] for cell in _cells(floor.grid, portal.rect))
            if portal.floor in floors and stepped_on and onward not in seen:
                seen.add(onward)
                waiting.append(onward)
    return reached


def _touched(floor: Floor, room: RoomId, rect: Rect, reached: bytearray) -> bool:
    own = (cell for cell in _cells(floor.grid, rect) if reached[cell])
    return any(floor.room_at(*floor.grid.centre(cell)) == room for cell in own)


def _cells(grid: Grid, rect: Rect) -> Iterator[int]:
    for row in range(rect.y // CELL, -(-(rect.y + rect.h) // CELL)):
        first = row * grid.columns
        yield from range(first + rect.x // CELL, first - (-(rect.x + rect.w) // CELL))


def _flood(grid: Grid, first: int, reached: bytearray) -> None:
    """Mark all cells that can be walked to from ``first``."""
    if reached[first]:
        return
    reached[first] = 1
    edge, width, cells = [first], grid.columns, grid.cells
    while edge:
        cell = edge.pop()
        column = cell % width
        beside = [cell - width, cell + width]
        beside += [cell - 1] if column else []
        beside += [cell + 1] if column + 1 < width else []
        for other in beside:
            if 0 <= other < len(cells) and not cells[other] and not reached[other]:
                reached[other] = 1
                edge.append(other)
