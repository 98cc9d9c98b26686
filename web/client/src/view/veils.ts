/** Light means presence: rooms one is not in are veiled, the room one is in stands out. Veils fade in 200 ms. */
import type { Floor } from "./tiled";
import type { FloorRoom, Rect, Walls } from "./types";
import { CELL } from "./walls";

type Pen = CanvasRenderingContext2D;

const COOL = "47, 68, 80";
const ELSEWHERE = 0.12;
/** The stage that is on attracts. */
const ON_AIR = 0.06;
const OUTSIDE = 0.1;
const FADE_MS = 200;
/** How many cells of wall are looked for around a room. */
const REACH = { side: 1, north: 6, south: 2 } as const;

/** Rooms with walls of their own; tables and open places stay in the light of what is around them. */
function walled(room: FloorRoom): boolean {
  return room.doors.length > 0 && room.parent === null;
}

/** A room with its walls and its north face, as far as the grid of walls tells. */
export function outerOf(room: Rect, walls: Walls): Rect {
  // Doors lie away from corners, so that walls are followed beside the corner.
  const [x, y] = [room.x + CELL / 2, room.y + CELL / 2];
  const [right, bottom] = [room.x + room.width + CELL / 2, room.y + room.height + CELL / 2];
  const along = (dx: number, dy: number, fromX: number, fromY: number, most: number): number => {
    let cells = 0;
    while (cells < most && walls.blocked(fromX + dx * cells * CELL, fromY + dy * cells * CELL)) cells++;
    return cells * CELL;
  };
  const north = along(0, -1, x, y - CELL, REACH.north);
  const south = along(0, 1, x, bottom, REACH.south);
  const west = along(-1, 0, x - CELL, y, REACH.side);
  const east = along(1, 0, right, y, REACH.side);
  return {
    x: room.x - west,
    y: room.y - north,
    width: room.width + west + east,
    height: room.height + north + south,
  };
}

export class Veils {
  private readonly rooms: readonly FloorRoom[];
  private readonly outer: ReadonlyMap<string, Rect>;
  private readonly shown = new Map<string, number>();
  private last = 0;

  constructor(floor: Floor, walls: Walls) {
    this.rooms = floor.rooms.filter(walled);
    this.outer = new Map(this.rooms.map((room) => [room.id, outerOf(room, walls)]));
  }

  /** Whether a room has walls of its own, and so a veil. */
  covers(room: string): boolean {
    return this.outer.has(room);
  }

  /** The room with its walls. */
  outerOf(room: FloorRoom): Rect {
    return this.outer.get(room.id) ?? room;
  }

  /** Fades towards what is wanted; true while a veil still changes. */
  advance(inside: ReadonlySet<string>, live: ReadonlySet<string>, now: number, still: boolean): boolean {
    const step = still || this.last === 0 ? 1 : Math.min(1, (now - this.last) / FADE_MS);
    this.last = now;
    const goals = this.rooms.map((room) => [room.id, this.wanted(room, inside, live)] as const);
    const indoors = this.rooms.some((room) => inside.has(room.id));
    const moving = [...goals, ["", indoors ? OUTSIDE : 0] as const].map(([id, goal]) =>
      this.fade(id, goal, step),
    );
    return moving.includes(true);
  }

  paint(pen: Pen, seen: Rect): void {
    for (const room of this.rooms) {
      const alpha = this.shown.get(room.id) ?? 0;
      if (alpha < 0.004) continue;
      const { x, y, width, height } = this.outerOf(room);
      pen.fillStyle = `rgba(${COOL}, ${alpha})`;
      pen.fillRect(x, y, width, height);
    }
    this.paintOutside(pen, seen);
  }

  private wanted(room: FloorRoom, inside: ReadonlySet<string>, live: ReadonlySet<string>): number {
    if (inside.has(room.id)) return 0;
    return live.has(room.id) ? ON_AIR : ELSEWHERE;
  }

  private fade(id: string, goal: number, step: number): boolean {
    const before = this.shown.get(id) ?? goal;
    const most = ELSEWHERE * step;
    const next = before + Math.min(most, Math.max(-most, goal - before));
    this.shown.set(id, next);
    return Math.abs(goal - next) > 1e-4;
  }

  /** When one is in a room, the open floor around the rooms is dimmed too. */
  private paintOutside(pen: Pen, seen: Rect): void {
    const alpha = this.shown.get("") ?? 0;
    if (alpha < 0.004) return;
    pen.beginPath();
    pen.rect(seen.x, seen.y, seen.width, seen.height);
    for (const room of this.rooms) {
      const { x, y, width, height } = this.outerOf(room);
      pen.rect(x, y, width, height);
    }
    pen.fillStyle = `rgba(${COOL}, ${alpha})`;
    pen.fill("evenodd");
  }
}
