/**
 * The way of another body: what the server said and when it arrived, shown 100 ms late, so that there is nearly
 * always a next point to walk towards. Never jumps, except when the server places.
 */
import type { Actor } from "../view/types";
import { unpackState } from "./positions";

/** Two ticks of the server: one to interpolate over, one for jitter. */
export const DELAY_MS = 100;
const MOST_POINTS = 12;
/** After a gap longer than this a body stood still until the last tick. */
const TICK_MS = 50;

interface Point {
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly state: number;
}

export class Track {
  private points: Point[];
  private shown: Point;
  private moving = true;

  constructor(x: number, y: number, state: number, now: number) {
    this.shown = { at: now, x, y, state };
    this.points = [this.shown];
  }

  /** A new point of the way, heard at `now`. */
  push(x: number, y: number, state: number, now: number): void {
    const last = this.points.at(-1) ?? this.shown;
    if (now - last.at > TICK_MS * 2) this.points.push({ ...last, at: now - TICK_MS });
    this.points.push({ at: now, x, y, state });
    if (this.points.length > MOST_POINTS) this.points.shift();
    this.moving = true;
  }

  /** Put somewhere by the server: the only jump. */
  place(x: number, y: number, state: number, now: number): void {
    this.shown = { at: now, x, y, state };
    this.points = [this.shown];
    this.moving = true;
  }

  /** Where it goes on from when something else takes over. */
  get last(): { readonly x: number; readonly y: number; readonly state: number } {
    return this.points.at(-1) ?? this.shown;
  }

  /** Advances to `now`; true when the picture changes. */
  step(now: number): boolean {
    if (!this.moving) return false;
    const at = now - DELAY_MS;
    while ((this.points[1]?.at ?? Number.POSITIVE_INFINITY) <= at) this.points.shift();
    const [from, to] = this.points;
    if (from === undefined) return false;
    const before = this.shown;
    this.shown = to === undefined || at <= from.at ? { ...from, at } : between(from, to, at);
    this.moving = to !== undefined || (from.state & 4) !== 0;
    return (
      before.x !== this.shown.x ||
      before.y !== this.shown.y ||
      before.state !== this.shown.state ||
      this.moving
    );
  }

  actor(visitor: string): Actor {
    return { visitor, x: this.shown.x, y: this.shown.y, ...unpackState(this.shown.state) };
  }
}

function between(from: Point, to: Point, at: number): Point {
  const share = (at - from.at) / Math.max(1, to.at - from.at);
  const x = from.x + (to.x - from.x) * share;
  const y = from.y + (to.y - from.y) * share;
  const still = from.x === to.x && from.y === to.y;
  return { at, x, y, state: still ? from.state : to.state };
}
