import { expect, test } from "vitest";
import { Sequence } from "./sequence";

const at = (seq: number): Sequence => {
  const sequence = new Sequence();
  sequence.reach(seq);
  return sequence;
};

test("an event before the first snapshot is dropped", () => {
  expect(new Sequence().judge(5, 4)).toBe("drop");
});

test("an event whose predecessor is the last applied one is applied", () => {
  const sequence = at(10);
  expect(sequence.judge(14, 10)).toBe("apply");
  expect(sequence.last).toBe(14);
});

test("an event that was applied already is dropped", () => {
  const sequence = at(10);
  expect(sequence.judge(10, 7)).toBe("drop");
  expect(sequence.judge(8, 7)).toBe("drop");
});

test("a gap is asked for once, and what comes before the answer is left to the answer", () => {
  const sequence = at(10);
  expect(sequence.judge(20, 15)).toBe("ask");
  expect(sequence.judge(21, 20)).toBe("drop");
  expect(sequence.judge(15, 10)).toBe("apply");
  sequence.reach(21);
  expect(sequence.judge(22, 21)).toBe("apply");
});

test("a question lost with the link may be asked again", () => {
  const sequence = at(10);
  expect(sequence.judge(20, 15)).toBe("ask");
  sequence.relink();
  expect(sequence.judge(21, 20)).toBe("ask");
});

test("an event that follows an older one than the last applied is asked about, never applied", () => {
  const sequence = at(10);
  expect(sequence.judge(14, 8)).toBe("ask");
  expect(sequence.last).toBe(10);
});
