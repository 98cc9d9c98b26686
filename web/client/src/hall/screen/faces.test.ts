import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { floorFirst } from "./FacesRow";
import type { Show } from "./show";

const people = ["ada", "bob", "eve", "gus"].map((id) => ({ id }));

/** A screen of a hall at which these have the floor, and these are seen by their camera. */
function screen(floor: string[], seen: string[]): Show {
  return {
    remote: signal(people),
    line: signal(floor.map((visitor) => ({ visitor, state: "admitted" }))),
    pictures: signal(new Map(seen.map((id) => [id, {}]))),
  } as unknown as Show;
}

const order = (show: Show, most: number) => floorFirst(show, most).first.map(({ id }) => id);

test("who has the floor stands first, then who is seen, then everybody as they came", () => {
  expect(order(screen(["eve"], ["gus"]), 9)).toEqual(["eve", "gus", "ada", "bob"]);
  expect(order(screen([], []), 9)).toEqual(["ada", "bob", "eve", "gus"]);
});

test("of more than there is room for all are counted", () => {
  const show = screen(["gus"], ["eve"]);
  expect(order(show, 2)).toEqual(["gus", "eve"]);
  expect(floorFirst(show, 2).count).toBe(4);
});
