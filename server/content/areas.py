"""From the objects of a map: rooms, doors, portals, spawns, screens, notices, windows, checked one by one."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from rooms.grid import CELL, Rect
from rooms.ids import FloorId, RoomId
from rooms.tilemap import Door, Portal, Seat
from server.content import adventure
from server.content.faults import In
from server.content.sentences import Words
from server.content.sentences import place as placed
from server.content.tiled import TILE, Described, MapObject, TiledMap
from server.protocol.floorinfo import NoticeText, PortalText, RoomText, Texts, WindowText

KINDS = ("meeting", "table", "stage", "exhibit", "office", "training", "quiet", "open")
MOST_ROOMS = 400
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_CLASSES = ("room", "door", "portal", "spawn", "stage", "notice", "window")


@dataclass(slots=True)
class Areas:
    """All areas of one floor as they were found."""

    rooms: dict[RoomId, RoomText] = field(default_factory=dict[RoomId, RoomText])
    doors: list[Door] = field(default_factory=list[Door])
    portals: list[tuple[Portal, PortalText]] = field(default_factory=list[tuple[Portal, PortalText]])
    spawns: dict[str, Rect] = field(default_factory=dict[str, Rect])
    screens: dict[RoomId, Rect] = field(default_factory=dict[RoomId, Rect])
    notices: list[NoticeText] = field(default_factory=list[NoticeText])
    windows: list[WindowText] = field(default_factory=list[WindowText])
    seats: tuple[Seat, ...] = ()


class Reader:
    """Reads the areas of one map into ``areas``; ``languages`` are those of the pack."""

    def __init__(self, found: TiledMap, languages: Iterable[str], told: In) -> None:
        self.areas = Areas()
        self._bounds = Rect(0, 0, found.width * TILE, found.height * TILE)
        self._languages = tuple(languages)
        self._told = told
        self._readers: dict[str, Callable[[MapObject, Rect, Words], None]] = {
            "room": self._room,
            "door": self._door,
            "portal": self._portal,
            "spawn": self._spawn,
            "stage": self._screen,
            "notice": self._notice,
            "window": self._window,
        }
        for thing in (*adventure.areas(found, told), *_objects(found)):
            self._read(thing)
        self._check_references()

    def _read(self, thing: MapObject) -> None:
        read = self._readers.get(thing.kind.lower())
        kind = thing.kind if thing.kind.isalnum() else "object"
        place = placed("area", kind=kind, name=thing.name, number=thing.id)
        if read is None:
            self._check_class(thing.kind, place)
            return
        rect = _rect(thing)
        if not self._bounds.holds(rect):
            self._told.add("map.outside", place)
            return
        read(thing, rect, place)

    def _check_class(self, kind: str, place: Words) -> None:
        meant = get_close_matches(kind.lower(), _CLASSES, 1, 0.75)
        if meant and kind.lower() not in adventure.CLASSES:
            self._told.add("map.class", place, found=repr(kind), meant=repr(meant[0]))

    def _room(self, thing: MapObject, rect: Rect, place: Words) -> None:
        name = RoomId(thing.name)
        if not _NAME.fullmatch(name):
            self._told.add("map.room_name", place)
        elif name in self.areas.rooms:
            self._told.add("map.room_twice", place)
        elif len(self.areas.rooms) >= MOST_ROOMS:
            self._told.add("map.rooms", place, most=MOST_ROOMS)
        else:
            self.areas.rooms[name] = self._room_text(thing, name, rect, place)

    def _room_text(self, thing: MapObject, name: RoomId, rect: Rect, place: Words) -> RoomText:
        kind = thing.text("kind") or "open"
        if kind not in KINDS:
            self._told.add("map.room_kind", place, found=repr(kind), kinds=", ".join(KINDS))
        return RoomText(
            id=name,
            kind=kind,
            titles=self.titles(thing, place),
            rect=rect,
            hints=self._texts(thing, "hint"),
            capacity=self._capacity(thing, place),
            lockable=thing.flag("lockable"),
            icon=thing.text("icon"),
        )

    def _capacity(self, thing: Described, place: Words) -> int:
        found = thing.value("capacity")
        if found is None or (isinstance(found, int) and 0 <= found <= 100_000):
            return int(found or 0)
        self._told.add("map.capacity", place)
        return 0

    def titles(self, thing: Described, place: Words) -> Texts:
        """The title in each language of the pack, from ``title_<language>`` or ``title``; none is a fault."""
        found = self._texts(thing, "title")
        for language in self._languages:
            if language not in found:
                self._told.add("map.title", place, language=repr(language), code=language)
        return found

    def _texts(self, thing: Described, name: str) -> Texts:
        plain = thing.text(name)
        every = {lang: (thing.text(f"{name}_{lang}") or plain)[:200] for lang in self._languages}
        return {language: text for language, text in every.items() if text}

    def _door(self, thing: MapObject, rect: Rect, place: Words) -> None:
        self.areas.doors.append(Door(RoomId(thing.text("room") or thing.name), rect))

    def _portal(self, thing: MapObject, rect: Rect, place: Words) -> None:
        floor, spawn = FloorId(thing.text("floor")), thing.text("spawn") or "start"
        titles = self.titles(thing, place)
        self.areas.portals.append((Portal(rect, floor, spawn), PortalText(rect, floor, titles)))

    def _spawn(self, thing: MapObject, rect: Rect, place: Words) -> None:
        if thing.name in self.areas.spawns:
            self._told.add("map.spawn_twice", place)
        self.areas.spawns[thing.name] = rect

    def _screen(self, thing: MapObject, rect: Rect, place: Words) -> None:
        self.areas.screens[RoomId(thing.text("room") or thing.name)] = rect

    def _notice(self, thing: MapObject, rect: Rect, place: Words) -> None:
        self.areas.notices.append(NoticeText(thing.name, rect, self.titles(thing, place)))

    def _window(self, thing: MapObject, rect: Rect, place: Words) -> None:
        titles = self.titles(thing, place)
        self.areas.windows.append(WindowText(thing.name, rect.centre, titles))

    def _check_references(self) -> None:
        doors = [("door", door.room) for door in self.areas.doors]
        for what, room in (*doors, *(("stage", room) for room in self.areas.screens)):
            if room not in self.areas.rooms:
                self._told.add("map.room_unknown", what, room=repr(room))


def _objects(found: TiledMap) -> Iterable[MapObject]:
    return (thing for layer in found.flat() for thing in layer.objects if not thing.gid)


def _rect(thing: MapObject) -> Rect:
    """The object's rectangle; a point becomes the cell around it."""
    x, y, w, h = (round(value) for value in (thing.x, thing.y, thing.width, thing.height))
    if w < 1 or h < 1:
        return Rect(x // CELL * CELL, y // CELL * CELL, CELL, CELL)
    return Rect(x, y, w, h)
