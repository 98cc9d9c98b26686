/** Ground drawn beforehand: squares of 10x10 tiles, kept for one scale, made a few a frame while walking. */
import { sheetOf } from "./images";
import { FLIP_X, type Floor, GID_MASK, type GroundLayer, type Placed } from "./tiled";
import type { Picture, TileSprites } from "./tileSprites";
import type { Rect } from "./types";

const CHUNK_TILES = 10;
const MOST_BYTES = 96 * 1024 * 1024;
const FLIP_Y = 0x40000000;
/** Chunks are known by row and column, which may be negative, as one number. */
const KEY_ROW = 4096;

type Pen = CanvasRenderingContext2D;

/** How floor pixels lie on the canvas, in device pixels. */
export interface Frame {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export class Chunks {
  private made = new Map<number, HTMLCanvasElement>();
  /** Those of before, shown (of another scale: stretched) until the new ones are made. */
  private before = new Map<number, HTMLCanvasElement>();
  private scale = 0;
  private readonly side: number;
  private readonly down: number;
  private readonly across: number;

  constructor(
    private readonly floor: Floor,
    private readonly layers: readonly GroundLayer[],
    private readonly decals: readonly Placed[],
    private readonly sprites: TileSprites,
    /** The lowest layer goes on beyond the edge, so that the floor does not float in nothing. */
    private readonly endless = false,
  ) {
    this.side = CHUNK_TILES * floor.tile;
    this.across = Math.ceil(floor.columns / CHUNK_TILES);
    this.down = Math.ceil(floor.rows / CHUNK_TILES);
  }

  /** Nothing lies in these layers. */
  get empty(): boolean {
    return this.decals.length === 0 && this.layers.every((layer) => layer.gids.every((gid) => gid === 0));
  }

  use(scale: number): void {
    if (scale === this.scale) return;
    this.again();
    this.scale = scale;
  }

  /** Makes all chunks anew; those there are stay in sight meanwhile. */
  again(): void {
    if (this.made.size > 0) this.before = this.made;
    this.made = new Map();
  }

  /** Draws what `seen` (floor pixels) shows; new chunks may take `budget` milliseconds. True when all are there. */
  draw(pen: Pen, frame: Frame, seen: Rect, budget: number): boolean {
    const begun = performance.now();
    let complete = true;
    for (const [column, row] of this.within(seen)) {
      const key = row * KEY_ROW + column;
      const late = performance.now() - begun > budget;
      const chunk = this.made.get(key) ?? (late ? undefined : this.make(column, row, key));
      if (chunk === undefined) complete = false;
      const shown = chunk ?? this.before.get(key);
      if (shown !== undefined) this.stamp(pen, frame, shown, column, row);
    }
    if (complete) this.before.clear();
    return complete;
  }

  private *within(seen: Rect): Generator<[number, number]> {
    const reach = this.endless ? Number.POSITIVE_INFINITY : 0;
    const first = (at: number): number => Math.max(-reach, Math.floor(at / this.side));
    const last = (at: number, most: number): number => Math.min(most - 1 + reach, Math.floor(at / this.side));
    const right = last(seen.x + seen.width, this.across);
    for (let row = first(seen.y); row <= last(seen.y + seen.height, this.down); row++) {
      for (let column = first(seen.x); column <= right; column++) yield [column, row];
    }
  }

  private stamp(pen: Pen, frame: Frame, chunk: HTMLCanvasElement, column: number, row: number): void {
    const edge = (at: number): number => Math.round(at * this.side * frame.scale);
    const [x, y] = [edge(column), edge(row)];
    const [width, height] = [edge(column + 1) - x, edge(row + 1) - y];
    if (chunk.width === width && chunk.height === height) pen.drawImage(chunk, frame.left + x, frame.top + y);
    else pen.drawImage(chunk, frame.left + x, frame.top + y, width, height);
  }

  private make(column: number, row: number, key: number): HTMLCanvasElement {
    const edge = (at: number): number => Math.round(at * this.side * this.scale);
    const [canvas, pen] = sheetOf(edge(column + 1) - edge(column), edge(row + 1) - edge(row));
    pen.translate(-edge(column), -edge(row));
    for (const layer of this.layers) this.tiles(pen, layer, column, row);
    this.lay(pen, { x: column * this.side, y: row * this.side, width: this.side, height: this.side });
    const bytes = canvas.width * canvas.height * 4;
    if ((this.made.size + 1) * bytes > MOST_BYTES) this.made.delete(this.made.keys().next().value ?? key);
    this.made.set(key, canvas);
    return canvas;
  }

  private tiles(pen: Pen, layer: GroundLayer, column: number, row: number): void {
    const [across, down] = [this.floor.columns - 1, this.floor.rows - 1];
    const beyond = this.endless && layer === this.layers[0];
    pen.globalAlpha = layer.opacity;
    for (let y = row * CHUNK_TILES; y < (row + 1) * CHUNK_TILES; y++) {
      for (let x = column * CHUNK_TILES; x < (column + 1) * CHUNK_TILES; x++) {
        const [nearX, nearY] = [Math.min(across, Math.max(0, x)), Math.min(down, Math.max(0, y))];
        if (!beyond && (nearX !== x || nearY !== y)) continue;
        const gid = layer.gids[nearY * this.floor.columns + nearX] ?? 0;
        if (gid !== 0) this.tile(pen, gid, x, y);
      }
    }
    pen.globalAlpha = 1;
  }

  private tile(pen: Pen, gid: number, column: number, row: number): void {
    const art = this.floor.tiles.get(gid & GID_MASK);
    const picture = art === undefined ? null : this.sprites.get(art);
    if (art === undefined || picture === null) return;
    const { tile } = this.floor;
    const edge = (at: number): number => Math.round(at * this.scale);
    // A tile higher than the grid reaches upwards from its cell, as Tiled draws it.
    const [x, y] = [edge(column * tile), edge((row + 1) * tile - art.height)];
    const width = edge(column * tile + art.width) - x;
    stampPicture(pen, picture, { x, y, width, height: edge((row + 1) * tile) - y }, gid);
  }

  private lay(pen: Pen, chunk: Rect): void {
    for (const each of this.decals.filter((decal) => overlap(decal, chunk))) {
      const picture = this.sprites.get(each.art);
      if (picture !== null) stampPicture(pen, picture, scaled(each, this.scale), each.flipped ? FLIP_X : 0);
    }
  }
}

function scaled(rect: Rect, scale: number): Rect {
  const [x, y] = [Math.round(rect.x * scale), Math.round(rect.y * scale)];
  return { x, y, width: Math.round(rect.width * scale), height: Math.round(rect.height * scale) };
}

/** Draws a picture into a box of device pixels, turned over as the flip bits say. */
export function stampPicture(pen: Pen, picture: Picture, to: Rect, flips: number): void {
  const { canvas, x, y, width, height } = picture;
  if ((flips & (FLIP_X | FLIP_Y)) === 0) {
    pen.drawImage(canvas, x, y, width, height, to.x, to.y, to.width, to.height);
    return;
  }
  pen.save();
  pen.translate(to.x + to.width / 2, to.y + to.height / 2);
  pen.scale((flips & FLIP_X) !== 0 ? -1 : 1, (flips & FLIP_Y) !== 0 ? -1 : 1);
  pen.drawImage(canvas, x, y, width, height, -to.width / 2, -to.height / 2, to.width, to.height);
  pen.restore();
}
