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

test("a workshop with minors is called by its title while it is there", () => {
  expect(actSentence("minors.opened", "Ada", "Robots")).toBe("Ada began the workshop with minors “Robots”");
  expect(actSentence("minors.opened", "Ada", "")).toBe("Ada began a workshop with minors");
});
