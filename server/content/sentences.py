"""What a pack's faults are called and how each is mended: all sentences in one table, for the catalogs.

A key may have cases after a slash, ``map.room_twice/floors``: the fault stays the same, its words differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from server.content.breakouts.sentences import BREAKOUTS
from server.content.programme.sentences import PROGRAMME


def _(text: str) -> str:
    """Mark a text for the catalogs."""
    return text


Say = Callable[[str], str]
"""Translates a text of the code."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the code with its ``{details}``, to be said in some language; as ``str`` it is English."""

    text: str
    details: Mapping[str, str | int] = field(default_factory=dict[str, str | int])

    def said(self, say: Say) -> str:
        """The words in the language of ``say``."""
        return say(self.text).format_map(self.details) if self.text else ""

    def __str__(self) -> str:
        return self.said(str)


PACK_HAS_ONE = _("The hub pack {root} has one fault:")
PACK_HAS_MANY = _("The hub pack {root} has {count} faults:")
CANNOT_START = _("Foyer cannot start.")

_EACH_AS_IS = "{place}"
_PLACES = {
    "area": _("{kind} {name} (object {number})"),
    "floor": _("floor {name}"),
    "layer": _("layer {name}"),
    "layer.tile": _("layer {name}, column {column}, row {row}"),
    "layer.object": _("layer {name}, object {number}"),
    "line": _("line {number}"),
    "map": _("the map's own properties"),
    "picture": _("picture {name}"),
    "portal": _("portal to {name}"),
    "room": _("room {name}"),
    "row": _("line {number}, {name}"),
    "spawn": _("spawn {name}"),
    "tileset": _("tileset {name}"),
    "tileset.tile": _("tileset {name}, tile {number}"),
}


def place(kind: str, /, **details: str | int) -> Words:
    """A place in a file; a ``name`` comes from it and is quoted, so that it stays on its line."""
    quoted = {key: repr(value) if key == "name" else value for key, value in details.items()}
    return Words(_PLACES[kind], quoted)


def key_place(path: str) -> Words:
    """A place that is a key of the file, the same in every language; empty for the whole file."""
    return Words(_EACH_AS_IS, {"place": path}) if path else Words("")


