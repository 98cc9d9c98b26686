import { expect, it } from "vitest";
import { Crowd, inView, type Standing } from "./crowd";
import type { PeopleSprites } from "./people";
import type { Actor, Person, Rect } from "./types";
import type { World } from "./world";

const FRAME = { scale: 1, left: 0, top: 0 };
const SEEN = { x: 0, y: 0, width: 400, height: 400 };
const WALK = { now: 0, still: true };
const picture = (name: string) => ({ canvas: name, x: 0, y: 0, width: 1, height: 1 });

/** Somebody whose foot is at `y`. */
function standing(visitor: string, y: number): Standing {
  const actor: Actor = { visitor, x: 100, y, direction: 0, moving: false, running: false, sitting: false };
  return { actor, person: { id: visitor, label: visitor, look: visitor, sign: "free" } as unknown as Person };
}

/** A thing of 40 by 80 that stands with its foot at `foot`. */
const thing = (art: string, foot: number) => ({
  art,
  x: 90,
  y: foot - 80,
  width: 40,
  height: 80,
  foot,
  flipped: false,
});

/** In which order furniture and people are painted. */
function order(things: ReturnType<typeof thing>[], people: Standing[], seen: Rect = SEEN): string[] {
  const found: string[] = [];
  const pen = { globalAlpha: 1, drawImage: (canvas: string) => void found.push(canvas) };
  const world = { floor: { furniture: things }, sprites: { get: picture } };
  const sprites = { get: (look: string) => picture(look) };
  const crowd = new Crowd(world as unknown as World, sprites as unknown as PeopleSprites);
  crowd.paint(pen as unknown as CanvasRenderingContext2D, FRAME, seen, people, [], WALK);
  return found;
}

it("whoever's foot is lower on the picture stands before: behind the tree, the tree, before the tree", () => {
  const people = [standing("before", 110), standing("behind", 90)];
  expect(order([thing("tree", 100)], people)).toEqual(["behind", "tree", "before"]);
  expect(order([thing("tree", 100)], [...people].reverse())).toEqual(["behind", "tree", "before"]);
});

it("things stand before and behind each other whatever their order on the floor", () => {
  const things = [thing("bench", 150), thing("lamp", 50), thing("tree", 100)];
  expect(order(things, [standing("ann", 120)])).toEqual(["lamp", "tree", "ann", "bench"]);
});

it("what is out of the picture is not painted", () => {
  expect(order([thing("tree", 1000)], [standing("ann", 120)])).toEqual(["ann"]);
  const actors = [standing("far", 900), standing("low", 200), standing("high", 100)].map(
    ({ actor }) => actor,
  );
  const people = new Map(["far", "low", "high"].map((id) => [id, { id } as Person]));
  expect(inView(actors, people, SEEN).map(({ actor }) => actor.visitor)).toEqual(["high", "low"]);
});
