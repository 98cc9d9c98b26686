import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchKeys, watchZoom } from "./keys";

/** Something on the page that has the focus: it is what these selectors mean. */
class Thing {
  constructor(readonly means: string) {}

  closest(selectors: string): Thing | null {
    return selectors.split(", ").includes(this.means) ? this : null;
  }
}

const MAP = new Thing("canvas");
const MESSAGES = new Thing("[tabindex='0']:not(canvas)");
const NOTES = new Thing("[contenteditable]");

beforeEach(() => {
  vi.stubGlobal("Element", Thing);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { querySelector: () => null }));
});
afterEach(() => vi.unstubAllGlobals());

function press(target: Thing, key: string, code = key): void {
  const event = Object.assign(new Event("keydown"), { key, code });
  Object.defineProperty(event, "target", { value: target });
  window.dispatchEvent(event);
}

test("plus and minus zoom the map, but not while one writes, nor when single keys are turned off", () => {
  const steps: number[] = [];
  let letters = true;
  const stop = watchZoom({ zoom: (step) => steps.push(step), letters: () => letters });
  press(MAP, "+");
  press(MAP, "-");
  press(NOTES, "+");
  letters = false;
  press(MAP, "+");
  stop();
  letters = true;
  press(MAP, "+");
  expect(steps).toEqual([1, -1]);
});

test("arrows and letters walk from the map, and belong to what scrolls by them where that has the focus", () => {
  const ways: number[][] = [];
  const stop = watchKeys({ steer: ({ dx, dy }) => ways.push([dx, dy]), letters: () => true });
  for (const at of [MESSAGES, NOTES]) for (const key of ["ArrowDown", "KeyD"]) press(at, key);
  expect(ways).toEqual([]);
  press(MAP, "ArrowDown");
  press(MAP, "d", "KeyD");
  expect(ways).toEqual([
    [0, 1],
    [1, 1],
  ]);
  stop();
});
