/** The halo of a conversation: the hull of its members shrunk to 62 %, grown by an ellipse of 92x76. Pure shape. */
import type { Point } from "./types";

const HALO_POINTS = 96;
const GROW_X = 92;
const GROW_Y = 76;
const SHRINK_X = 0.62;
const SHRINK_Y = 0.6;
const LIFT = 12;
/** How fast the edge follows: the time in which two thirds of a way are gone. */
const FOLLOW_MS = 90;

const TURN = Array.from({ length: HALO_POINTS }, (_, at) => {
  const angle = (2 * Math.PI * at) / HALO_POINTS;
  return { cos: Math.cos(angle), sin: Math.sin(angle) };
});

export function middleOf(points: readonly Point[]): Point {
  const count = Math.max(1, points.length);
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / count, y: sum.y / count };
}

/** The edge around feet at `members`, in floor pixels. */
export function haloOf(members: readonly Point[]): Point[] {
  const middle = middleOf(members);
  const near = members.map((each) => ({
    x: middle.x + (each.x - middle.x) * SHRINK_X,
    y: middle.y - LIFT + (each.y - middle.y) * SHRINK_Y,
  }));
  return TURN.map(({ cos, sin }) => {
    const reach = (each: Point): number => (each.x * cos) / GROW_X + (each.y * sin) / GROW_Y;
    const far = near.reduce((best, each) => (reach(each) > reach(best) ? each : best), near[0] ?? middle);
    return { x: far.x + GROW_X * cos, y: far.y + GROW_Y * sin };
  });
}

/** An edge that grows in 200 ms when it appears and follows its members without overshoot. */
export class Halo {
  private edge: Point[] = [];
  private last = 0;

  get points(): readonly Point[] {
    return this.edge;
  }

  /** The lowest point: the chip hangs below it. */
  get foot(): Point {
    const low = this.edge.reduce((a, b) => (b.y > a.y ? b : a), this.edge[0] ?? { x: 0, y: 0 });
    return { x: middleOf(this.edge).x, y: low.y };
  }

  /** The highest point, where people stand in the way below. */
  get head(): Point {
    const high = this.edge.reduce((a, b) => (b.y < a.y ? b : a), this.edge[0] ?? { x: 0, y: 0 });
    return { x: middleOf(this.edge).x, y: high.y };
  }

  /** Follows the members; true while the edge still moves. */
  follow(members: readonly Point[], now: number, still: boolean): boolean {
    const goal = haloOf(members);
    const middle = middleOf(members);
    if (this.edge.length === 0) this.edge = still ? goal : goal.map((each) => toward(middle, each, 0.35));
    const share = still ? 1 : 1 - Math.exp(-Math.min(100, now - (this.last || now)) / FOLLOW_MS);
    this.last = now;
    const gap = this.edge.reduce((most, each, at) => Math.max(most, distance(each, goal[at] ?? each)), 0);
    this.edge = gap < 0.3 ? goal : this.edge.map((each, at) => toward(each, goal[at] ?? each, share));
    return gap >= 0.3;
  }
}

/** Whether a point lies inside an edge. */
export function holds(edge: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  for (const [at, a] of edge.entries()) {
    const b = edge.at(at - 1) ?? a;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

function toward(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(a: Point, b: Point): number {
  return Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
}
