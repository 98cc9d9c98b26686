/**
 * Reads a floor: layers below and above the people, furniture, rooms, portals, spawns. Pure; the images
 * themselves are fetched by images.ts.
 */
import {
  classOf,
  flag,
  number,
  type Tmj,
  type TmjLayer,
  type TmjObject,
  type TmjTile,
  type TmjTileset,
  text,
} from "./tiledFormat";
import type { Direction, FloorPortal, FloorRoom, Point, Rect } from "./types";

/** A floor that cannot be drawn; `reason` is a stable word for the caller's message. */
export class FloorError extends Error {
  constructor(readonly reason: "unreachable" | "format" | "infinite" | "encoding") {
    super(reason);
    this.name = "FloorError";
  }
}

/** What one global tile id stands for. */
export interface TileArt {
  readonly url: string;
  /** Where in the image; the whole image when null. */
  readonly crop: Rect | null;
  readonly width: number;
  readonly height: number;
  readonly collides: boolean;
  /** Blocking part relative to the bottom left corner of the object. */
  readonly block: Rect | null;
  readonly kind: string;
  /** How far above the lower edge of the picture it stands on the floor. */
  readonly foot: number;
  /** The way one looks when sitting on it. */
  readonly seat: Direction | null;
}

export interface GroundLayer {
  readonly gids: Uint32Array;
  readonly opacity: number;
}

/** A tile object: x, y is the top left corner, `foot` the y that decides what lies before what. */
export interface Placed extends Rect {
  readonly art: TileArt;
  readonly flipped: boolean;
  readonly foot: number;
}

export interface Marked extends Rect {
  readonly id: string;
  readonly room: string | null;
}

export interface Floor {
  readonly columns: number;
  readonly rows: number;
  readonly tile: number;
  readonly background: string | null;
  readonly tiles: ReadonlyMap<number, TileArt>;
  readonly ground: readonly GroundLayer[];
  readonly over: readonly GroundLayer[];
  /** The numbers of every tile layer, hidden ones too: what one does not see may still block. */
  readonly layers: readonly Uint32Array[];
  readonly decals: readonly Placed[];
  readonly furniture: readonly Placed[];
  readonly rooms: readonly FloorRoom[];
  readonly portals: readonly FloorPortal[];
  readonly spawns: Readonly<Record<string, Point>>;
  readonly screens: readonly Marked[];
  readonly notices: readonly Marked[];
}

export const FLIP_X = 0x80000000;
export const GID_MASK = 0x0fffffff;

function rectOf(value: string): Rect | null {
  const [x, y, width, height] = value.split(",").map(Number);
  return x === undefined || y === undefined || width === undefined || height === undefined
    ? null
    : { x, y, width, height };
}

const SEATS: Readonly<Record<string, Direction>> = { s: 0, e: 1, n: 2, w: 3 };

function artOf(set: TmjTileset, id: number, tile: TmjTile | undefined, base: string): TileArt | null {
  const image = tile?.image ?? set.image;
  if (image === undefined) return null;
  const width = tile?.imagewidth ?? set.tilewidth ?? 32;
  const height = tile?.imageheight ?? set.tileheight ?? 32;
  const columns = set.columns ?? 0;
  const step = (size: number, at: number): number => (set.margin ?? 0) + at * (size + (set.spacing ?? 0));
  const crop =
    tile?.image === undefined && columns > 0
      ? { x: step(width, id % columns), y: step(height, Math.floor(id / columns)), width, height }
      : null;
  return {
    url: new URL(image, base).href,
    crop,
    width,
    height,
    collides: tile !== undefined && flag(tile, "collides"),
    block: tile === undefined ? null : rectOf(text(tile, "block")),
    kind: tile === undefined ? "" : classOf(tile),
    foot: tile === undefined ? 0 : number(tile, "foot"),
    seat: tile === undefined ? null : (SEATS[text(tile, "seat")] ?? null),
  };
}

function readTileset(set: TmjTileset, base: string, into: Map<number, TileArt>): void {
  const listed = new Map((set.tiles ?? []).map((tile) => [tile.id, tile]));
  const ids =
    set.image === undefined ? [...listed.keys()] : Array.from({ length: set.tilecount ?? 0 }, (_, i) => i);
  for (const id of ids) {
    const art = artOf(set, id, listed.get(id), base);
    if (art !== null) into.set(set.firstgid + id, art);
  }
}

function flat(layers: readonly TmjLayer[]): TmjLayer[] {
  return layers.flatMap((layer) => (layer.type === "group" ? flat(layer.layers ?? []) : [layer]));
}

