import { expect, test } from "vitest";
import { due } from "../hall/programme/due";
import type { Session, Snapshot } from "../protocol.gen";
import { byDay, nowAndNext, Programme } from "./programme";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.UTC(2027, 2, 27, 12);

const talk = (id: string, starts_at: number, more: Partial<Session> = {}): Session => ({
  id,
  code: id,
  title: `Talk ${id}`,
  abstract: "",
  room: "hall",
  place: "",
  starts_at,
  ends_at: starts_at + HOUR,
  kind: "",
  language: "",
  speakers: [],
  mode: "both",
  capacity_on_site: 0,
  capacity_remote: 0,
  cancelled: false,
  ...more,
});

function programme(...sessions: Session[]): Programme {
  const found = new Programme();
  found.restore({ sessions, agenda: [], at: NOON } as unknown as Snapshot);
  return found;
}

test("now is what began last, next what begins next, and what is cancelled is neither", () => {
  const long = talk("long", NOON, { ends_at: NOON + 4 * HOUR });
  const short = talk("short", NOON + HOUR);
  const off = talk("off", NOON + 2 * HOUR, { cancelled: true });
  const last = talk("last", NOON + 3 * HOUR);
  const plan = [long, short, off, last];
  expect(nowAndNext(plan, NOON - 1)).toEqual([null, long]);
  expect(nowAndNext(plan, NOON + HOUR)).toEqual([short, last]);
  expect(nowAndNext(plan, NOON + 2 * HOUR)).toEqual([long, last]);
  expect(nowAndNext(plan, NOON + 4 * HOUR)).toEqual([null, null]);
});

test("sessions stand in their order by days", () => {
  const found = programme(talk("b", NOON + 24 * HOUR), talk("a", NOON));
  expect(byDay(found.plan.value).map(([, day]) => day.map((each) => each.id))).toEqual([["a"], ["b"]]);
});

test("a session that is set replaces what it was; a removed one takes its mark with it", () => {
  const found = programme(talk("a", NOON), talk("b", NOON));
  found.durable("agenda.marked", { visitor: "me", session: "a" });
  found.durable("session.set", { sessions: [talk("a", NOON + HOUR), talk("c", NOON - HOUR)] });
  expect(found.plan.value.map((each) => each.id)).toEqual(["c", "b", "a"]);
  expect(found.mine.value).toEqual([talk("a", NOON + HOUR)]);
  found.durable("session.removed", { sessions: ["a"] });
  expect([...found.agenda.value]).toEqual([]);
  found.durable("agenda.marked", { visitor: "me", session: "b" });
  found.durable("agenda.unmarked", { visitor: "me", session: "b" });
  expect(found.mine.value).toEqual([]);
});

test("the clock is the hub's, whatever this device shows", () => {
  const found = programme();
  found.look();
  expect(Math.abs(found.now.value - NOON)).toBeLessThan(10_001);
});

test("one is reminded once five minutes before and once at the start, of what takes place", () => {
  const mine = [talk("a", NOON + 5 * MINUTE), talk("off", NOON + MINUTE, { cancelled: true })];
  const told = new Set<string>();
  const words = (at: number) => due(mine, at, told).map(({ session, begins }) => [session.id, begins]);
  expect(words(NOON - 1)).toEqual([]);
  expect(words(NOON)).toEqual([["a", false]]);
  expect(words(NOON + MINUTE)).toEqual([]);
  expect(words(NOON + 5 * MINUTE)).toEqual([["a", true]]);
  expect(words(NOON + 6 * MINUTE)).toEqual([]);
});

test("who comes late is told of the start only, and of nothing that began long ago", () => {
  const mine = [talk("a", NOON)];
  expect(due(mine, NOON + MINUTE, new Set()).map(({ begins }) => begins)).toEqual([true]);
  expect(due(mine, NOON + 6 * MINUTE, new Set())).toEqual([]);
});

test("a session that is put off is reminded of again", () => {
  const told = new Set<string>();
  expect(due([talk("a", NOON)], NOON, told)).toHaveLength(1);
  expect(due([talk("a", NOON + HOUR)], NOON + HOUR, told)).toHaveLength(1);
});
