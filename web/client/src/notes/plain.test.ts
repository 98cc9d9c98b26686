import { expect, test } from "vitest";
import { changeOf, lineAt, lineOf, shifted } from "./plain";

const pairs: [string, string][] = [
  ["", "a"],
  ["abc", ""],
  ["one two", "one and two"],
  ["aaa", "aaaa"],
  ["aaaa", "aa"],
  ["first\nsecond", "first\nthird\nsecond"],
  ["abcabc", "abc"],
  ["a", "a😀"],
];

test.each(pairs)("a change of %j is the smallest that gives %j", (before, after) => {
  const change = changeOf(before, after);
  if (change === null) throw new Error("nothing was found");
  const { at, remove, insert } = change;
  expect(before.slice(0, at) + insert + before.slice(at + remove)).toBe(after);
  expect(Math.min(remove, insert.length)).toBe(0);
});

test("a character of two halves is changed whole", () => {
  expect(changeOf("a😀b", "a😁b")).toEqual({ at: 1, remove: 2, insert: "😁" });
});

test("the same text is no change", () => expect(changeOf("same", "same")).toBeNull());

test("a cursor stays at its words while others write before, at and after it", () => {
  const insert = { at: 4, remove: 0, insert: "new " };
  expect([2, 4, 5].map((place) => shifted(place, insert))).toEqual([2, 4, 9]);
  const removal = { at: 2, remove: 4, insert: "" };
  expect([1, 2, 4, 6, 8].map((place) => shifted(place, removal))).toEqual([1, 2, 2, 2, 4]);
});

test("a line is told by its number", () => {
  const text = "one\ntwo\nthree";
  expect([0, 3, 4, 9].map((place) => lineOf(text, place))).toEqual([1, 1, 2, 3]);
  expect([lineAt(text, 2), lineAt(text, 9)]).toEqual(["two", ""]);
});