function placedOf(object: TmjObject, tiles: ReadonlyMap<number, TileArt>): Placed | null {
  const gid = object.gid ?? 0;
  const art = tiles.get(gid & GID_MASK);
  if (art === undefined) return null;
  return {
    x: object.x,
    y: object.y - object.height,
    width: object.width,
    height: object.height,
    art,
    flipped: (gid & FLIP_X) !== 0,
    foot: object.y - art.foot,
  };
}

const within = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

function areaOf(rect: Rect): number {
  return rect.width * rect.height;
}

export function contains(rect: Rect, point: Point): boolean {
  return (
    point.x >= rect.x && point.y >= rect.y && point.x < rect.x + rect.width && point.y < rect.y + rect.height
  );
}

function plain(object: TmjObject): Rect {
  return { x: object.x, y: object.y, width: object.width, height: object.height };
}

function readRooms(objects: readonly TmjObject[]): FloorRoom[] {
  const rooms = objects.filter((each) => classOf(each) === "room");
  const doors = objects.filter((each) => classOf(each) === "door");
  return rooms.map((room) => {
    const around = rooms
      .filter((other) => other !== room && within(room, other) && areaOf(other) > areaOf(room))
      .sort((a, b) => areaOf(a) - areaOf(b));
    return {
      ...plain(room),
      id: room.name,
      kind: text(room, "kind") || "meeting",
      parent: around[0]?.name ?? null,
      lockable: flag(room, "lockable"),
      doors: doors.filter((door) => text(door, "room") === room.name).map(plain),
    };
  });
}

function markedOf(object: TmjObject): Marked {
  return { ...plain(object), id: object.name || String(object.id), room: text(object, "room") || null };
}

/** Whether things on a layer stand among the people. Tiled 1.8 has no classes of layers: there the name says it. */
const stands = (layer: TmjLayer): boolean => (layer.class || layer.name.split("/").at(-1)) === "furniture";

/** Reads a parsed `.tmj`; `base` is its address, for the images. Throws `FloorError`. */
export function readFloor(tmj: Tmj, base: string): Floor {
  if (tmj.infinite === true) throw new FloorError("infinite");
  if (!Array.isArray(tmj.layers) || !Array.isArray(tmj.tilesets)) throw new FloorError("format");
  const tiles = new Map<number, TileArt>();
  for (const set of tmj.tilesets) readTileset(set, base, tiles);
  const layers = flat(tmj.layers);
  const people = layers.findIndex(
    (layer) => layer.name === "floorLayer" || layer.name.endsWith("/floorLayer"),
  );
  const drawn = layers.map((layer) => (layer.type === "tilelayer" ? groundOf(layer, tmj) : null));
  const grounds = (from: number, to: number): GroundLayer[] =>
    drawn.slice(from, to).filter((each) => each !== null && each.opacity > 0) as GroundLayer[];
  const split = people < 0 ? layers.length : people;
  const groups = layers.filter((layer) => layer.type === "objectgroup");
  const objects = groups.flatMap((layer) => layer.objects ?? []);
  const standing = groups.filter(stands).flatMap((layer) => layer.objects ?? []);
  const lying = groups.filter((layer) => !stands(layer)).flatMap((layer) => layer.objects ?? []);
  const place = (from: readonly TmjObject[]): Placed[] =>
    from.map((each) => placedOf(each, tiles)).filter((each) => each !== null);
  const ofClass = (name: string): TmjObject[] =>
    objects.filter((each) => classOf(each) === name && each.gid === undefined);
  return {
    columns: tmj.width,
    rows: tmj.height,
    tile: tmj.tilewidth,
    background: tmj.backgroundcolor ?? null,
    tiles,
    ground: grounds(0, split),
    over: grounds(split, layers.length),
    layers: drawn.flatMap((each) => (each === null ? [] : [each.gids])),
    decals: place(lying),
    furniture: place(standing),
    rooms: readRooms(objects),
    portals: ofClass("portal").map((each) => ({
      ...plain(each),
      id: each.name || String(each.id),
      floor: text(each, "floor"),
      spawn: text(each, "spawn"),
    })),
    spawns: Object.fromEntries(
      ofClass("spawn").map((each) => [
        text(each, "name") || each.name,
        { x: Math.round(each.x + each.width / 2), y: Math.round(each.y + each.height / 2) },
      ]),
    ),
    screens: ofClass("stage").map(markedOf),
    notices: ofClass("notice").map(markedOf),
  };
}

function groundOf(layer: TmjLayer, tmj: Tmj): GroundLayer {
  if (!Array.isArray(layer.data) || layer.data.length !== tmj.width * tmj.height)
    throw new FloorError("encoding");
  return { gids: Uint32Array.from(layer.data), opacity: layer.visible === false ? 0 : (layer.opacity ?? 1) };
}
