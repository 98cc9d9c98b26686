import { expect, it } from "vitest";
import type { Snapshot } from "../protocol.gen";
import { Recordings } from "./recordings";

const begun = { recording: "r", stage: "hall", at: 5 };
const snapshot = { you: { visitor: "ada" }, recordings: {} } as unknown as Snapshot;

it("knows what runs, one's own answer, and why it ended", () => {
  const recordings = new Recordings();
  recordings.restore(snapshot);
  expect(recordings.of("hall")).toBeNull();
  recordings.durable("recording.started", begun);
  expect(recordings.of("hall")?.mine).toBeNull();
  recordings.durable("recording.answered", { recording: "r", stage: "hall", visitor: "bob", yes: false });
  recordings.durable("recording.answered", { recording: "r", stage: "hall", visitor: "ada", yes: true });
  expect(recordings.of("hall")).toMatchObject({ mine: true, answers: { ada: true, bob: false } });
  recordings.durable("recording.stopped", { recording: "r", stage: "hall", reason: "disk", at: 9 });
  expect(recordings.of("hall")).toBeNull();
  expect(recordings.ended.value.get("hall")).toBe("disk");
  recordings.durable("recording.started", begun);
  expect(recordings.ended.value.has("hall")).toBe(false);
});
