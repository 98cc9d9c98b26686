import { expect, test } from "vitest";
import type { Snapshot } from "../protocol.gen";
import { HubState } from "./hub";
import { type Shown, shownAt } from "./scenes";

const TURN = 10_000;

/** What the screen shows by itself in the first turns of an hour. */
const row = (hub: HubState, turns: number): Shown[] =>
  Array.from({ length: turns }, (_, n) => shownAt(hub, "hall", n * TURN));

function hubWith(people: string[]): HubState {
  const hub = new HubState();
  hub.scenes.restore({ scenes: {} } as Snapshot);
  for (const visitor of people) {
    hub.durable("visitor.joined", { visitor, name: visitor, look: {}, role: "guest" });
    hub.live("presence.changed", { visitor, status: "here" });
  }
  return hub;
}

test("with nobody there and nothing to tell the screen shows what is on", () => {
  expect(row(hubWith([]), 4)).toEqual(["now", "now", "now", "now"]);
});

test("between two turns of what is on all else has its turn", () => {
  const hub = hubWith(["ann"]);
  expect(row(hub, 4)).toEqual(["now", "map", "now", "map"]);
  hub.live("room.entered", { visitor: "ann", room: "hall" });
  expect(row(hub, 6)).toEqual(["now", "faces", "now", "map", "now", "faces"]);
});

test("what a host chose stands until it is left to the screen again", () => {
  const hub = hubWith(["ann"]);
  hub.durable("stage.scene_set", { stage: "hall", scene: "poll" });
  expect(row(hub, 2)).toEqual(["poll", "poll"]);
  expect(shownAt(hub, "lab", TURN)).toBe("map");
  hub.durable("stage.scene_set", { stage: "hall", scene: "auto" });
  expect(row(hub, 2)).toEqual(["now", "map"]);
});
