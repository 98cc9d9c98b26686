import { afterEach, beforeEach, expect, it } from "vitest";
import type { LiveState } from "../protocol.gen";
import { Walk } from "./walk";

const MOVING = 4;
let walk: Walk;

beforeEach(() => {
  walk = new Walk({ send: () => undefined, stopWalk: () => undefined });
});
afterEach(() => walk.close());

/** What the hub says of those on the floor when a link begins or is back. */
function told(x: number, state: number, epoch: number): LiveState {
  const you = { floor: "plaza", x, y: 400, epoch };
  return { you, avatars: [{ visitor: "me", lane: 1, state, ...you }] } as unknown as LiveState;
}

function begun(): void {
  walk.restore("me", told(100, 0, 1));
  walk.live("walk.started", { visitor: "me", points: [[400, 400]], epoch: 2 });
}

it("shows where a walk leads when the link breaks and is back in its midst", () => {
  begun();
  walk.restore("me", told(200, MOVING, 2));
  expect(walk.motion.isLed).toBe(true);
  expect(walk.target.value).toEqual({ x: 400, y: 400 });
});

it("shows no way any more when the walk has ended meanwhile, or another one has begun", () => {
  begun();
  walk.restore("me", told(200, MOVING, 3));
  expect([walk.motion.isLed, walk.target.value]).toEqual([true, null]);
  walk.restore("me", told(400, 0, 3));
  expect([walk.motion.isLed, walk.target.value]).toEqual([false, null]);
  expect(walk.motion.position("me")).toMatchObject({ x: 400, y: 400 });
});
