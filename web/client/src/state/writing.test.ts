import { expect, test, vi } from "vitest";
import { Writing } from "./writing";

function world() {
  const told: string[] = [];
  const clock = { now: 10_000 };
  const writing = new Writing({ typing: (channel) => told.push(channel), now: () => clock.now });
  return { writing, told, clock };
}

const PEOPLE = [
  { id: "a", name: "Ada" },
  { id: "b", name: "Bo" },
  { id: "c", name: "Bo" },
];

test("that one writes is told now and then, not with every key", () => {
  const { writing, told, clock } = world();
  writing.note("hub");
  writing.note("hub");
  clock.now += 3000;
  writing.note("hub");
  expect(told).toEqual(["hub", "hub"]);
  writing.note("room:lab");
  expect(told).toEqual(["hub", "hub", "room:lab"]);
});

test("who is called by name is who was chosen, or the only one of that name", () => {
  const { writing } = world();
  expect(writing.called("@Ada and @Bo", PEOPLE)).toEqual(["a"]);
  writing.chose("Bo", "c");
  expect(writing.called("@Ada and @Bo", PEOPLE)).toEqual(["a", "c"]);
});

test("who leaves a room writes no more there, but may elsewhere", () => {
  const { writing } = world();
  writing.noted({ channel: "hub", visitor: "a" });
  writing.noted({ channel: "room:lab", visitor: "b" });
  for (const each of ["a", "b"]) writing.silent(each, "room:lab");
  expect([...writing.typists.value.keys()]).toEqual(["a"]);
  writing.silent("a");
  expect(writing.typists.value.size).toBe(0);
});

test("somebody who writes is forgotten after a while, and at once when it is said", () => {
  vi.useFakeTimers();
  const { writing } = world();
  writing.noted({ channel: "hub", visitor: "a" });
  writing.noted({ channel: "room:lab", visitor: "b" });
  expect([...writing.typists.value]).toEqual([
    ["a", "hub"],
    ["b", "room:lab"],
  ]);
  writing.silent("a");
  expect([...writing.typists.value.keys()]).toEqual(["b"]);
  vi.advanceTimersByTime(6000);
  expect(writing.typists.value.size).toBe(0);
  vi.useRealTimers();
});
