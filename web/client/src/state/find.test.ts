import { expect, test } from "vitest";
import { matches, plain } from "./find";

test("a name is found without its marks and by the start of any of its words", () => {
  expect(plain("Jovanović")).toBe("jovanovic");
  expect(matches("jov", "Mira Jovanović")).toBe(true);
  expect(matches("mira jo", "Mira Jovanović")).toBe(true);
  expect(matches("vano", "Mira Jovanović")).toBe(false);
  expect(matches("", "Mira")).toBe(true);
});
