"""A pack is loaded whole or refused with every fault, its file, its place and its cure."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from string import Formatter
from time import process_time
from xml.etree import ElementTree

import pytest

from rooms.grid import Rect
from rooms.ids import FloorId, RoomId
from rooms.paths import find_path
from rooms.tilemap import START, Floor
from server.content.faults import Fault
from server.content.pack import LEGAL, Pack, PackError, load_pack
from server.content.sentences import SENTENCES
from server.spoken import LOCALE
from server.texts import load_texts
from server.tongue import language_of
from tests.server.small_pack import HUB, Json, area, properties, small_map, write_pack, write_text_pack

JENA = Path(__file__).parents[2] / "hubs" / "jena"
SQUARE = FloorId("square")
TEXTS_OF_ALL = load_texts(LOCALE, "en")

Change = Callable[[Json], object]


def faults_of(root: Path) -> tuple[Fault, ...]:
    """The faults for which a pack is refused, in at most two seconds."""
    began = process_time()
    with pytest.raises(PackError) as refusal:
        load_pack(root)
    assert process_time() - began < 2
    for fault in refusal.value.faults:
        assert fault.file in str(refusal.value)
        assert str(fault.problem).endswith(".")
        assert str(fault.cure).endswith(".")
        assert not any(brace in str(fault) for brace in "{}")
    return refusal.value.faults


def keys_of(root: Path) -> set[str]:
    """The keys of the faults."""
    return {fault.key for fault in faults_of(root)}


@pytest.fixture(scope="module")
def jena() -> Pack:
    """The default pack."""
    return load_pack(JENA)


def test_a_sound_pack_gives_floors_for_the_rules_and_texts_for_people(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path))
    floor, info = pack.floors[SQUARE], pack.infos[SQUARE]
    assert (floor.width, floor.height) == (384, 320)
    assert floor.blocked(48, 48)
    assert not floor.blocked(112, 176)
    assert floor.room_at(100, 100) == RoomId("room")
    assert info.titles == {"de": "Platz", "en": "Square"}
    assert info.rooms[0].rect == Rect(64, 64, 96, 96)
    assert info.url == "/pack/floors/square.tmj"
    assert info.arrival == floor.spawn_points(START)[0]
    assert not floor.blocked(*info.arrival)
    assert pack.legal["imprint", "de"] == "# Text\n"
    assert pack.remarks == ()


def test_the_rules_of_a_hub_come_from_its_pack(tmp_path: Path) -> None:
    hub = HUB + (
        "[conversations]\njoin_radius = 80\nleave_radius = 120\nsize = 6\n"
        "[limits]\nvisitors = 50\nvisitors_known = 900\nplace_kept_s = 60\n"
        '[[policies]]\nname = "no-direct"\ndenies = ["chat.direct"]\nspares = ["moderator"]\n'
    )
    rules = load_pack(write_pack(tmp_path, hub=hub)).rules()
    assert (rules.join_radius, rules.leave_radius, rules.conversation_size) == (80, 120, 6)
    assert (rules.visitors_at_once, rules.visitors_known, rules.place_kept_ms) == (50, 900, 60_000)
    assert rules.rooms[RoomId("room")].lockable
    assert [policy.name for policy in rules.policies] == ["no-direct"]


TEXTS: dict[str, tuple[str, str]] = {
    "no JSON": ("{not json", "map.not_json"),
    "an empty file": ("", "map.not_json"),
    "NaN": (json.dumps(small_map()).replace('"width": 12', '"width": NaN'), "map.not_json"),
    "endless nesting": ("[" * 200_000, "map.not_json"),
    "no map": ("[1, 2, 3]", "map.schema"),
    "a million layers": (
        json.dumps({**small_map(), "layers": [{"type": "tilelayer"}] * 100}).replace(
            '{"type": "tilelayer"}]', '{"type":"group"}' + ',{"type":"group"}' * 300_000 + "]"
        ),
        "map.schema",
    ),
    "a map of hundreds of megabytes": (" " * 7_000_000 + "{}", "map.too_large"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_file_that_is_no_map_is_refused_at_once(case: str, tmp_path: Path) -> None:
    text, key = TEXTS[case]
    assert key in keys_of(write_text_pack(tmp_path, text))


def ground(found: Json) -> Json:
    """The lowest layer."""
    return found["layers"][0]


def areas(found: Json) -> list[Json]:
    """The objects of the map."""
    return found["layers"][2]["objects"]


ROOM_TEXTS = {"title_de": "Raum", "title_en": "Room"}

BROKEN: dict[str, tuple[Change, str]] = {
    "too few tiles": (lambda m: ground(m).update(data=[1] * 50), "map.tile_count"),
    "a size that is claimed only": (lambda m: m.update(width=10**9, height=10**9), "map.too_wide"),
    "an unknown tile": (lambda m: ground(m)["data"].__setitem__(25, 9), "map.unknown_tile"),
    "an unknown tile as furniture": (
        lambda m: areas(m).append({"id": 1, "gid": 77, "x": 0, "y": 32}),
        "map.unknown_tile",
    ),
    "an infinite map": (lambda m: m.update(infinite=True), "map.infinite"),
    "chunks": (lambda m: ground(m).update(chunks=[{}]), "map.infinite"),
    "a turned map": (lambda m: m.update(orientation="isometric"), "map.orientation"),
    "small tiles": (lambda m: m.update(tilewidth=16), "map.tile_size"),
    "packed data": (lambda m: ground(m).update(data="eJzt", compression="zlib"), "map.compressed"),
    "an external tileset": (
        lambda m: m["tilesets"].append({"firstgid": 9, "source": "a.tsx"}),
        "map.external_tileset",
    ),
    "a tile below zero": (lambda m: ground(m)["data"].__setitem__(3, -1), "map.schema"),
    "a place without end": (lambda m: areas(m)[0].update(x=1e308), "map.schema"),
    "no spawn": (lambda m: areas(m).pop(0), "map.spawn_missing"),
    "a spawn in a wall": (lambda m: areas(m).append(area("spawn", "wall", 1, 1, 1, 1)), "map.spawn_blocked"),
    "two spawns of a name": (
        lambda m: areas(m).append(area("spawn", "start", 6, 6, 1, 1)),
        "map.spawn_twice",
    ),
    "a room without a door": (lambda m: areas(m).pop(2), "map.door_missing"),
    "a room walled in": (
        lambda m: m["layers"][1]["data"].__setitem__(slice(63, 65), [2, 2]),
        "map.unreachable",
    ),
    "two rooms with one name": (
        lambda m: areas(m).append(area("room", "room", 7, 1, 2, 2, **ROOM_TEXTS)),
        "map.room_twice",
    ),
    "rooms that overlap": (
        lambda m: areas(m).append(area("room", "other", 4, 4, 4, 4, **ROOM_TEXTS)),
        "map.rooms_overlap",
    ),
    "a room without a title": (lambda m: areas(m).append(area("room", "bare", 7, 1, 2, 2)), "map.title"),
    "a name with blanks": (
        lambda m: areas(m).append(area("room", "Big Room", 7, 1, 2, 2, **ROOM_TEXTS)),
        "map.room_name",
    ),
    "an unknown kind": (
        lambda m: areas(m).append(area("room", "odd", 7, 1, 2, 2, kind="disco", **ROOM_TEXTS)),
        "map.room_kind",
    ),
    "a capacity below zero": (
        lambda m: areas(m).append(area("room", "odd", 7, 1, 2, 2, capacity=-1, **ROOM_TEXTS)),
        "map.capacity",
    ),
    "a door to nowhere": (
        lambda m: areas(m).append(area("door", "", 7, 1, 1, 1, room="x")),
        "map.room_unknown",
    ),
    "a misspelled class": (lambda m: areas(m).append(area("protal", "", 7, 1, 1, 1)), "map.class"),
    "an area off the map": (lambda m: areas(m).append(area("spawn", "far", 11, 9, 3, 3)), "map.outside"),
    "a portal to no floor": (
        lambda m: areas(m).append(area("portal", "", 7, 1, 1, 1, floor="moon", **ROOM_TEXTS)),
        "map.portal_floor",
    ),
    "a portal to no spawn": (
        lambda m: areas(m).append(area("portal", "", 7, 1, 1, 1, floor="square", spawn="x", **ROOM_TEXTS)),
        "map.portal_spawn",
    ),
    "a missing picture": (lambda m: m["tilesets"][0].update(image="../tiles/no.svg"), "map.picture_missing"),
    "a picture outside": (
        lambda m: m["tilesets"][0].update(image="../../../etc/x.svg"),
        "map.picture_outside",
    ),
    "an absolute picture": (lambda m: m["tilesets"][0].update(image="/etc/x.svg"), "map.picture_outside"),
    "a picture with a null byte": (lambda m: m["tilesets"][0].update(image="a\0.svg"), "map.picture_outside"),
    "a picture of another kind": (lambda m: m["tilesets"][0].update(image="x.html"), "map.picture_kind"),
    "a block that is no rectangle": (
        lambda m: m["tilesets"][0]["tiles"][0].update(properties=properties(collides=True, block="1,2")),
        "map.block",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_map_is_refused_by_name(case: str, tmp_path: Path) -> None:
    change, key = BROKEN[case]
    assert key in keys_of(write_pack(tmp_path, change))


HUBS: dict[str, tuple[str, str]] = {
    "no TOML": (HUB + "\n[[[", "hub.not_toml"),
    "an unknown key": (HUB + "\nfavourite = 1", "hub.value"),
    "a missing key": (HUB.replace("format = 1", ""), "hub.value"),
    "a later format": (HUB.replace("format = 1", "format = 2"), "hub.value"),
    "radii the wrong way round": (HUB + "[conversations]\njoin_radius = 100\n", "hub.value"),
    "an unknown right": (HUB + '[[policies]]\nname = "x"\ndenies = ["fly"]\n', "hub.value"),
    "a start nowhere": (HUB.replace('start = "square"', 'start = "moon"'), "hub.start"),
    "a map outside": (HUB.replace("floors/square.tmj", "floors/../../square.tmj"), "hub.outside"),
    "a missing map": (HUB.replace("floors/square.tmj", "floors/no.tmj"), "map.missing"),
    "a floor twice": (HUB + '[[floors]]\nid = "square"\nfile = "floors/square.tmj"\n', "hub.floor_twice"),
    "a room on two floors": (HUB + '[[floors]]\nid = "b"\nfile = "floors/square.tmj"\n', "map.room_twice"),
    "a missing text": (HUB.replace('privacy = "texts/', 'privacy = "texts/no.'), "hub.text_missing"),
    "a name in one language": (HUB.replace('en = "Small"', ""), "hub.language"),
}


@pytest.mark.parametrize("case", HUBS)
def test_a_broken_hub_file_is_refused_by_name(case: str, tmp_path: Path) -> None:
    hub, key = HUBS[case]
    assert key in keys_of(write_pack(tmp_path, hub=hub))


@pytest.mark.parametrize("key", SENTENCES)
def test_a_fault_is_told_in_german_and_in_english_with_the_same_details(key: str) -> None:
    for english in SENTENCES[key]:
        german = TEXTS_OF_ALL.translate(english, "de")
        assert _details(german) == _details(english)
        assert german != english or english == "{error}."
        assert TEXTS_OF_ALL.translate(english, "en") == english


def _details(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("wanted", "locale", "language"),
    [
        ("", {}, "en"),
        ("", {"LANG": "C.UTF-8"}, "en"),
        ("", {"LANG": "de_DE.UTF-8"}, "de"),
        ("", {"LANG": "en_GB.UTF-8", "LC_ALL": "de"}, "de"),
        ("en", {"LANG": "de_AT"}, "en"),
        ("de", {}, "de"),
        ("", {"LANG": "../../etc"}, "en"),
    ],
)
def test_the_start_speaks_as_it_is_set_or_as_the_terminal_does(
    wanted: str, locale: dict[str, str], language: str
) -> None:
    assert language_of(wanted, locale) == language


def test_an_operator_with_a_german_terminal_reads_the_faults_in_german(tmp_path: Path) -> None:
    write_pack(tmp_path, lambda m: ground(m)["data"].__setitem__(25, 9))
    told = subprocess.run(
        (sys.executable, "-m", "server", "run"),
        env={**os.environ, "FOYER_PACK": str(tmp_path), "LC_ALL": "de_DE.UTF-8", "FOYER_DATA": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.returncode == 1
    assert "Foyer kann nicht starten." in told.stderr
    assert "floors/square.tmj, Ebene 'ground', Spalte 1, Zeile 2: Kein Kachelsatz" in told.stderr


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    assert keys_of(tmp_path) == {"hub.missing"}


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def change(found: Json) -> None:
        ground(found)["data"][25] = 9
        areas(found).append(area("portal", "", 7, 1, 1, 1, floor="moon", **ROOM_TEXTS))
        areas(found).append(area("room", "bare", 9, 1, 2, 2))

    faults = faults_of(write_pack(tmp_path, change, HUB.replace('start = "square"', 'start = "moon"')))
    assert {"map.unknown_tile", "map.title", "hub.start"} <= {fault.key for fault in faults}
    where = next(fault for fault in faults if fault.key == "map.unknown_tile")
    assert (where.file, str(where.place)) == ("floors/square.tmj", "layer 'ground', column 1, row 2")


def test_a_map_full_of_faults_is_told_in_part_and_in_time(tmp_path: Path) -> None:
    def change(found: Json) -> None:
        areas(found).extend(area("room", f"Room {n}", 8, 1, 1, 1) for n in range(5000))

    assert len(faults_of(write_pack(tmp_path, change))) == 40


def test_a_floor_after_many_faults_is_still_not_built(tmp_path: Path) -> None:
    def change(found: Json) -> None:
        areas(found).extend(area("room", f"Room {n}", 8, 1, 1, 1) for n in range(50))

    hub = HUB + '[[floors]]\nid = "vast"\nfile = "floors/vast.tmj"\n'
    write_pack(tmp_path, change, hub)
    (tmp_path / "floors" / "vast.tmj").write_text(json.dumps({**small_map(), "width": 10**9}), "utf-8")
    assert len(faults_of(tmp_path)) == 40


def test_class_and_type_both_name_an_object(tmp_path: Path) -> None:
    def change(found: Json) -> None:
        for each in areas(found):
            each["class"] = each.pop("type")

    assert load_pack(write_pack(tmp_path, change)).floors[SQUARE].room_at(100, 100) == RoomId("room")


def test_furniture_blocks_its_rectangle_and_offers_a_seat(tmp_path: Path) -> None:
    chair = properties(collides=True, block="0,-16,16,16", foot=6, seat="n")

    def change(found: Json) -> None:
        picture = {"id": 0, "image": "../tiles/ground.svg", "imagewidth": 64, "imageheight": 32}
        found["tilesets"].append(
            {"firstgid": 10, "name": "things", "tiles": [{**picture, "properties": chair}]}
        )
        thing = {"id": 5, "gid": 10 | 1 << 31, "x": 224, "y": 96, "width": 64, "height": 32}
        found["layers"].append(
            {"type": "objectgroup", "name": "things", "class": "furniture", "objects": [thing]}
        )

    floor = load_pack(write_pack(tmp_path, change)).floors[SQUARE]
    assert floor.blocked(232, 88)
    assert not floor.blocked(232, 72)
    assert not floor.blocked(248, 88)
    assert [(seat.x, seat.y, seat.direction) for seat in floor.seats] == [(256, 90, 2)]


def test_properties_made_for_workadventure_are_honoured(tmp_path: Path) -> None:
    def change(found: Json) -> None:
        areas(found).pop(0)
        areas(found).append(area("area", "stube", 7, 1, 2, 2, jitsiRoom="Grosse Stube"))
        areas(found).append(area("zone", "Ruhe", 9, 4, 2, 2, silent=True))
        areas(found).append(area("area", "out", 11, 9, 1, 1, exitUrl="square.tmj#start"))
        areas(found).append(area("area", "far", 0, 9, 1, 1, exitUrl="https://example.org/x.json"))
        start = [int(at in (100, 101)) for at in range(120)]
        found["layers"].insert(0, {"type": "tilelayer", "name": "start", "data": start})

    pack = load_pack(write_pack(tmp_path, change))
    floor = pack.floors[SQUARE]
    assert floor.rooms[RoomId("grosse-stube")].kind == "meeting"
    assert floor.rooms[RoomId("ruhe")].kind == "quiet"
    assert floor.spawns[START] == Rect(128, 256, 64, 32)
    assert floor.portals[0].floor == SQUARE
    assert len(floor.portals) == 1
    assert "https://example.org/x.json" in pack.remarks[0]


def test_the_default_pack_is_sound_and_complete(jena: Pack) -> None:
    plaza = jena.infos[FloorId("plaza")]
    kinds = [room.kind for room in plaza.rooms]
    assert kinds.count("table") == 8
    assert {"stage", "exhibit", "office", "training", "quiet", "meeting", "open"} <= set(kinds)
    assert all(room.titles.keys() == {"de", "en"} for info in jena.infos.values() for room in info.rooms)
    assert plaza.portals[0].floor == FloorId("paradies")
    assert [notice.name for notice in plaza.notices] == ["programme"]
    ground = jena.floors[FloorId("plaza")]
    assert [window.name for window in plaza.windows] == ["hall-side", "hall-south"]
    assert not any(ground.blocked(*window.at) or ground.room_at(*window.at) for window in plaza.windows)
    assert set(jena.legal) == {(page, language) for page in LEGAL for language in ("de", "en")}
    assert jena.remarks == ()


def test_every_room_of_the_default_pack_has_a_spawn_in_it(jena: Pack) -> None:
    for floor in jena.floors.values():
        for room in floor.rooms:
            points = floor.spawn_points(room)
            assert points, f"{room} has no spawn"
            assert any(floor.room_at(*point) == room for point in points)


def test_nobody_is_trapped_on_the_default_pack(jena: Pack) -> None:
    for floor in jena.floors.values():
        start = floor.spawn_points(START)[0]
        for cell in _standable(floor):
            assert find_path(floor, floor.grid.centre(cell), start) is not None


TILED_DRAWS = frozenset(
    {"svg", "g", "defs", "linearGradient", "radialGradient", "stop"}
    | {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
)
"""Elements of SVG Tiny 1.2, which is what Tiled's own renderer (Qt) knows."""


@pytest.mark.parametrize("drawing", sorted((JENA / "tiles").glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_of_the_default_pack_looks_the_same_in_tiled(drawing: Path) -> None:
    elements = [each.tag.rpartition("}")[2] for each in ElementTree.parse(drawing).iter()]
    assert set(elements) <= TILED_DRAWS
    assert elements.count("svg") == 1, "Qt draws nested pictures at the wrong place or not at all"


def _standable(floor: Floor) -> list[int]:
    """One free cell of every connected part of the floor."""
    grid, left = floor.grid, {cell for cell, solid in enumerate(floor.grid.cells) if not solid}
    found: list[int] = []
    while left:
        edge = [left.pop()]
        found.append(edge[0])
        while edge:
            cell = edge.pop()
            column = cell % grid.columns
            sides = [cell - grid.columns, cell + grid.columns]
            sides += [cell - 1] * (column > 0) + [cell + 1] * (column + 1 < grid.columns)
            for other in left.intersection(sides):
                left.remove(other)
                edge.append(other)
    return found
