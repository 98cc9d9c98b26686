import { expect, test } from "vitest";
import { panAt, volumeAt } from "./ears";

test("a voice is level close by, falls with distance and ends", () => {
  expect(volumeAt({ dx: 40, dy: 40 })).toBe(1);
  expect(volumeAt({ dx: 0, dy: 208 })).toBeCloseTo(0.25);
  expect(volumeAt({ dx: 400, dy: 0 })).toBe(0);
});

test("a voice comes from the side its speaker stands on, never from one ear alone", () => {
  expect(panAt({ dx: -100, dy: 0 })).toBe(-0.25);
  expect(panAt({ dx: 5000, dy: 0 })).toBe(0.7);
});
