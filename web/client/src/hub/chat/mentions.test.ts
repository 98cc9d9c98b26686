import { expect, test } from "vitest";
import { calling, candidates, splitNames } from "./mentions";

test.each([
  ["@", 1, { from: 0, word: "" }],
  ["Hello @Ad", 9, { from: 6, word: "Ad" }],
  ["Hello @Ada Be", 13, { from: 6, word: "Ada Be" }],
  ["mail ada@example", 16, null],
  ["@Ada ", 5, null],
  ["no name", 7, null],
])("in %j with the caret at %i %j is being typed", (text, caret, found) => {
  expect(calling(text, caret)).toEqual(found);
});

test("names that begin so come before later words of names, whatever their case and accents", () => {
  const people = ["Berta Ähre", "Ahmed", "Cy"].map((name) => ({ id: name, name }));
  expect(candidates(people, "äh").map(({ name }) => name)).toEqual(["Ahmed", "Berta Ähre"]);
});

test("of two names that fit the longer one is meant", () => {
  expect(splitNames("@Ada Berg, @Ada and @Bo", ["Ada", "Ada Berg"])).toEqual([
    { text: "@Ada Berg", isName: true },
    { text: ", ", isName: false },
    { text: "@Ada", isName: true },
    { text: " and @Bo", isName: false },
  ]);
});
