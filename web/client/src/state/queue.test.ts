import { expect, test } from "vitest";
import type { EntryInfo, QueueInfo, Snapshot } from "../protocol.gen";
import { closed, held, line, Queues } from "./queue";

const entry = (id: string, at: number, more: Partial<EntryInfo> = {}): EntryInfo => ({
  entry: id,
  visitor: id,
  kind: "question",
  body: "Why?",
  seat: "",
  anonymous: false,
  hall: false,
  at,
  state: "waiting",
  votes: 0,
  voted: false,
  ...more,
});

const rule = { order: "arrival", moderated: false, anonymous_allowed: false, pinned: null, hall_last: null };
const queue = (entries: EntryInfo[], more: Partial<QueueInfo> = {}): QueueInfo => ({
  ...(rule as Omit<QueueInfo, "entries">),
  ...more,
  entries,
});
const names = (entries: EntryInfo[]): string => entries.map((each) => each.entry).join(" ");

function queues(entries: EntryInfo[], more: Partial<QueueInfo> = {}): Queues {
  const all = new Queues();
  all.restore({ queues: { hall: queue(entries, more) } } as unknown as Snapshot);
  return all;
}

const hall = (all: Queues): QueueInfo => all.of("hall") as QueueInfo;

test("people are called as they came, whoever was shown later", () => {
  expect(names(line(queue([entry("b", 2), entry("a", 1), entry("c", 3)])))).toBe("a b c");
});

test("hall and remote are called in turn, the side first that did not have the floor last", () => {
  const entries = [entry("r1", 1), entry("r2", 2), entry("h1", 3, { hall: true }), entry("r3", 4)];
  const order = "alternate";
  expect(names(line(queue(entries, { order })))).toBe("h1 r1 r2 r3");
  expect(names(line(queue(entries, { order, hall_last: false })))).toBe("h1 r1 r2 r3");
  expect(names(line(queue(entries, { order, hall_last: true })))).toBe("r1 h1 r2 r3");
});

test("who has the floor comes first; what is held or over has no number", () => {
  const all = queue([
    entry("a", 1),
    entry("b", 2, { state: "admitted" }),
    entry("c", 3, { state: "held" }),
    entry("d", 4, { state: "answered" }),
    entry("e", 5, { state: "dismissed" }),
  ]);
  expect([line(all), held(all), closed(all)].map(names)).toEqual(["b a", "c", "e d"]);
});

test("an entry comes, is voted for, has the floor and goes", () => {
  const all = queues([]);
  const { votes, voted, state, ...fields } = entry("a", 1, { hall: true });
  all.durable("stage.entry_added", { ...fields, stage: "hall", held: true });
  expect(hall(all).entries[0]?.state).toBe("held");
  all.durable("stage.entry_approved", { stage: "hall", entry: "a" });
  all.durable("stage.voted", { stage: "hall", entry: "a", visitor: "me", on: true });
  all.durable("stage.voted", { stage: "hall", entry: "a", visitor: "me", on: true });
  expect(hall(all).entries[0]).toMatchObject({ state: "waiting", votes: 1, voted: true });
  all.live("stage.votes", { stage: "hall", votes: { a: 5 } });
  all.durable("stage.entry_changed", { stage: "hall", entry: "a", state: "admitted" });
  expect(hall(all)).toMatchObject({ hall_last: true, entries: [{ votes: 5, state: "admitted" }] });
  all.durable("stage.entry_withdrawn", { stage: "hall", entry: "a", visitor: null });
  expect(hall(all).entries).toEqual([]);
});

test("what is put back keeps its votes and stands there once", () => {
  const all = queues([entry("a", 1, { votes: 3, voted: true, state: "dismissed" })]);
  const { votes, voted, state, ...fields } = entry("a", 1);
  all.durable("stage.entry_added", { ...fields, stage: "hall", held: false });
  expect(hall(all).entries).toEqual([entry("a", 1, { votes: 3, voted: true })]);
});

test("a pinned question that is dismissed or taken back is pinned no more", () => {
  const all = queues([entry("a", 1), entry("b", 2)], { pinned: "a" });
  all.durable("stage.entry_changed", { stage: "hall", entry: "a", state: "dismissed" });
  expect(hall(all).pinned).toBeNull();
  all.durable("stage.entry_pinned", { stage: "hall", entry: "b" });
  all.durable("stage.entry_withdrawn", { stage: "hall", entry: "a", visitor: null });
  expect(hall(all).pinned).toBe("b");
});

test("votes that came while the line was broken are right after it", () => {
  const all = queues([entry("a", 1)]);
  all.resume({ votes: { a: 9 } } as never);
  expect(hall(all).entries[0]?.votes).toBe(9);
});

test("what the stage is not seen of changes nothing", () => {
  const all = queues([]);
  all.durable("stage.entry_changed", { stage: "other", entry: "a", state: "admitted" });
  expect(all.of("other")).toBeNull();
});

test("old questions are forgotten", () => {
  const all = queues([
    entry("a", 1, { state: "answered" }),
    entry("b", 1),
    entry("c", 9, { state: "answered" }),
  ]);
  all.durable("stage.queue_expired", { before: 5 });
  expect(names(hall(all).entries)).toBe("b c");
});
