import { expect, test } from "vitest";
import type { Shown } from "../sources";
import { besideOf } from "./arrange";

const shown = (id: string): Shown => ({
  id,
  peer: id.split("/")[0] ?? "",
  name: id,
  status: "on",
  track: null,
});
const others = ["far/screen", "me/cam", "left/cam", "far/cam"].map(shown);
const ids = (found: Shown[]) => found.map(({ id }) => id);

test("beside the picture stands nobody, one, or everybody", () => {
  expect(ids(besideOf("picture", others, "me"))).toEqual([]);
  expect(besideOf("gallery", others, "me")).toBe(others);
});

test("the one beside it is a face before a screen, and another's before one's own", () => {
  for (const layout of ["speaker", "side"] as const) {
    expect(ids(besideOf(layout, others, "me"))).toEqual(["left/cam"]);
    expect(ids(besideOf(layout, others.slice(0, 2), "me"))).toEqual(["far/screen"]);
  }
});
