/**
 * The evening of the dark theme: everything is multiplied with a cool blue, then warm pools are laid over lamps,
 * doors, exhibits, stages and halos. A pool is drawn once and stretched.
 */
import { sheetOf } from "./images";
import type { Floor, Placed } from "./tiled";
import type { Point, Rect } from "./types";

type Pen = CanvasRenderingContext2D;

const BLUE = "#46557F";
const DEPTH = 0.76;
const FLAT = 0.78;
const POOL_SIDE = 256;

export interface Pool extends Point {
  readonly radius: number;
}

/** Radius, and height above the foot, of what shines, by the first word of the furniture's class. */
const SHINES: Readonly<Record<string, { radius: number; lift: number }>> = {
  lamp: { radius: 122, lift: 36 },
  exhibit: { radius: 58, lift: 24 },
  wall: { radius: 84, lift: 10 },
  whiteboard: { radius: 84, lift: 10 },
  litfass: { radius: 70, lift: 30 },
  kitchen: { radius: 70, lift: 30 },
  counter: { radius: 84, lift: 20 },
  desk: { radius: 52, lift: 18 },
  workshop: { radius: 74, lift: 20 },
  meeting: { radius: 96, lift: 20 },
  lectern: { radius: 96, lift: 20 },
};

function poolOf(thing: Placed): Pool[] {
  const shine = SHINES[thing.art.kind.split("-")[0] ?? ""];
  if (shine === undefined) return [];
  return [{ x: thing.x + thing.width / 2, y: thing.foot - shine.lift, radius: shine.radius }];
}

function onStage(screen: Rect): Pool[] {
  const y = screen.y + screen.height + 60;
  return [0.2, 0.8].map((share) => ({ x: screen.x + screen.width * share, y, radius: 110 }));
}

/** Everything of a floor that shines by itself. */
export function poolsOf(floor: Floor): Pool[] {
  const doors = floor.rooms.flatMap((room) => room.doors);
  return [
    ...floor.furniture.flatMap(poolOf),
    ...doors.map((door) => ({ x: door.x + door.width / 2, y: door.y + door.height / 2, radius: 72 })),
    ...floor.portals.map((each) => ({ x: each.x + each.width / 2, y: each.y + each.height / 2, radius: 90 })),
    ...floor.screens.flatMap(onStage),
  ];
}

export class Evening {
  private readonly pool = warmPool();

  /** Darkens the whole canvas (device pixels). */
  darken(pen: Pen, width: number, height: number): void {
    pen.save();
    pen.globalCompositeOperation = "multiply";
    pen.globalAlpha = DEPTH;
    pen.fillStyle = BLUE;
    pen.fillRect(0, 0, width, height);
    pen.restore();
  }

  /** Lays warm light over the dark; the pen is in floor pixels. */
  warm(pen: Pen, pools: readonly Pool[], seen: Rect): void {
    pen.save();
    pen.globalCompositeOperation = "overlay";
    for (const { x, y, radius } of pools) {
      const far = x + radius < seen.x || x - radius > seen.x + seen.width;
      if (far || y + radius < seen.y || y - radius > seen.y + seen.height) continue;
      pen.drawImage(this.pool, x - radius, y - radius * FLAT, radius * 2, radius * 2 * FLAT);
    }
    pen.restore();
  }
}

function warmPool(): HTMLCanvasElement {
  const [canvas, pen] = sheetOf(POOL_SIDE, POOL_SIDE);
  const half = POOL_SIDE / 2;
  const wash = pen.createRadialGradient(half, half, 0, half, half, half);
  wash.addColorStop(0, "rgba(255, 212, 138, .72)");
  wash.addColorStop(1, "rgba(255, 184, 77, 0)");
  pen.fillStyle = wash;
  pen.fillRect(0, 0, POOL_SIDE, POOL_SIDE);
  return canvas;
}
