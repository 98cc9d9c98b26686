/**
 * Where a foot fits: the same grid of 16 px cells, and the same foot of 12x6 px, as the server's `rooms/grid.py`,
 * so that a predicted way is never corrected for a wall.
 */
import { type Floor, GID_MASK, type Placed, type TileArt } from "./tiled";
import type { FloorRoom, LoadedFloor, Point, Rect, Seat, Walls } from "./types";

export const CELL = 16;
const HALF_W = 6;
const HALF_H = 3;

const cellOf = (at: number): number => Math.floor(at / CELL);

/** Writes `value` into every cell the rectangle touches. */
function mark<T>(cells: { [cell: number]: T }, columns: number, rows: number, rect: Rect, value: T): void {
  const right = Math.min(Math.ceil((rect.x + rect.width) / CELL), columns);
  const bottom = Math.min(Math.ceil((rect.y + rect.height) / CELL), rows);
  for (let row = Math.max(cellOf(rect.y), 0); row < bottom; row++) {
    for (let column = Math.max(cellOf(rect.x), 0); column < right; column++)
      cells[row * columns + column] = value;
  }
}

/** What of a picture blocks, given the lower left corner it stands on. */
function blockOf(art: TileArt, left: number, bottom: number): Rect {
  if (art.block === null) return { x: left, y: bottom - art.height, width: art.width, height: art.height };
  return { ...art.block, x: left + art.block.x, y: bottom + art.block.y };
}

function* blocks(floor: Floor): Generator<Rect> {
  const { tile } = floor;
  for (const gids of floor.layers) {
    for (let at = 0; at < gids.length; at++) {
      const art = floor.tiles.get((gids[at] ?? 0) & GID_MASK);
      if (art?.collides !== true) continue;
      const row = Math.floor(at / floor.columns);
      yield blockOf(art, (at - row * floor.columns) * tile, (row + 1) * tile);
    }
  }
  const solid = (each: Placed): boolean => each.art.collides;
  for (const each of [...floor.furniture, ...floor.decals].filter(solid)) {
    yield blockOf(each.art, Math.round(each.x), Math.round(each.y + each.height));
  }
}

class Grid implements Walls {
  readonly width: number;
  readonly height: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly solid: Uint8Array;
  private readonly chains: (readonly string[])[];

  constructor(floor: Floor) {
    this.width = floor.columns * floor.tile;
    this.height = floor.rows * floor.tile;
    this.columns = this.width / CELL;
    this.rows = this.height / CELL;
    this.solid = new Uint8Array(this.columns * this.rows);
    for (const rect of blocks(floor)) mark(this.solid, this.columns, this.rows, rect, 1);
    this.chains = this.chainsOf(floor.rooms);
  }

  blocked(x: number, y: number, closed?: ReadonlySet<string>): boolean {
    const [left, right] = [cellOf(x - HALF_W), cellOf(x + HALF_W - 1)];
    const [top, bottom] = [cellOf(y - HALF_H), cellOf(y + HALF_H - 1)];
    if (left < 0 || top < 0 || right >= this.columns || bottom >= this.rows) return true;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        if (this.solid[row * this.columns + column] === 1) return true;
      }
    }
    return closed !== undefined && closed.size > 0 && this.rooms({ x, y }).some((room) => closed.has(room));
  }

  lineFree(from: Point, to: Point): boolean {
    if (this.blocked(from.x, from.y) || this.blocked(to.x, to.y)) return false;
    const [a, b] = from.x < to.x || (from.x === to.x && from.y <= to.y) ? [from, to] : [to, from];
    const slope = b.x > a.x ? (b.y - a.y) / (b.x - a.x) : 0;
    for (let column = cellOf(a.x - HALF_W); column <= cellOf(b.x + HALF_W - 1); column++) {
      const first = a.y + (Math.max(a.x, column * CELL - HALF_W) - a.x) * slope;
      const last = a.x === b.x ? b.y : a.y + (Math.min(b.x, column * CELL + CELL + HALF_W) - a.x) * slope;
      if (!this.stripeFree(column, Math.min(first, last), Math.max(first, last))) return false;
    }
    return true;
  }

  /** Whether a foot can go down one column of cells between two heights. */
  private stripeFree(column: number, high: number, low: number): boolean {
    const bottom = Math.ceil((low + HALF_H) / CELL);
    for (let row = cellOf(high - HALF_H); row < bottom; row++) {
      if (this.solid[row * this.columns + column] === 1) return false;
    }
    return true;
  }

  rooms(point: Point): readonly string[] {
    const cell = this.cellAt(point);
    return cell === null ? [] : (this.chains[cell] ?? []);
  }

  cellAt(point: Point): number | null {
    if (point.x < 0 || point.y < 0 || point.x >= this.width || point.y >= this.height) return null;
    return cellOf(point.y) * this.columns + cellOf(point.x);
  }

  /** Larger rooms are laid first, smaller ones inside them. */
  private chainsOf(rooms: readonly FloorRoom[]): (readonly string[])[] {
    const found: string[][] = Array.from({ length: this.solid.length }, () => []);
    const bySize = [...rooms].sort(
      (a, b) => b.width * b.height - a.width * a.height || (a.id < b.id ? -1 : 1),
    );
    for (const room of bySize) {
      const cells: { [cell: number]: true } = {};
      mark(cells, this.columns, this.rows, room, true as const);
      for (const cell of Object.keys(cells)) found[Number(cell)]?.push(room.id);
    }
    return found;
  }
}

/** Where one sits on a chair: the middle of its width, at its foot. */
function seatsOf(floor: Floor, grid: Grid): Map<number, Seat> {
  const seats = new Map<number, Seat>();
  for (const each of floor.furniture) {
    if (each.art.seat === null) continue;
    const left = Math.round(each.x);
    const at = { x: left + Math.floor(each.art.width / 2), y: Math.round(each.foot) };
    const cell = grid.cellAt(at);
    if (cell !== null) seats.set(cell, { ...at, direction: each.art.seat });
  }
  return seats;
}

/** What motion and the page need to know of a floor. */
export function surveyed(floor: Floor): LoadedFloor {
  const grid = new Grid(floor);
  const seats = seatsOf(floor, grid);
  return {
    width: grid.width,
    height: grid.height,
    walls: grid,
    rooms: floor.rooms,
    portals: floor.portals,
    spawns: floor.spawns,
    roomsAt: (point) => grid.rooms(point),
    seatAt: (point) => seats.get(grid.cellAt(point) ?? -1) ?? null,
  };
}
