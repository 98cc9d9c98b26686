import { expect, test } from "vitest";
import { windowUrl } from "./window";

test("a window whose device is away is another drawing, made once", () => {
  expect(windowUrl(true)).toBe(windowUrl(true));
  expect(windowUrl(false)).not.toBe(windowUrl(true));
});
