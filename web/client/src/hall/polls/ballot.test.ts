import { expect, test } from "vitest";
import type { PollSpec } from "../../protocol.gen";
import { blank, filled, moved, pick } from "./ballot";

const spec = (kind: PollSpec["kind"]): PollSpec => ({
  question: "Tea?",
  kind,
  options: ["A", "B", "C"],
  most: 2,
  anonymous: false,
  results: "live",
});

test("a single choice is replaced, a multiple one adds and takes away", () => {
  expect(pick(spec("single"), { picks: [0], words: [] }, 2).picks).toEqual([2]);
  const both = pick(spec("multiple"), { picks: [0], words: [] }, 2);
  expect(both.picks).toEqual([0, 2]);
  expect(pick(spec("multiple"), both, 0).picks).toEqual([2]);
});

test("a ranking starts with all options and moves one place at a time", () => {
  const start = blank(spec("ranking"), null);
  expect(start.picks).toEqual([0, 1, 2]);
  expect(moved(start, 2, -1).picks).toEqual([0, 2, 1]);
  expect(moved(start, 0, 1).picks).toEqual([1, 0, 2]);
});

test("nothing is sent before something is chosen or written", () => {
  expect(filled(spec("single"), blank(spec("single"), null))).toBeNull();
  expect(filled(spec("words"), { picks: [], words: [" ", ""] })).toBeNull();
  expect(filled(spec("words"), { picks: [], words: [" sea ", ""] })?.words).toEqual(["sea"]);
});
