import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Tab, watchTab } from "./rest";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class Page extends EventTarget {
  hidden = false;

  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

it("lets who walks come to rest in a tab that is hidden, and draws anew when it is seen again", () => {
  const page = new Page();
  const done: string[] = [];
  const end = watchTab(
    page as unknown as Tab,
    () => done.push("step"),
    () => done.push("draw"),
  );
  page.turn(true);
  vi.advanceTimersByTime(10_000);
  expect(done).toEqual(["step", "step"]);
  page.turn(false);
  expect(done).toEqual(["step", "step", "draw"]);
  end();
  page.turn(true);
  vi.advanceTimersByTime(10_000);
  expect(done).toHaveLength(3);
});
