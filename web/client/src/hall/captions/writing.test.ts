import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Telling } from "./writing";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what is being written is told at once, then at most twice a second and always the newest", async () => {
  const told: string[] = [];
  const telling = new Telling(async (body) => told.push(body));
  for (const body of ["W", "We", "Wel"]) telling.write(body);
  expect(told).toEqual(["W"]);
  await vi.advanceTimersByTimeAsync(499);
  expect(told).toEqual(["W"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual(["W", "Wel"]);
});

test("a line that was sent is not told again as unfinished, nor is an empty one", async () => {
  const told: string[] = [];
  const telling = new Telling(async (body) => told.push(body));
  telling.write("We");
  telling.write("Wel");
  telling.drop();
  await vi.advanceTimersByTimeAsync(1000);
  telling.write("  ");
  expect(told).toEqual(["We"]);
});
