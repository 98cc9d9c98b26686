import { expect, test } from "vitest";
import type { FloorInfo, RoomText } from "../net/session";
import { Places, placesOf } from "./places";

const room = (id: string, x: number, w: number): RoomText => ({
  id,
  kind: "office",
  titles: { de: `${id}-de` },
  hints: {},
  rect: { x, y: 0, w, h: w },
  capacity: 0,
  lockable: false,
  icon: "",
});
const floor: FloorInfo = {
  id: "plaza",
  titles: { en: "Plaza" },
  url: "/pack/floors/plaza.tmj",
  arrival: [320, 240],
  rooms: [room("table", 10, 50), room("lab", 0, 300), room("wing", 0, 600)],
  portals: [],
  notices: [],
  windows: [],
};

test("a floor is a place of its own, and each room knows the smallest room around it", () => {
  expect(placesOf(floor).map(({ id, kind, parent }) => [id, kind, parent])).toEqual([
    ["plaza", "floor", null],
    ["table", "office", "lab"],
    ["lab", "office", "wing"],
    ["wing", "office", null],
  ]);
});

test("a room knows the rooms around it from the inside out", () => {
  const places = new Places([floor]);
  expect(places.chain("table")).toEqual(["table", "lab", "wing"]);
  expect(places.outer.value.map((place) => place.id)).toEqual(["plaza", "wing"]);
});

test("a title that lacks the language shown comes in another, an unknown place by its id", () => {
  const places = new Places([floor]);
  expect(places.title("table")).toBe("table-de");
  expect(places.title("nowhere")).toBe("nowhere");
});
