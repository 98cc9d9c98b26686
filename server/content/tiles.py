"""From the tilesets of a map: which tiles exist and block, where one sits, whether the pictures are there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rooms.grid import CELL, Grid, Rect, block
from rooms.tilemap import Seat
from server.content.faults import In
from server.content.sentences import Words
from server.content.sentences import place as placed
from server.content.tiled import TILE, Layer, MapObject, Tile, TiledMap, Tileset, plain_gid

PICTURES = frozenset({".svg", ".png", ".webp"})
_FACING = {"s": 0, "e": 1, "n": 2, "w": 3}


@dataclass(frozen=True, slots=True)
class TileTrait:
    """What a tile does. ``block`` is relative to its lower left corner, None for the whole tile."""

    collides: bool = False
    block: Rect | None = None
    foot: int = 0
    seat: int | None = None
    width: int = TILE
    height: int = TILE

    def blocks(self, left: int, bottom: int) -> Rect | None:
        """What is blocked when the tile's lower left corner lies there."""
        if not self.collides:
            return None
        part = self.block or Rect(0, -self.height, self.width, self.height)
        return Rect(left + part.x, bottom + part.y, part.w, part.h)


class Tiles:
    """All tiles of one map by their number."""

    def __init__(self, found: TiledMap, path: Path, root: Path, told: In) -> None:
        self._told = told
        self._traits: dict[int, TileTrait] = {}
        self._ranges: list[range] = []
        for tileset in found.tilesets:
            self._take(tileset)
            for image in _images(tileset):
                _check_picture(image, path, root, told)

    def trait(self, gid: int) -> TileTrait | None:
        """What a tile does; None when no tileset has it."""
        plain = plain_gid(gid)
        if plain in self._traits:
            return self._traits[plain]
        return TileTrait() if any(plain in each for each in self._ranges) else None

    def _take(self, tileset: Tileset) -> None:
        if tileset.image:
            self._ranges.append(range(tileset.firstgid, tileset.firstgid + tileset.tilecount))
        for tile in tileset.tiles:
            self._traits[tileset.firstgid + tile.id] = self._read(tileset, tile)

    def _read(self, tileset: Tileset, tile: Tile) -> TileTrait:
        place = placed("tileset.tile", name=tileset.name, number=tile.id)
        foot, seat = tile.value("foot"), tile.text("seat")
        if seat and seat not in _FACING:
            self._told.add("map.seat", place, found=repr(seat))
        return TileTrait(
            collides=tile.flag("collides"),
            block=self._block(tile.text("block"), place),
            foot=foot if isinstance(foot, int) and 0 <= foot <= tile.imageheight else 0,
            seat=_FACING.get(seat),
            width=tile.imagewidth or TILE,
            height=tile.imageheight or TILE,
        )

    def _block(self, text: str, place: Words) -> Rect | None:
        if not text:
            return None
        try:
            x, y, w, h = (int(part) for part in text.split(","))
        except ValueError:
            self._told.add("map.block", place, found=repr(text))
            return None
        return Rect(x, y, w, h)


def solid(found: TiledMap, tiles: Tiles, told: In) -> Grid:
    """The grid of what blocks: tiles that collide, and furniture with its blocking rectangle."""
    columns, rows = found.width * TILE // CELL, found.height * TILE // CELL
    cells = bytearray(columns * rows)
    for layer in found.flat():
        rects = (
            _layer_blocks(found, layer, tiles, told) if layer.type == "tilelayer" else _set_up(layer, tiles)
        )
        for rect in rects:
            block(cells, columns, rows, rect)
    return Grid(columns, rows, bytes(cells))


def _layer_blocks(found: TiledMap, layer: Layer, tiles: Tiles, told: In) -> Iterator[Rect]:
    if isinstance(layer.data, str):
        return
    traits = {gid: tiles.trait(gid) for gid in set(layer.data) - {0}}
    for gid, trait in traits.items():
        if trait is None:
            row, column = divmod(layer.data.index(gid), found.width)
            place = placed("layer.tile", name=layer.name, column=column, row=row)
            told.add("map.unknown_tile", place, tile=plain_gid(gid))
    hard = {gid: trait for gid, trait in traits.items() if trait is not None and trait.collides}
    for at, gid in enumerate(layer.data if hard else ()):
        if gid in hard:
            row, column = divmod(at, found.width)
            rect = hard[gid].blocks(column * TILE, (row + 1) * TILE)
            if rect is not None:
                yield rect


def _set_up(layer: Layer, tiles: Tiles) -> Iterator[Rect]:
    for thing in layer.objects:
        trait = tiles.trait(thing.gid) if thing.gid else None
        rect = trait.blocks(round(thing.x), round(thing.y)) if trait else None
        if rect is not None:
            yield rect


def seats(found: TiledMap, tiles: Tiles, told: In) -> tuple[Seat, ...]:
    """The places to sit; things whose tile is unknown are told here."""
    every = [(layer, thing) for layer in found.flat() for thing in layer.objects if thing.gid]
    return tuple(seat for layer, thing in every if (seat := _seat(layer, thing, tiles, told)) is not None)


def _seat(layer: Layer, thing: MapObject, tiles: Tiles, told: In) -> Seat | None:
    trait = tiles.trait(thing.gid)
    if trait is None:
        place = placed("layer.object", name=layer.name, number=thing.id)
        told.add("map.unknown_tile/object", place, tile=plain_gid(thing.gid))
        return None
    if trait.seat is None:
        return None
    return Seat(round(thing.x) + trait.width // 2, round(thing.y) - trait.foot, trait.seat)


def _images(tileset: Tileset) -> Iterator[str]:
    if tileset.image:
        yield tileset.image
    yield from (tile.image for tile in tileset.tiles if tile.image)


def _check_picture(image: str, path: Path, root: Path, told: In) -> None:
    place = placed("picture", name=image)
    pure = PurePosixPath(image)
    if pure.suffix.lower() not in PICTURES:
        told.add("map.picture_kind", place, kinds=", ".join(sorted(PICTURES)))
    elif not set(image).isdisjoint("\\\0") or pure.is_absolute() or not _within(path, image, root):
        told.add("map.picture_outside", place)
    elif not (path.parent / image).is_file():
        told.add("map.picture_missing", place)


def _within(path: Path, image: str, root: Path) -> bool:
    return (path.parent / image).resolve().is_relative_to(root.resolve())
