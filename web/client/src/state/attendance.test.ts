import { expect, test } from "vitest";
import type { LiveState, Snapshot } from "../protocol.gen";
import { Attendance } from "./attendance";

const made = (): Attendance => {
  const all = new Attendance();
  const stays = { bo: { since: 5, door: true }, ada: { since: 6, door: false } };
  all.restore({ on_site: { bo: "hall", ada: "hall" }, stays } as unknown as Snapshot);
  all.resume({
    figures: [{ visitor: "bo", stage: "hall", floor: "f", x: 1, y: 2, state: 16 }],
  } as unknown as LiveState);
  return all;
};

test("who was let in at a door stands there, the last first; who only said so does not", () => {
  const all = made();
  all.durable("visitor.checked_in", { visitor: "cy", stage: "hall", at: 9 });
  all.durable("visitor.checked_in", { visitor: "di", stage: "lab", at: 9 });
  expect(all.letIn("hall")).toEqual(["cy", "bo"]);
  all.durable("visitor.checked_in", { visitor: "bo", stage: "hall", at: 10 });
  expect(all.letIn("hall")).toEqual(["bo", "cy"]);
});

test("a stay ends by hand and with the person", () => {
  const all = made();
  all.durable("visitor.on_site", { visitor: "bo", stage: null, at: 9 });
  all.durable("visitor.erased", { visitor: "ada" });
  expect(all.onSite.value.size).toBe(0);
  expect(all.stays.value.size).toBe(0);
});

test("figures come and go", () => {
  const all = made();
  all.live("figure.seated", { visitor: "cy", stage: "hall", floor: "f", x: 3, y: 4, state: 16 });
  all.live("figure.gone", { visitor: "bo" });
  expect([...all.figures.value.keys()]).toEqual(["cy"]);
});
