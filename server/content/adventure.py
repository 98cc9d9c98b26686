"""WorkAdventure's map properties, as far as Foyer has the same thing, turned into Foyer's own objects.

``start`` and ``startLayer`` give a spawn, ``jitsiRoom`` (``bbbMeeting``, ``livekitRoom``) a meeting room,
``silent`` a quiet room, ``exitUrl`` a portal when it stays within the pack. They may sit on objects or on
tile layers; of a layer the smallest rectangle around its tiles is taken.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from server.content.faults import In
from server.content.tiled import TILE, Described, Layer, MapObject, Property, TiledMap

CLASSES = frozenset({"", "area", "zone", "website", "variable"})
_MEETINGS = ("jitsiRoom", "bbbMeeting", "livekitRoom")


def areas(found: TiledMap, told: In) -> list[MapObject]:
    """All that is meant for WorkAdventure and has a meaning here, as objects of Foyer's classes."""
    every = [thing for at in _placed(found) for thing in _translated(*at, told)]
    return list({(thing.type, thing.name): thing for thing in every}.values())


def _placed(found: TiledMap) -> Iterator[tuple[Described, str, tuple[float, float, float, float]]]:
    """Everything that may carry such properties, with its name and its rectangle."""
    for layer in found.flat():
        for thing in layer.objects:
            if not thing.gid and thing.kind.lower() in CLASSES:
                yield thing, thing.name, (thing.x, thing.y, thing.width, thing.height)
        around = _around(found, layer)
        if around is not None:
            yield layer, layer.name, around


def _around(found: TiledMap, layer: Layer) -> tuple[float, float, float, float] | None:
    if (
        layer.type != "tilelayer"
        or isinstance(layer.data, str)
        or len(layer.data) != found.width * found.height
    ):
        return None
    if layer.name != "start" and not layer.properties:
        return None
    used = [divmod(at, found.width) for at, gid in enumerate(layer.data) if gid]
    if not used:
        return None
    rows, columns = [row for row, _ in used], [column for _, column in used]
    left, top = min(columns), min(rows)
    return left * TILE, top * TILE, (max(columns) - left + 1) * TILE, (max(rows) - top + 1) * TILE


def _translated(
    source: Described, name: str, rect: tuple[float, float, float, float], told: In
) -> Iterator[MapObject]:
    if (isinstance(source, Layer) and name == "start") or source.flag("startLayer") or source.flag("start"):
        yield _object("spawn", name or "start", rect, {})
    meeting = next((source.text(each) for each in _MEETINGS if source.text(each)), "")
    if meeting:
        yield _object("room", _slug(meeting), rect, {"kind": "meeting", **_titles(source, meeting)})
    if source.flag("silent"):
        yield _object("room", _slug(name or "quiet"), rect, {"kind": "quiet", **_titles(source, name)})
    target = source.text("exitUrl") or source.text("exitSceneUrl")
    if target:
        yield from _portal(name, rect, target, told)


def _portal(name: str, rect: tuple[float, float, float, float], target: str, told: In) -> Iterator[MapObject]:
    path, _, spawn = target.partition("#")
    if "://" in path or path.startswith(("/", "_")):
        told.remark(f"exitUrl {target!r} of {name!r} leads out of the pack and is left out.")
        return
    floor = PurePosixPath(path).stem
    yield _object("portal", name, rect, {"floor": floor, "spawn": spawn or "start", "title": name or floor})


def _titles(source: Described, fallback: str) -> dict[str, str]:
    return {"title": source.text("meetingRoomLabel") or fallback or "?"}


def _slug(text: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:34]
    return plain if plain[:1].isalpha() else f"room-{plain}".rstrip("-")


def _object(
    kind: str, name: str, rect: tuple[float, float, float, float], values: dict[str, str]
) -> MapObject:
    x, y, width, height = rect
    properties = [Property(name=key, value=value) for key, value in values.items()]
    return MapObject(name=name, type=kind, x=x, y=y, width=width, height=height, properties=properties)
