import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Keeper } from "./keeper";

const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const told: string[] = [];
let keeper: Keeper;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", new EventTarget());
  told.length = 0;
  keeper = new Keeper({ woke: () => told.push("woke"), tend: () => told.push("tend") });
});

afterEach(() => {
  keeper.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("devices are looked for every five seconds, and nothing else is done while the clock goes on", () => {
  vi.advanceTimersByTime(11_000);
  expect(told).toEqual(["tend", "tend"]);
});

test("a clock that stood still means that the device slept", () => {
  vi.setSystemTime(Date.now() + 60_000);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual(["woke"]);
});

test("a page that thaws, comes to the front or finds its network again is looked after at once", () => {
  page.dispatchEvent(new Event("resume"));
  page.dispatchEvent(new Event("visibilitychange"));
  window.dispatchEvent(new Event("online"));
  expect(told).toEqual(["woke", "woke", "woke"]);
});

test("what goes to the back, and what was ended, is left alone", () => {
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  page.visibilityState = "visible";
  keeper.stop();
  page.dispatchEvent(new Event("resume"));
  vi.advanceTimersByTime(20_000);
  expect(told).toEqual([]);
});
