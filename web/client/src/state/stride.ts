/**
 * The own step, before the server confirms it: the same speed, foot and walls as there. Slides along walls, and
 * around a corner that is only just in the way.
 */
import type { Direction, Point, Walls } from "../view/types";

export const WALK = 128;
export const RUN = 256;
/** No step longer than half a cell: nothing is walked through. */
const LONGEST = 8;
/** How far aside one steps around a corner, in pixels. */
const NUDGE = 10;

/** Where one wants to go: each of x and y -1..1, as keys, pad or stick say. */
export interface Heading {
  readonly dx: number;
  readonly dy: number;
  readonly run: boolean;
}

export const STANDING: Heading = { dx: 0, dy: 0, run: false };

export function isGoing(heading: Heading): boolean {
  return heading.dx !== 0 || heading.dy !== 0;
}

/** The direction of a way; of two equal ones the horizontal, of none the one before. */
export function facing(dx: number, dy: number, before: Direction): Direction {
  if (dx === 0 && dy === 0) return before;
  if (Math.abs(dx) >= Math.abs(dy)) return dx > 0 ? 1 : 3;
  return dy > 0 ? 0 : 2;
}

type Free = (x: number, y: number) => boolean;

function aside(at: Point, dx: number, dy: number, free: Free): Point {
  for (let side = 1; side <= NUDGE; side++) {
    for (const sign of [1, -1]) {
      const [x, y] = dx !== 0 ? [at.x, at.y + sign * side] : [at.x + sign * side, at.y];
      if (!free(x, y)) continue;
      const step = dx !== 0 ? { x: at.x, y: at.y + sign } : { x: at.x + sign, y: at.y };
      if (free(x + Math.sign(dx) * 2, y + Math.sign(dy) * 2) && free(step.x, step.y)) return step;
    }
  }
  return at;
}

function once(at: Point, dx: number, dy: number, free: Free): Point {
  if (free(at.x + dx, at.y + dy)) return { x: at.x + dx, y: at.y + dy };
  if (dx !== 0 && dy !== 0) {
    if (free(at.x + dx, at.y)) return { x: at.x + dx, y: at.y };
    if (free(at.x, at.y + dy)) return { x: at.x, y: at.y + dy };
    return at;
  }
  return aside(at, dx, dy, free);
}

/** Where one is after walking for `seconds`. Points the server would see (whole pixels) decide about walls. */
export function stride(
  at: Point,
  heading: Heading,
  seconds: number,
  walls: Walls,
  closed: ReadonlySet<string>,
): Point {
  const length = Math.hypot(heading.dx, heading.dy);
  if (length < 0.01) return at;
  const speed = (heading.run ? RUN : WALK) * Math.min(1, length);
  const way = speed * seconds;
  const steps = Math.max(1, Math.ceil(way / LONGEST));
  const [dx, dy] = [((heading.dx / length) * way) / steps, ((heading.dy / length) * way) / steps];
  const free: Free = (x, y) => !walls.blocked(Math.round(x), Math.round(y), closed);
  let place = at;
  for (let step = 0; step < steps; step++) place = once(place, dx, dy, free);
  return place;
}
