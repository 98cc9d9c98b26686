import { expect, test } from "vitest";
import { groundOf, Places, parsePlaces } from "./places";

const room = (name: string, x: number, width: number, more: object = {}) => ({
  name,
  x,
  y: 0,
  width,
  height: width,
  class: "room",
  properties: [
    { name: "title_de", value: `${name}-de` },
    { name: "kind", value: "office" },
  ],
  ...more,
});
const nested = () => {
  const objects = [room("lab", 0, 300, { class: undefined, type: "room" }), room("wing", 0, 600)];
  return { layers: [{ layers: [{ objects: [...objects, room("table", 10, 50)] }] }] };
};

test("rooms are found in nested layers, by class or by type, and know the smallest room around them", () => {
  const places = parsePlaces("ground", nested());
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

test("the open ground of a floor is a place whose target is the arrival, not the inside of a room", () => {
  const spawns = [room("lab", 5, 9, { class: "spawn" }), room("start", 70, 20, { class: "spawn" })];
  const ground = groundOf(
    "plaza",
    { en: "Plaza" },
    { layers: [{ objects: [room("lab", 0, 300), ...spawns] }] },
  );
  expect(ground).toMatchObject({ id: "plaza", kind: "floor", area: { x: 70, width: 20 } });
});

test("a room knows the rooms around it from the inside out", () => {
  const places = new Places();
  places.all.value = parsePlaces("ground", nested());
  expect(places.chain("table")).toEqual(["table", "lab", "wing"]);
  expect(places.outer.value.map((place) => place.id)).toEqual(["wing"]);
});