SENTENCES: dict[str, tuple[str, str]] = {
    "hub.missing": (
        _("The file cannot be read."),
        _("Point FOYER_PACK to the folder of a hub pack."),
    ),
    "hub.too_large": (_("The file is too large."), _("A hub.toml has a few pages.")),
    "hub.not_toml": (_("This is no TOML: {error}."), _("Correct it; https://toml.io shows the format.")),
    "hub.value": ("{error}.", _("Correct the value; see hubs/README.md.")),
    "hub.value/missing": (_("This key is missing."), _("Add it; see hubs/README.md.")),
    "hub.value/extra": (
        _("This key is not known."),
        _("Remove it or correct its spelling; hubs/README.md lists all keys."),
    ),
    "hub.unusable": (_("The file cannot be used."), _("Mend the faults above.")),
    "hub.start": (_("There is no floor {floor}."), _("Use one of {floors}.")),
    "hub.floor_twice": (_("Two floors are named {floor}."), _("Rename one of them.")),
    "hub.language": (_("It is missing in the language {language}."), _("Add it or drop the language.")),
    "hub.outside": (
        _("Its map lies outside the pack."),
        _("Name it by a path inside the pack, such as floors/plaza.tmj."),
    ),
    "hub.text_missing": (_("{file} cannot be read."), _("Write it, in Markdown.")),
    "map.missing": (
        _("The map cannot be read."),
        _("Check the name under 'floors' in hub.toml and the file's permissions."),
    ),
    "map.too_large": (
        _("The file is larger than {most} MB."),
        _("Make the map smaller or split it into several floors."),
    ),
    "map.not_json": (_("This is no JSON."), _("Save it again from Tiled as 'JSON map files (*.tmj)'.")),
    "map.schema": ("{error}.", _("Save the map again from Tiled 1.8 to 1.11.")),
    "map.unusable": (_("The map is not as Tiled writes it."), _("See above.")),
    "map.unusable/built": (_("The map cannot be built."), _("Mend the faults above first.")),
    "map.infinite": (_("The map is infinite."), _("In Tiled: Map > Map Properties, untick 'Infinite'.")),
    "map.orientation": (_("The map is {orientation}."), _("Make an orthogonal map.")),
    "map.tile_size": (_("Its tiles are {size} px."), _("Use tiles of {wanted} px.")),
    "map.too_wide": (_("The map has {size} tiles."), _("At most {most} along a side.")),
    "map.external_tileset": (
        _("The tileset is in another file."),
        _("In Tiled: open the tileset's menu and choose 'Embed Tileset'."),
    ),
    "map.compressed": (
        _("Its data are packed (base64, zip or zstd)."),
        _("In Tiled: Map > Map Properties > Tile Layer Format: CSV."),
    ),
    "map.tile_count": (
        _("It has {found} tiles instead of {wanted}."),
        _("Save the map again from Tiled; do not cut it by hand."),
    ),
    "map.unknown_tile": (_("No tileset has tile {tile}."), _("Paint it anew.")),
    "map.unknown_tile/object": (_("No tileset has tile {tile}."), _("Replace it.")),
    "map.seat": (_("{found} is no direction."), _("Set 'seat' to s, e, n or w.")),
    "map.block": (_("{found} is no rectangle."), _("Write 'block' as x,y,w,h in px.")),
    "map.picture_kind": (_("This kind of picture is not served."), _("Use one of {kinds}.")),
    "map.picture_outside": (
        _("The picture lies outside the pack."),
        _("Keep pictures inside the pack and name them by a relative path such as ../tiles/tree.svg."),
    ),
    "map.picture_missing": (_("The picture is not there."), _("Put it there or correct the path.")),
    "map.outside": (_("It lies outside the map."), _("Move it onto the map.")),
    "map.class": (_("The class {found} is unknown."), _("If you mean {meant}, correct the object's class.")),
    "map.room_name": (
        _("The name of the room cannot be used."),
        _("Use small letters, digits and hyphens, at most 40, beginning with a letter."),
    ),
    "map.room_twice": (_("Two rooms have this name."), _("Rename one of them.")),
    "map.room_twice/floors": (_("Floor {floor} has a room of that name too."), _("Rename one of them.")),
    "map.rooms": (_("There are more than {most} rooms."), _("Use several floors.")),
    "map.room_kind": (_("The kind {found} is unknown."), _("Set 'kind' to one of {kinds}.")),
    "map.room_unknown": (
        _("It belongs to a room {room}, which is not on this floor."),
        _("Correct its property 'room'."),
    ),
    "map.capacity": (_("The capacity is no number of people."), _("Use 0 for no limit.")),
    "map.title": (
        _("It has no title in the language {language}."),
        _("Add the property title_{code}."),
    ),
    "map.spawn_twice": (_("Two spawns have this name."), _("Rename one of them.")),
    "map.spawn_missing": (
        _("The floor has no spawn 'start'."),
        _("Draw a rectangle of class 'spawn' named 'start' where people arrive."),
    ),
    "map.spawn_blocked": (_("Nobody can stand there."), _("Move it to free ground.")),
    "map.door_missing": (
        _("It can be locked but has no door."),
        _("Draw a rectangle of class 'door' over its doorway, with the property 'room'."),
    ),
    "map.rooms_overlap": (
        _("It overlaps room {other} in part."),
        _("Move them apart, or one into the other."),
    ),
    "map.unreachable": (
        _("Nobody can walk into it."),
        _("Open a doorway at least two tiles wide, or move what stands in the way."),
    ),
    "map.portal_floor": (
        _("No such floor is in the pack."),
        _("Set its property 'floor' to one of {floors}."),
    ),
    "map.portal_spawn": (
        _("The spawn {spawn} is not there."),
        _("Draw a spawn of that name on {floor}, or correct the portal."),
    ),
    **PROGRAMME,
    **BREAKOUTS,
}
"""Fault to its problem and its cure."""
