import { expect, test } from "vitest";
import type { LiveState, Snapshot, WorkshopInfo } from "../protocol.gen";
import { KEPT_MS, Minors } from "./minors";

const LIVE = { minors: { talking: {}, alone: [] } } as unknown as LiveState;

const workshop = (more: Partial<WorkshopInfo> = {}): WorkshopInfo => ({
  workshop: "w",
  title: "Robots",
  rooms: ["lab"],
  at: 1,
  ends_at: 9,
  ended_at: null,
  gone_at: null,
  adults: ["ada", "ben"],
  mine: "adult",
  people: [],
  ...more,
});

function filled(...minors: WorkshopInfo[]): Minors {
  const all = new Minors(() => "ada");
  all.restore({ minors, live: LIVE } as unknown as Snapshot);
  return all;
}

const only = (all: Minors): WorkshopInfo | undefined => all.listed.value[0];

test("who begins a workshop leads it, others only know that it is there", () => {
  const all = filled();
  const told = { workshop: "w", title: "Robots", rooms: ["lab"], at: 1, ends_at: 9 };
  all.durable("minors.opened", { ...told, adults: ["ada"] });
  all.durable("minors.opened", { ...told, workshop: "x", adults: [] });
  expect(all.led.value.map((each) => each.workshop)).toEqual(["w"]);
  expect(all.all.value.get("x")?.mine).toBe(null);
  expect(all.own.value).toBe(null);
});

test("who asks waits in order, and is let in or gone", () => {
  const all = filled(workshop());
  all.durable("minors.asked", { workshop: "w", visitor: "fox" });
  all.durable("minors.asked", { workshop: "w", visitor: "owl" });
  expect(all.waiting.value.map((each) => each.visitor)).toEqual(["fox", "owl"]);
  all.durable("minors.admitted", { workshop: "w", visitor: "owl" });
  all.durable("visitor.erased", { visitor: "fox" });
  expect(all.waiting.value).toEqual([]);
  expect(only(all)?.people.map((each) => [each.visitor, each.state])).toEqual([["owl", "admitted"]]);
  expect(all.isMinor("owl")).toBe(true);
  expect(all.isMinor("ben")).toBe(false);
});

test("a child knows all but the named adults as children, and is held to the button once let in", () => {
  const waiting = filled(workshop({ mine: "waiting" }));
  expect(waiting.isChild.value).toBe(false);
  expect(waiting.own.value?.title).toBe("Robots");
  const inside = filled(workshop({ mine: "admitted" }));
  expect(inside.isChild.value).toBe(true);
  expect(inside.isMinor("owl")).toBe(true);
  expect(inside.isMinor("ben")).toBe(false);
});

test("a named adult more or less, more time, the end and the erasing are known", () => {
  const all = filled(workshop());
  all.durable("minors.adult_named", { workshop: "w", visitor: "cem", on: true });
  all.durable("minors.adult_named", { workshop: "w", visitor: "ben", on: false });
  all.durable("minors.prolonged", { workshop: "w", ends_at: 50 });
  expect(only(all)).toMatchObject({ adults: ["ada", "cem"], ends_at: 50, mine: "adult" });
  all.durable("minors.adult_named", { workshop: "w", visitor: "ada", on: false });
  expect(only(all)?.mine).toBe(null);
  all.durable("minors.ended", { workshop: "w", at: 20 });
  expect(only(all)).toMatchObject({ ended_at: 20, gone_at: 20 + KEPT_MS });
  expect(all.led.value).toEqual([]);
  all.durable("minors.cleared", { workshop: "w" });
  expect(all.listed.value).toEqual([]);
});

test("whoever holds the button speaks until letting go or leaving", () => {
  const all = filled(workshop());
  all.live("minors.talking", { visitor: "fox", until: 99 });
  all.live("minors.talking", { visitor: "owl", until: 99 });
  all.live("minors.talking", { visitor: "fox", until: null });
  expect([...all.talking.value.keys()]).toEqual(["owl"]);
  all.live("visitor.left", { visitor: "owl" });
  expect(all.talking.value.size).toBe(0);
});

test("the alarm of one adult with one child stays until it is taken back, or one of them goes", () => {
  const all = filled(workshop());
  const alone = { workshop: "w", room: "lab", group: null, adult: "ben", child: "fox" };
  all.live("minors.alone", { ...alone, on: true });
  all.live("minors.alone", { ...alone, on: true });
  expect(all.alone.value.length).toBe(1);
  all.live("minors.alone", { ...alone, on: false });
  expect(all.alone.value).toEqual([]);
  all.live("minors.alone", { ...alone, on: true });
  all.live("visitor.left", { visitor: "fox" });
  expect(all.alone.value).toEqual([]);
});
