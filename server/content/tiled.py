"""Tiled's JSON map format (.tmj), version 1.8 to 1.11, as far as a floor needs it.

Read: orthogonal, finite maps of 32 px tiles, layers with plain (CSV) data, groups, embedded tilesets.
Refused by name: everything else. Sizes are capped before anything is built from them.
https://doc.mapeditor.org/en/stable/reference/json-map-format/
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from server.content.faults import In
from server.content.sentences import place

MOST_BYTES = 6 * 1024 * 1024
MOST_TILES = 256
"""Tiles along one side of a floor. A position record (u16 pixels) would allow 2047."""

TILE = 32
_FLAGS = 0xF0000000
"""The upper bits of a tile number turn its picture.
https://doc.mapeditor.org/en/stable/reference/global-tile-ids/
"""

_SHOWN = 12
"""Schema errors told of one file."""

Pixels = Annotated[float, Field(ge=-65535, le=65535)]
Gid = Annotated[int, Field(ge=0, lt=1 << 32)]
Name = Annotated[str, Field(max_length=200)]


class Part(BaseModel):
    """Anything in a map: unknown keys are Tiled's business, numbers are finite."""

    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)


class Property(Part):
    """A custom property."""

    name: str = Field(max_length=80)
    value: Any = None


class Described(Part):
    """Anything that carries custom properties."""

    properties: list[Property] = Field(fail_fast=True, default_factory=list[Property], max_length=100)

    def text(self, name: str) -> str:
        """A property as text, whatever its case; empty when it is not there."""
        value = self.value(name)
        return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""

    def flag(self, name: str) -> bool:
        """A property as yes or no."""
        return self.value(name) is True

    def value(self, name: str) -> Any:
        """A property as it stands in the file, or None."""
        return next((each.value for each in self.properties if each.name.lower() == name.lower()), None)


class Tile(Described):
    """A tile with something to say: properties, or a picture of its own."""

    id: int = Field(ge=0, le=1_000_000)
    image: Name = ""
    imagewidth: int = Field(default=0, ge=0, le=8192)
    imageheight: int = Field(default=0, ge=0, le=8192)


class Tileset(Described):
    """An embedded tileset. ``source`` is only there when it is not embedded."""

    firstgid: int = Field(ge=1, le=_FLAGS)
    name: Name = ""
    source: str = ""
    image: Name = ""
    tilecount: int = Field(default=0, ge=0, le=1_000_000)
    tiles: list[Tile] = Field(fail_fast=True, default_factory=list[Tile], max_length=20_000)


class MapObject(Described):
    """A rectangle, or a picture (``gid``) whose ``x`` and ``y`` are its lower left corner."""

    id: int = 0
    name: Name = ""
    type: Name = ""
    class_: Name = Field(default="", alias="class")
    x: Pixels
    y: Pixels
    width: Pixels = 0
    height: Pixels = 0
    gid: Gid = 0

    @property
    def kind(self) -> str:
        """The class of the object: Tiled 1.9 calls it ``class``, all others ``type``."""
        return self.class_ or self.type


class Layer(Described):
    """A layer of tiles, of objects, of other layers (group), or a picture (ignored)."""

    name: Name = ""
    type: Literal["tilelayer", "objectgroup", "group", "imagelayer"]
    class_: str = Field(default="", max_length=80, alias="class")
    width: int = 0
    height: int = 0
    data: Annotated[list[Gid], Field(max_length=MOST_TILES**2, fail_fast=True)] | str = Field(
        default_factory=list[int]
    )
    chunks: list[Any] | None = None
    objects: list[MapObject] = Field(fail_fast=True, default_factory=list[MapObject], max_length=10_000)
    layers: list["Layer"] = Field(fail_fast=True, default_factory=list["Layer"], max_length=100)


class TiledMap(Described):
    """A whole map."""

    width: int = Field(ge=1)
    height: int = Field(ge=1)
    tilewidth: int
    tileheight: int
    orientation: str
    infinite: bool = False
    layers: list[Layer] = Field(fail_fast=True, max_length=100)
    tilesets: list[Tileset] = Field(fail_fast=True, max_length=200)

    def flat(self) -> Iterator[Layer]:
        """All layers from the lowest up, those of groups too."""
        return _flat(self.layers)


def _flat(layers: list[Layer]) -> Iterator[Layer]:
    for layer in layers:
        yield layer
        yield from _flat(layer.layers)


def plain_gid(gid: int) -> int:
    """A tile number without the bits that turn the picture."""
    return gid & ~_FLAGS


def read_map(path: Path, told: In) -> TiledMap:
    """Read and check one map; ``Stop`` when it cannot be used at all."""
    found = _validated(_parsed(path, told), told)
    _refuse(found, told)
    return found


def _parsed(path: Path, told: In) -> object:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise told.stop("map.too_large", most=MOST_BYTES // 1024 // 1024)
        return json.loads(path.read_bytes(), parse_constant=_no_constant)
    except OSError:
        raise told.stop("map.missing") from None
    except (ValueError, RecursionError) as error:
        at = place("line", number=error.lineno) if isinstance(error, json.JSONDecodeError) else ""
        raise told.stop("map.not_json", at) from None


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _validated(found: object, told: In) -> TiledMap:
    try:
        return TiledMap.model_validate(found)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False)[:_SHOWN]:
            told.add("map.schema", ".".join(str(part) for part in each["loc"]), error=each["msg"])
        raise told.stop("map.unusable") from None


def _refuse(found: TiledMap, told: In) -> None:
    if found.infinite or any(layer.chunks is not None for layer in found.flat()):
        told.add("map.infinite")
    if found.orientation != "orthogonal":
        told.add("map.orientation", orientation=repr(found.orientation))
    if (found.tilewidth, found.tileheight) != (TILE, TILE):
        told.add("map.tile_size", size=f"{found.tilewidth} x {found.tileheight}", wanted=f"{TILE} x {TILE}")
    if max(found.width, found.height) > MOST_TILES:
        told.add("map.too_wide", size=f"{found.width} x {found.height}", most=MOST_TILES)
    for layer in found.flat():
        _refuse_layer(found, layer, told)
    for tileset in found.tilesets:
        if tileset.source:
            told.add("map.external_tileset", place("tileset", name=tileset.source))


def _refuse_layer(found: TiledMap, layer: Layer, told: In) -> None:
    where, wanted = place("layer", name=layer.name), found.width * found.height
    if layer.type != "tilelayer" or found.infinite:
        return
    if isinstance(layer.data, str):
        told.add("map.compressed", where)
    elif len(layer.data) != wanted:
        told.add("map.tile_count", where, found=len(layer.data), wanted=wanted)
