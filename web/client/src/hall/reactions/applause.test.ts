import { expect, test } from "vitest";
import { loudness } from "./applause";

test("more people are louder, and never louder than full", () => {
  expect(loudness(1)).toBeLessThan(loudness(10));
  expect(loudness(10)).toBeLessThan(loudness(100));
  expect(loudness(1e6)).toBe(1);
});
