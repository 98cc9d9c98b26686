import { expect, test } from "vitest";
import { Pulses, SPANS } from "./pulse";

const voices = (...who: string[]) => new Map([["a", who]]);

test("a span counts each voice once, however often it was heard", () => {
  const pulses = new Pulses();
  pulses.hear(voices("ada"));
  pulses.hear(voices("bob"));
  pulses.hear(voices("ada"));
  pulses.turn(new Map());
  expect(pulses.of("a").at(-1)).toBe(2);
});

test("a voice that goes on is heard in the next span, then it is quiet", () => {
  const pulses = new Pulses();
  pulses.turn(voices("ada"));
  pulses.turn(new Map());
  pulses.turn(new Map());
  expect(pulses.of("a").slice(-2)).toEqual([1, 0]);
});

test("as many spans are kept as are shown, and a group never heard is still", () => {
  const pulses = new Pulses();
  for (let n = 0; n < SPANS + 5; n++) pulses.turn(voices("ada"));
  expect(pulses.of("a")).toHaveLength(SPANS);
  expect(pulses.of("b")).toEqual(new Array(SPANS).fill(0));
});
