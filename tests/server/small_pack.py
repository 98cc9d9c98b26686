"""A small sound pack in a folder, to be broken in one place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Json = dict[str, Any]

HUB = """
format = 1
id = "small"
languages = ["de", "en"]
start = "square"

[name]
de = "Klein"
en = "Small"

[[floors]]
id = "square"
file = "floors/square.tmj"

[legal]
imprint = "texts/{language}.md"
privacy = "texts/{language}.md"
accessibility = "texts/{language}.md"
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32" viewBox="0 0 64 32"/>'
WIDTH, HEIGHT = 12, 10


def properties(**values: str | int | bool) -> list[Json]:
    """Custom properties as Tiled writes them."""
    return [{"name": name, "value": value} for name, value in values.items()]


def area(cls: str, name: str, x: int, y: int, w: int, h: int, **values: str | int | bool) -> Json:
    """An object of a class; place and size in tiles."""
    return {
        "id": x + y * 100,
        "type": cls,
        "name": name,
        "x": x * 32,
        "y": y * 32,
        "width": w * 32,
        "height": h * 32,
        "properties": properties(**values),
    }


def walls() -> list[int]:
    """A room with walls at columns 1 to 5, rows 1 to 5, its doorway two tiles wide below."""
    edge = [(c, r) for c in range(1, 6) for r in range(1, 6) if c in (1, 5) or r in (1, 5)]
    return [
        2 if (at % WIDTH, at // WIDTH) in set(edge) - {(3, 5), (4, 5)} else 0 for at in range(WIDTH * HEIGHT)
    ]


def small_map() -> Json:
    """A square with one room that can be locked."""
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "tilewidth": 32,
        "tileheight": 32,
        "orientation": "orthogonal",
        "infinite": False,
        "properties": properties(title_de="Platz", title_en="Square"),
        "tilesets": [
            {
                "firstgid": 1,
                "name": "ground",
                "image": "../tiles/ground.svg",
                "columns": 2,
                "tilecount": 2,
                "tiles": [{"id": 1, "properties": properties(collides=True)}],
            }
        ],
        "layers": [
            {"type": "tilelayer", "name": "ground", "data": [1] * (WIDTH * HEIGHT)},
            {"type": "tilelayer", "name": "walls", "data": walls()},
            {"type": "objectgroup", "name": "floorLayer", "objects": small_areas()},
        ],
    }


def small_areas() -> list[Json]:
    """The areas of the small map."""
    texts = {"title_de": "Raum", "title_en": "Room", "kind": "meeting", "lockable": True}
    return [
        area("spawn", "start", 8, 7, 2, 2),
        area("room", "room", 2, 2, 3, 3, **texts),
        area("door", "", 3, 5, 2, 1, room="room"),
    ]


def write_pack(root: Path, change: Callable[[Json], object] | None = None, hub: str = HUB) -> Path:
    """Write the pack into ``root`` with its map changed."""
    found = small_map()
    if change is not None:
        change(found)
    return write_text_pack(root, json.dumps(found), hub)


def write_text_pack(root: Path, text: str, hub: str = HUB) -> Path:
    """Write the pack with any text as its map."""
    for folder in ("floors", "tiles", "texts"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "hub.toml").write_text(hub, "utf-8")
    (root / "floors" / "square.tmj").write_text(text, "utf-8")
    (root / "tiles" / "ground.svg").write_text(SVG, "utf-8")
    for language in ("de", "en"):
        (root / "texts" / f"{language}.md").write_text("# Text\n", "utf-8")
    return root
