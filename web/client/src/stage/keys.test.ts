import { signal } from "@preact/signals";
import { afterEach, expect, test, vi } from "vitest";
import { settings } from "../state/settings";
import { listenToKeys } from "./keys";

afterEach(() => vi.unstubAllGlobals());

/** What has the focus: something of this kind. */
class Thing {
  constructor(readonly kind: string) {}

  closest(selectors: string): Thing | null {
    return selectors.split(", ").includes(this.kind) ? this : null;
  }
}

test("M and F act on the stage's page, but not in what one writes there, nor when single keys are turned off", () => {
  const acts: string[] = [];
  const page = Object.assign(new EventTarget(), {
    getElementById: () => ({ click: () => acts.push("full") }),
  });
  vi.stubGlobal("document", page);
  vi.stubGlobal("Element", Thing);
  const stop = listenToKeys({ watching: signal(true), sound: { toggle: () => acts.push("sound") } });
  const press = (kind: string) => {
    for (const key of ["m", "F"]) {
      const event = Object.assign(new Event("keydown"), { key });
      Object.defineProperty(event, "target", { value: new Thing(kind) });
      page.dispatchEvent(event);
    }
  };
  const field = "input:not([type=range]):not([type=checkbox]):not([type=radio])";
  for (const kind of ["textarea", field, "[contenteditable]", "dialog[open]"]) press(kind);
  expect(acts).toEqual([]);
  press("main");
  expect(acts).toEqual(["sound", "full"]);
  const before = settings.value;
  settings.value = { ...before, keys: false };
  press("main");
  settings.value = before;
  stop();
  press("main");
  expect(acts).toEqual(["sound", "full"]);
});
