import { expect, test } from "vitest";
import { loudness } from "./level";

test("silence is nothing, a shout is all, speech lies between", () => {
  expect(loudness(new Uint8Array(64).fill(128))).toBe(0);
  expect(loudness(new Uint8Array(64).fill(255))).toBe(1);
  const speech = loudness(new Uint8Array(64).fill(140));
  expect(speech).toBeGreaterThan(0.3);
  expect(speech).toBeLessThan(0.5);
});
