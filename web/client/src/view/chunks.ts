/** Ground drawn beforehand: squares of 10x10 tiles, kept for one scale, made a few a frame while walking. */
import { sheetOf } from "./images";
import { contains, FLIP_X, type Floor, GID_MASK, type GroundLayer, type Placed } from "./tiled";
import type { TileSprites } from "./tileSprites";
import type { Rect } from "./types";

const CHUNK_TILES = 10;
/** Memory bound: chunks farther from the view than this many are dropped. */
const KEEP = 160;
const FLIP_Y = 0x40000000;

type Pen = CanvasRenderingContext2D;

export interface Frame {
  /** Device pixels a floor pixel. */
  readonly scale: number;
  /** Device pixel of the floor's origin. */
  readonly left: number;
  readonly top: number;
}

export class Chunks {
  private readonly made = new Map<number, HTMLCanvasElement>();
  private scale = 0;
  private readonly side: number;
  private readonly across: number;

  constructor(
    private readonly floor: Floor,
    private readonly layers: readonly GroundLayer[],
    private readonly decals: readonly Placed[],
    private readonly sprites: TileSprites,
  ) {
    this.side = CHUNK_TILES * floor.tile;
    this.across = Math.ceil(floor.columns / CHUNK_TILES);
  }

  /** Nothing lies in these layers. */
  get empty(): boolean {
    return this.decals.length === 0 && this.layers.every((layer) => layer.gids.every((gid) => gid === 0));
  }

  clear(): void {
    this.made.clear();
  }

  use(scale: number): void {
    if (scale === this.scale) return;
    this.scale = scale;
    this.made.clear();
  }

  /** Draws what `seen` (floor pixels) shows; `budget` milliseconds may be spent on new chunks beyond the first. */
  draw(pen: Pen, frame: Frame, seen: Rect, budget: number): boolean {
    const begun = performance.now();
    let complete = true;
    for (const [column, row] of this.within(seen)) {
      const key = row * this.across + column;
      const late = performance.now() - begun > budget;
      const chunk = this.made.get(key) ?? (late ? undefined : this.make(column, row, key));
      if (chunk === undefined) complete = false;
      else this.stamp(pen, frame, chunk, column, row);
    }
    return complete;
  }

  private *within(seen: Rect): Generator<[number, number]> {
    const down = Math.ceil(this.floor.rows / CHUNK_TILES);
    const last = (at: number, most: number): number => Math.min(most - 1, Math.floor(at / this.side));
    for (let row = Math.max(0, Math.floor(seen.y / this.side)); row <= last(seen.y + seen.height, down); row++) {
      const right = last(seen.x + seen.width, this.across);
      for (let column = Math.max(0, Math.floor(seen.x / this.side)); column <= right; column++) yield [column, row];
    }
  }

  private stamp(pen: Pen, frame: Frame, chunk: HTMLCanvasElement, column: number, row: number): void {
    const edge = (at: number): number => Math.round(at * this.side * frame.scale);
    const x = edge(column);
    const y = edge(row);
    if (frame.scale === this.scale) pen.drawImage(chunk, frame.left + x, frame.top + y);
    else pen.drawImage(chunk, frame.left + x, frame.top + y, edge(column + 1) - x, edge(row + 1) - y);
  }

  private make(column: number, row: number, key: number): HTMLCanvasElement {
    const edge = (at: number): number => Math.round(at * this.side * this.scale);
    const [canvas, pen] = sheetOf(edge(column + 1) - edge(column), edge(row + 1) - edge(row));
    pen.translate(-edge(column), -edge(row));
    for (const layer of this.layers) this.tiles(pen, layer, column, row);
    this.lay(pen, { x: column * this.side, y: row * this.side, width: this.side, height: this.side });
    if (this.made.size >= KEEP) this.made.delete(this.made.keys().next().value ?? key);
    this.made.set(key, canvas);
    return canvas;
  }

  private tiles(pen: Pen, layer: GroundLayer, column: number, row: number): void {
    const right = Math.min(this.floor.columns, (column + 1) * CHUNK_TILES);
    const bottom = Math.min(this.floor.rows, (row + 1) * CHUNK_TILES);
    pen.globalAlpha = layer.opacity;
    for (let y = row * CHUNK_TILES; y < bottom; y++) {
      for (let x = column * CHUNK_TILES; x < right; x++) {
        const gid = layer.gids[y * this.floor.columns + x] ?? 0;
        if (gid !== 0) this.tile(pen, gid >>> 0, x, y);
      }
    }
    pen.globalAlpha = 1;
  }

  private tile(pen: Pen, gid: number, column: number, row: number): void {
    const art = this.floor.tiles.get(gid & GID_MASK);
    const picture = art === undefined ? null : this.sprites.get(art, art.width, art.height);
    if (art === undefined || picture === null) return;
    const { tile } = this.floor;
    const x = Math.round(column * tile * this.scale);
    // A tile higher than the grid reaches upwards from its cell, as Tiled draws it.
    const y = Math.round(((row + 1) * tile - art.height) * this.scale);
    const w = Math.round((column * tile + art.width) * this.scale) - x;
    const h = Math.round((row + 1) * tile * this.scale) - y;
    if ((gid & (FLIP_X | FLIP_Y)) === 0) pen.drawImage(picture, x, y, w, h);
    else this.flipped(pen, picture, { x, y, width: w, height: h }, gid);
  }

  private flipped(pen: Pen, picture: HTMLCanvasElement, at: Rect, gid: number): void {
    const across = (gid & FLIP_X) !== 0 ? -1 : 1;
    const down = (gid & FLIP_Y) !== 0 ? -1 : 1;
    pen.save();
    pen.translate(at.x + at.width / 2, at.y + at.height / 2);
    pen.scale(across, down);
    pen.drawImage(picture, -at.width / 2, -at.height / 2, at.width, at.height);
    pen.restore();
  }

  private lay(pen: Pen, chunk: Rect): void {
    const corner = (each: Placed): boolean =>
      each.x < chunk.x + chunk.width && each.x + each.width > chunk.x &&
      each.y < chunk.y + chunk.height && each.y + each.height > chunk.y;
    for (const each of this.decals) {
      if (!corner(each) && !contains(chunk, each)) continue;
      const picture = this.sprites.get(each.art, each.width, each.height);
      if (picture !== null) pen.drawImage(picture, Math.round(each.x * this.scale), Math.round(each.y * this.scale));
    }
  }
}
