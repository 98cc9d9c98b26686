import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { closeGone } from "./layout";

test("what is shown of somebody closes when they leave, and stays closed when they come back", () => {
  const here = signal<ReadonlySet<string>>(new Set(["ben"]));
  const shown = signal<string | null>(null);
  const stop = closeGone(shown, (visitor) => here.value.has(visitor));
  shown.value = "ben";
  expect(shown.value).toBe("ben");
  here.value = new Set();
  here.value = new Set(["ben"]);
  expect(shown.value).toBeNull();
  stop();
});
