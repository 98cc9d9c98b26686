import { expect, test } from "vitest";
import type { RoundGroup, RoundInfo } from "../protocol.gen";
import { clockOf, isShort, leftOf, markPassed } from "./clock";

const round = (more: Partial<RoundInfo>): RoundInfo =>
  ({ ends_at: 100_000, left_ms: null, ...more }) as RoundInfo;
const group = (ends_at: number | null): RoundGroup => ({ ends_at }) as RoundGroup;

test("a span reads as on a clock, begun seconds counted whole", () => {
  expect([0, 1, 59_001, 522_000, 4_122_000].map(clockOf)).toEqual([
    "00:00",
    "00:01",
    "01:00",
    "08:42",
    "1:08:42",
  ]);
});

test("what comes first ends a group's time, and it never goes below none", () => {
  expect(leftOf(round({}), null, 40_000)).toBe(60_000);
  expect(leftOf(round({}), group(50_000), 40_000)).toBe(10_000);
  expect(leftOf(round({}), group(null), 140_000)).toBe(0);
});

test("while the clock stands the time left stays the same", () => {
  const paused = round({ ends_at: null, left_ms: 30_000 });
  expect([leftOf(paused, null, 1), leftOf(paused, null, 90_000)]).toEqual([30_000, 30_000]);
  expect(leftOf(paused, group(20_000), 15_000)).toBe(5000);
});

test("five minutes and the last one are told once, as they are passed", () => {
  expect([markPassed(300_500, 299_500), markPassed(60_001, 60_000)]).toEqual([300_000, 60_000]);
  expect([markPassed(299_500, 298_500), markPassed(59_000, 301_000)]).toEqual([null, null]);
});

test("the last minute is short", () => {
  expect([isShort(60_000), isShort(60_001)]).toEqual([true, false]);
});
