import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LiveState } from "../protocol.gen";
import { Walk } from "./walk";

const MOVING = 4;
let walk: Walk;

beforeEach(() => {
  vi.useFakeTimers();
  walk = new Walk({ send: () => undefined, stopWalk: () => undefined });
});
afterEach(() => {
  walk.close();
  vi.useRealTimers();
});

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

it("draws who moved while no frame was drawn where they stand when the next one is", () => {
  walk.restore("me", told(100, 0, 1));
  const you = { visitor: "you", lane: 2, floor: "plaza", x: 300, y: 400, state: 0 };
  walk.live("avatar.appeared", you);
  vi.advanceTimersByTime(1000);
  walk.motion.step(performance.now());
  expect(walk.motion.step(performance.now())).toBe(false);
  walk.live("avatar.appeared", { ...you, x: 360 });
  vi.advanceTimersByTime(1000);
  expect(walk.motion.position("you")).toMatchObject({ x: 360 });
  expect(walk.motion.step(performance.now())).toBe(true);
  expect(walk.motion.step(performance.now())).toBe(false);
});
