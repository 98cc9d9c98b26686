import { expect, test } from "vitest";
import type { LiveState, PlanSpec, RoundGroup, Snapshot } from "../protocol.gen";
import { Breakouts, endOf } from "./breakouts";

const group = (id: string, members: string[], more: Partial<RoundGroup> = {}): RoundGroup => ({
  id,
  title: `Group ${id}`,
  room: null,
  box: null,
  table: "",
  size: 0,
  task: "",
  ends_at: null,
  ended: false,
  into: null,
  members,
  roles: {},
  ...more,
});

const SPEC: PlanSpec = {
  title: "Our street",
  room: null,
  minutes: 20,
  groups: [],
  task: "",
  roles: [],
  traits: [],
  polls: [],
  walk: true,
  late: true,
  choice: false,
};
const QUIET = { speaking: {}, listening: [], visiting: [], active: {} };

function filled(self: string, leadsAll: boolean): Breakouts {
  const all = new Breakouts({ self: () => self, leadsAll: () => leadsAll });
  const live = { breakouts: QUIET } as unknown as LiveState;
  const breakouts = { plans: [], rounds: [], help: [], mine: null };
  all.restore({ at: Date.now(), breakouts, live } as unknown as Snapshot);
  return all;
}

function started(all: Breakouts, groups: RoundGroup[], round = "r1", number = 1): void {
  const times = { started_at: number * 1000, ends_at: 9_000_000 };
  all.durable("breakout.started", {
    round,
    plan: "p",
    number,
    title: "Our street",
    rehearsal: false,
    ...times,
    groups,
  });
}

const seated = (all: Breakouts, visitor: string, to: string, members: string[] = [], roles = {}): void => {
  const places = { spot: null, return_to: null, left: null };
  all.durable("breakout.seated", { round: "r1", visitor, group: to, ...places, members, roles });
};

const members = (all: Breakouts, id: string): string[] => all.groupOf("r1", id)?.members ?? [];

test("who is called learns who sits with them, and hears them at a virtual table", () => {
  const all = filled("ada", false);
  started(all, [group("a", []), group("b", [])]);
  expect(all.own.value).toBeNull();
  seated(all, "ada", "a", ["ada", "bob"], { ada: "Notes" });
  expect(all.own.value?.group).toMatchObject({ members: ["ada", "bob"], roles: { ada: "Notes" } });
  expect(all.table.value?.id).toBe("a");
  seated(all, "cy", "a");
  expect(members(all, "a")).toEqual(["ada", "bob", "cy"]);
});

test("somebody who is moved sits in one group, and loses the role of the other", () => {
  const all = filled("lead", true);
  started(all, [group("a", ["ada", "bob"], { roles: { ada: "Host" } }), group("b", ["cy"])]);
  seated(all, "ada", "b");
  expect([members(all, "a"), members(all, "b")]).toEqual([["bob"], ["cy", "ada"]]);
  expect(all.groupOf("r1", "a")?.roles).toEqual({});
  expect(all.running.value[0]?.leads).toBe(true);
});

test("who was only called back stays a member, who is sent back is one no more", () => {
  const all = filled("ada", false);
  started(all, [group("a", [])]);
  seated(all, "ada", "a", ["ada", "bob"]);
  const back = { round: "r1", group: "a", spot: null };
  all.durable("breakout.returned", { ...back, visitor: "bob", stays: false });
  all.durable("breakout.returned", { ...back, visitor: "ada", stays: true });
  expect(members(all, "a")).toEqual(["ada"]);
  expect(all.seat.value).toBeNull();
});

test("flags for help wait in the order in which they came up, and fall with their group", () => {
  const all = filled("lead", true);
  started(all, [group("a", ["ada"]), group("b", ["cy"])]);
  const flag = (of: string, asked_at: number | null) =>
    all.durable("breakout.help_set", { round: "r1", group: of, visitor: asked_at && "ada", asked_at });
  flag("b", 20);
  flag("a", 10);
  expect(all.helpIn("r1").map((each) => each.group)).toEqual(["a", "b"]);
  all.durable("breakout.group_ended", { round: "r1", group: "a", into: "b" });
  expect(all.helpIn("r1").map((each) => each.group)).toEqual(["b"]);
  flag("b", null);
  expect(all.helpIn("r1")).toEqual([]);
});

test("a group's own end comes before the round's, and a round that pauses has none", () => {
  const all = filled("lead", true);
  started(all, [group("a", [], { ends_at: 5000 })]);
  const round = () => all.roundOf("p") ?? expect.fail("no round");
  expect(endOf(round(), all.groupOf("r1", "a"))).toBe(5000);
  expect(endOf(round(), null)).toBe(9_000_000);
  all.durable("breakout.timed", { round: "r1", ends_at: null, left_ms: 700, closing: false });
  expect(endOf(round(), null)).toBeNull();
  expect(round().left_ms).toBe(700);
});

test("the next round takes the place of the last one of its plan", () => {
  const all = filled("lead", true);
  started(all, [group("a", ["ada"])]);
  started(all, [group("a", ["bob"])], "r2", 2);
  expect(all.running.value.map((each) => each.round)).toEqual(["r2"]);
  expect(all.roundOf("p")?.number).toBe(2);
});

test("a plan is led by who leads all, else it is there to choose from", () => {
  const [lead, guest] = [filled("lead", true), filled("ada", false)];
  for (const all of [lead, guest])
    all.durable("breakout.planned", { plan: "p", spec: { ...SPEC, choice: true }, at: 1 });
  expect([lead.led.value.length, lead.open.value.length]).toEqual([1, 0]);
  expect([guest.led.value.length, guest.open.value.length]).toEqual([0, 1]);
});

test("a plan that is hidden from a member leaves the running round as it is", () => {
  const all = filled("ada", false);
  all.durable("breakout.planned", { plan: "p", spec: { ...SPEC, choice: true }, at: 1 });
  started(all, [group("a", [])]);
  seated(all, "ada", "a", ["ada"]);
  all.durable("breakout.removed", { plan: "p" });
  expect(all.plans.value.size).toBe(0);
  expect(all.own.value?.round.round).toBe("r1");
});

test("an assignment under way ends with seats, or with the reason why not", () => {
  const all = filled("lead", true);
  all.durable("breakout.planned", { plan: "p", spec: SPEC, at: 1 });
  all.live("breakout.assigning", { plan: "p", visitor: "lead", how: "random", seed: 1 });
  expect([...all.assigning.value]).toEqual(["p"]);
  all.live("breakout.unassigned", { plan: "p", visitor: "lead", code: "breakout.nobody" });
  expect([all.assigning.value.size, all.failed.value.get("p")]).toEqual([0, "breakout.nobody"]);
  all.durable("breakout.assigned", { plan: "p", seats: { ada: "a" }, report: null, rotation: null });
  expect(all.plans.value.get("p")?.seats).toEqual({ ada: "a" });
  expect(all.failed.value.size).toBe(0);
});
