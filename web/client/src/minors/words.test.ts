import { expect, test } from "vitest";
import type { LiveState, Snapshot, WorkshopInfo } from "../protocol.gen";
import { HubState } from "../state/hub";
import { type Place, Places } from "../state/places";
import { fitRooms, isShut, minorsIn, noDirectWords, outerPlaces, readsReports, shutRooms } from "./words";

const place = (id: string, kind: string, parent: string | null = null): Place => ({
  id,
  floor: "plaza",
  kind,
  parent,
  titles: { en: id },
  hints: {},
  icon: "",
  capacity: 0,
  lockable: false,
});

function known(mine: WorkshopInfo["mine"], ended_at: number | null = null) {
  const places = new Places([]);
  places.all.value = [
    place("plaza", "floor"),
    place("lab", "office"),
    place("table", "table", "lab"),
    place("hall", "stage"),
  ];
  const hub = new HubState();
  const info = {
    workshop: "w",
    title: "Robots",
    rooms: ["lab"],
    at: 1,
    ends_at: 9,
    ended_at,
    gone_at: null,
    adults: ["ada"],
    mine,
    people: [{ visitor: "fox", state: "admitted", asked_at: 1 }],
  };
  const live = { minors: { talking: {}, alone: [] } } as unknown as LiveState;
  hub.minors.restore({ minors: [info], live } as unknown as Snapshot);
  return { hub, places };
}

test("a workshop has its rooms with all that lies in them", () => {
  expect(minorsIn(known(null), "table")?.title).toBe("Robots");
  expect(minorsIn(known(null), "hall")).toBe(null);
});

test("its rooms are closed to others until it is erased, and open to the named adults", () => {
  expect(shutRooms(known(null))).toEqual(["lab", "table"]);
  expect(shutRooms(known(null, 5))).toEqual(["lab", "table"]);
  expect(shutRooms(known("adult"))).toEqual([]);
});

test("to its children everything else is closed, and no other place is listed", () => {
  const child = known("admitted");
  expect(shutRooms(child)).toEqual(["hall"]);
  expect(isShut(child, "table")).toBe(false);
  expect(outerPlaces(child).map(({ id }) => id)).toEqual(["lab"]);
});

test("nobody writes to a child in private, and a child to nobody", () => {
  expect(noDirectWords(known("adult"), { id: "fox" })).toBe("Nobody writes to minors in private.");
  expect(noDirectWords(known("adult"), { id: "ben" })).toBe(null);
  expect(noDirectWords(known("admitted"), { id: "ada" })).toBe(
    "There are no private messages in this workshop.",
  );
});

test("rooms to choose from hold no stage, and places inside a room go with it", () => {
  expect(fitRooms(known(null)).map(({ id }) => id)).toEqual(["lab"]);
});

test("reports reach hosts and who leads a workshop, not its children and nobody else", () => {
  expect(readsReports(known("adult"))).toBe(true);
  expect(readsReports(known("admitted"))).toBe(false);
  expect(readsReports(known(null))).toBe(false);
});
