import { expect, test } from "vitest";
import { parsePlaces } from "./places";

const room = (name: string, x: number, width: number, more: object = {}) => ({
  name,
  x,
  y: 0,
  width,
  height: width,
  properties: [
    { name: "title_de", value: `${name}-de` },
    { name: "kind", value: "office" },
  ],
  ...more,
});

test("rooms are found in nested layers, by class or by type, and know the smallest room around them", () => {
  const objects = [room("lab", 0, 300, { type: "room" }), room("wing", 0, 600, { class: "room" })];
  const map = { layers: [{ layers: [{ objects: [...objects, room("table", 10, 50, { class: "room" })] }] }] };
  const places = parsePlaces("ground", map);
  expect(places.map(({ id, parent }) => [id, parent])).toEqual([
    ["lab", "wing"],
    ["wing", null],
    ["table", "lab"],
  ]);
  expect(places[0]).toMatchObject({ floor: "ground", kind: "office", title: { de: "lab-de" }, capacity: 0 });
});

test("objects of other classes are no places", () => {
  expect(parsePlaces("ground", { layers: [{ objects: [room("door", 0, 10, { class: "door" })] }] })).toEqual(
    [],
  );
});
