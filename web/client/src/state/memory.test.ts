import { afterEach, expect, test, vi } from "vitest";
import { forgetPerson, forgetWritten } from "./memory";

afterEach(() => vi.unstubAllGlobals());

/** A browser's store with these keys; what it holds are its own properties, as in a real one. */
const storeOf = (...keys: string[]): Record<string, unknown> =>
  Object.defineProperty(Object.fromEntries(keys.map((key) => [key, "x"])), "removeItem", {
    value(this: Record<string, unknown>, key: string) {
      delete this[key];
    },
  });

const WRITTEN = ["foyer.late.ada", "foyer.doc.ada.group:1:notes", "foyer.outbox.ada"];

test("of whom the hub has erased, nothing that was written stays in the browser; of whom one forgets, nothing but the look of pages", () => {
  const [local, here] = [
    storeOf(...WRITTEN, "foyer.name", "foyer.settings", "other"),
    storeOf("foyer.late.ada", "foyer.minors.last"),
  ];
  vi.stubGlobal("localStorage", local);
  vi.stubGlobal("sessionStorage", here);
  forgetWritten();
  expect(Object.keys(local)).toEqual(["foyer.name", "foyer.settings", "other"]);
  expect(Object.keys(here)).toEqual(["foyer.minors.last"]);
  forgetPerson();
  expect(Object.keys(local)).toEqual(["foyer.settings", "other"]);
});
