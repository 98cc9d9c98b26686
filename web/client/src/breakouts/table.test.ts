import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import type { App } from "../hub/app";
import { company, ownBoard, ownCircle, soundRoom } from "../hub/company";
import type { You } from "../protocol.gen";
import { HubState } from "../state/hub";
import { Places } from "../state/places";
import { activityWords, choosable, listenersIn, traitOf } from "./words";

const LOOK = {} as never;

/** A hub with three people, one of whom is oneself. */
function filled(): App {
  const hub = new HubState();
  hub.you.value = { visitor: "me", role: "guest", muted: false, capabilities: [] } as unknown as You;
  for (const visitor of ["me", "ada", "bob"]) {
    hub.durable("visitor.joined", { visitor, name: visitor, look: LOOK, role: "guest" });
    hub.live("presence.changed", { visitor, status: "here" });
  }
  const room = { id: "lab", kind: "meeting", titles: {}, hints: {}, rect: { x: 0, y: 0, w: 9, h: 9 } };
  const floors = [{ id: "plaza", titles: {}, rooms: [{ ...room, capacity: 0, lockable: false, icon: "" }] }];
  const layout = { groupSeen: signal<string | null>(null) };
  return { hub, places: new Places(floors as never), layout } as unknown as App;
}

/** A round with a group at `room`, or at a virtual table, in which one sits with Ada. */
function sit({ hub }: App, room: string | null): void {
  const group = { id: "g", title: "Trees", room, box: null, table: "", size: 0, task: "" };
  const told = { ...group, ends_at: null, ended: false, into: null, members: [], roles: {} };
  const round = { round: "r", plan: "p", number: 1, title: "", rehearsal: false, started_at: 1, ends_at: 2 };
  hub.durable("breakout.started", { ...round, groups: [told] });
  const seat = { round: "r", visitor: "me", group: "g", spot: null, return_to: null };
  hub.durable("breakout.seated", { ...seat, members: ["me", "ada"], roles: {} });
}

test("at a virtual table one hears its members wherever one stands", () => {
  const app = filled();
  app.hub.live("room.entered", { visitor: "me", room: "lab" });
  app.hub.live("room.entered", { visitor: "bob", room: "lab" });
  expect(company(app).map(({ id }) => id)).toEqual(["bob"]);
  sit(app, null);
  expect(company(app).map(({ id }) => id)).toEqual(["ada"]);
  expect([soundRoom(app), ownCircle(app)]).toEqual([null, "group:g"]);
});

test("a lead who visits the table is heard there, and gone when the round is over", () => {
  const app = filled();
  sit(app, null);
  app.hub.live("breakout.visited", { round: "r", visitor: "bob", group: "g" });
  expect(company(app).map(({ id }) => id)).toEqual(["ada", "bob"]);
  app.hub.durable("breakout.ended", { round: "r", ended_at: 5, why: "host" });
  expect([company(app), ownCircle(app)]).toEqual([[], null]);
});

test("a group has one board wherever it meets, and a lead's glance goes before one's own", () => {
  const app = filled();
  app.hub.live("room.entered", { visitor: "me", room: "lab" });
  expect(ownBoard(app)).toBe("room:lab");
  sit(app, "lab");
  expect([ownBoard(app), soundRoom(app)]).toEqual(["group:g", "lab"]);
  app.layout.groupSeen.value = "h";
  expect(ownBoard(app)).toBe("group:h");
});

test("who listens to a group is known to all in its room, and to nobody elsewhere", () => {
  const app = filled();
  sit(app, "lab");
  app.hub.live("breakout.listening", { round: "r", visitor: "bob", group: "g" });
  expect([listenersIn(app, "lab"), listenersIn(app, null)]).toEqual([["bob"], []]);
  app.hub.live("breakout.listening", { round: "r", visitor: "bob", group: null });
  expect(listenersIn(app, "lab")).toEqual([]);
});

test("groups are chosen by those who are in the plan's room", () => {
  const app = filled();
  const spec = { title: "Ideas", room: "lab", choice: true, groups: [] };
  app.hub.durable("breakout.planned", { plan: "p", spec, at: 1 });
  expect(choosable(app)).toEqual([]);
  app.hub.live("room.entered", { visitor: "me", room: "lab" });
  expect(choosable(app).map(({ plan }) => plan)).toEqual(["p"]);
});

test("a trait is known by its word, however it is written; words of one's own stay as they are", () => {
  expect(["Language", "on site or online", "skill", "diet"].map(traitOf)).toEqual([
    "language",
    "mode",
    "skill",
    "diet",
  ]);
});

test("a tile says that somebody speaks, or since when its group is quiet", () => {
  const minute = 60_000;
  const told = [0, minute - 1, minute, 4.4 * minute].map((still) => activityWords(false, 1000, 1000 + still));
  expect(told).toEqual(["just now", "just now", "quiet for 1 minute", "quiet for 4 minutes"]);
  expect([activityWords(false, undefined, 0), activityWords(true, 0, 9 * minute)]).toEqual([
    "nothing heard yet",
    "somebody speaks",
  ]);
});
