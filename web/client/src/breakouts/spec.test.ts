import { expect, test } from "vitest";
import { blankGroup, blankPlan, freeRooms, isWhole, sizeIn, stepped, wholeIn, wordsIn } from "./spec";

test("words of a field are told apart by commas, each once, eight at most", () => {
  expect(wordsIn(" Host, Notes ,, Host")).toEqual(["Host", "Notes"]);
  expect(wordsIn("a,b,c,d,e,f,g,h,i")).toHaveLength(8);
});

test("a number that is none, or beyond its limits, is not taken", () => {
  expect([wholeIn("20", 1, 480), wholeIn("0", 1, 480), wholeIn("1e2", 1, 480)]).toEqual([20, null, null]);
  expect([sizeIn(""), sizeIn("6"), sizeIn("501")]).toEqual([0, 6, null]);
});

test("a room is free for one group, and the main room for none", () => {
  const groups = [{ ...blankGroup("A"), room: "table-1" }, blankGroup("B")];
  const spec = { ...blankPlan("P"), room: "lab", groups };
  const rooms = ["lab", "table-1", "table-2"];
  expect(freeRooms(spec, rooms, null)).toEqual(["table-2"]);
  expect(freeRooms(spec, rooms, "table-1")).toEqual(["table-1", "table-2"]);
});

test("an item moves by a step, but not beyond the ends", () => {
  expect(stepped(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(stepped(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  expect(stepped(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});

test("a plan needs a name and groups with names", () => {
  const plan = blankPlan("P");
  expect(isWhole(plan)).toBe(false);
  expect(isWhole({ ...plan, groups: [blankGroup("A")] })).toBe(true);
  expect(isWhole({ ...plan, groups: [blankGroup(" ")] })).toBe(false);
});
