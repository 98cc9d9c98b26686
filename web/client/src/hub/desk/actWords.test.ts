import { expect, test } from "vitest";
import { actSentence } from "./actWords";

test("an act is a sentence with its people", () => {
  expect(actSentence("visitor.muted", "Ada", "Ben")).toBe("Ada muted Ben");
  expect(actSentence("message.deleted", "Ada", "")).toBe("Ada deleted a message");
});

test("an act unknown to this page stands by its code", () => {
  expect(actSentence("hall.cleared", "Ada", "Hall")).toBe("Ada · hall.cleared · Hall");
  expect(actSentence("hall.cleared", "Ada", "")).toBe("Ada · hall.cleared");
});
