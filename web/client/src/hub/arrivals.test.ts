import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Arrivals } from "./arrivals";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("one or two who come in are told by name, the many of one moment by their number", () => {
  const said: string[] = [];
  const arrivals = new Arrivals((words) => said.push(words));
  for (const name of ["Ben", "Lena"]) arrivals.came(name);
  vi.advanceTimersByTime(2000);
  expect(said).toEqual(["Ben came in.", "Lena came in."]);
  for (let each = 0; each < 40; each += 1) arrivals.came(`Guest ${each}`);
  vi.advanceTimersByTime(2000);
  expect(said.slice(2)).toEqual(["40 people came in."]);
  vi.advanceTimersByTime(10_000);
  expect(said).toHaveLength(3);
});
