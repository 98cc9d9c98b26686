import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readFloor } from "./tiled";
import type { Tmj } from "./tiledFormat";
import { Veils } from "./veils";
import { surveyed } from "./walls";

const FILE = new URL("../../../../hubs/jena/floors/plaza.tmj", import.meta.url);
const FLOOR = readFloor(
  JSON.parse(readFileSync(FILE, "utf8")) as Tmj,
  "http://hub.test/pack/floors/plaza.tmj",
);
const SEEN = { x: 0, y: 0, width: 4000, height: 4000 };
const NOBODY = new Set<string>();
/** Long enough for every veil to fade. */
const LONG_MS = 1000;

/** How strongly a colour like "rgba(1, 2, 3, 0.5)" covers. */
const strength = (colour: string): number => Number(/([\d.e-]+)\)$/.exec(colour)?.[1]);

/** What the veils paint: over each room by its place, and over all that is around the rooms. */
function painted(veils: Veils): { over: ReadonlyMap<string, number>; around: number } {
  const over = new Map<string, number>();
  let around = 0;
  const pen = {
    fillStyle: "",
    fillRect: (x: number, y: number) => void over.set(`${x} ${y}`, strength(pen.fillStyle)),
    beginPath: () => undefined,
    rect: () => undefined,
    fill: () => {
      around = strength(pen.fillStyle);
    },
  };
  veils.paint(pen as unknown as CanvasRenderingContext2D, SEEN);
  return { over, around };
}

/** How strongly a room is covered. */
function covered(veils: Veils, id: string): number {
  const room = FLOOR.rooms.find((each) => each.id === id);
  if (room === undefined) throw new Error(`no room ${id}`);
  const { x, y } = veils.outerOf(room);
  return painted(veils).over.get(`${x} ${y}`) ?? 0;
}

function veiled(inside: ReadonlySet<string>, live: ReadonlySet<string> = NOBODY): Veils {
  const veils = new Veils(FLOOR, surveyed(FLOOR).walls);
  veils.advance(inside, live, 1, false);
  return veils;
}

it("rooms are dimmed while one is in none of them, and the open floor is light", () => {
  const veils = veiled(NOBODY);
  for (const room of ["hall", "lab", "office"]) expect(covered(veils, room)).toBeCloseTo(0.12);
  expect(painted(veils).around).toBe(0);
});

it("the room one is in is light, and all others and the open floor are dim", () => {
  const veils = veiled(new Set(["lab"]));
  expect(covered(veils, "lab")).toBe(0);
  for (const room of ["hall", "office"]) expect(covered(veils, room)).toBeCloseTo(0.12);
  expect(painted(veils).around).toBeCloseTo(0.1);
});

it("at a table one is in the light of the room around it", () => {
  const [table] = FLOOR.rooms.filter(({ parent }) => parent === "lab");
  const veils = veiled(new Set(["lab", table?.id ?? "none"]));
  expect(veils.covers(table?.id ?? "lab")).toBe(false);
  expect(covered(veils, "lab")).toBe(0);
});

it("a stage that is on is dimmed less", () => {
  const veils = veiled(NOBODY, new Set(["hall"]));
  expect(covered(veils, "hall")).toBeCloseTo(0.06);
  expect(covered(veils, "lab")).toBeCloseTo(0.12);
});

it("who walks from room to room sees the light fade over, at once where nothing is to move", () => {
  const veils = veiled(new Set(["lab"]));
  expect(veils.advance(new Set(["hall"]), NOBODY, 101, false)).toBe(true);
  expect(covered(veils, "lab")).toBeCloseTo(0.06);
  expect(covered(veils, "hall")).toBeCloseTo(0.06);
  expect(veils.advance(new Set(["hall"]), NOBODY, 101 + LONG_MS, false)).toBe(false);
  expect([covered(veils, "lab"), covered(veils, "hall")]).toEqual([0.12, 0]);
  expect(veils.advance(new Set(["lab"]), NOBODY, 102 + LONG_MS, true)).toBe(false);
  expect([covered(veils, "lab"), covered(veils, "hall")]).toEqual([0, 0.12]);
});
