import { expect, test, vi } from "vitest";
import type { Snapshot } from "../protocol.gen";
import { Captions } from "./captions";

const said = (caption: string, body: string, language = "de") => ({
  stage: "hall",
  caption,
  language,
  body,
  at: 1,
});

function captions(): Captions {
  const all = new Captions();
  const live = { captions: { hall: [{ caption: "a", language: "en", body: "Hello", at: 1 }] } };
  all.restore({ at: Date.now() + 60_000, captioners: { hall: { gus: "de" } }, live } as unknown as Snapshot);
  return all;
}

test("a line that is being written stands in for the last one until it is final", () => {
  const all = captions();
  all.durable("caption.said", said("b", "Guten Tag"));
  all.live("caption.heard", { stage: "hall", language: "de", body: "Will" });
  expect(all.current("hall", "de")?.body).toBe("Will");
  expect(all.current("hall", "en")?.body).toBe("Hello");
  all.durable("caption.said", said("c", "Willkommen"));
  expect(all.current("hall", "de")?.body).toBe("Willkommen");
});

test("a line that was mended reads as mended, one that was taken away is gone", () => {
  const all = captions();
  all.durable("caption.said", said("b", "Guten Tga"));
  all.durable("caption.corrected", said("b", "Guten Tag"));
  expect(all.current("hall", "de")?.body).toBe("Guten Tag");
  all.durable("caption.corrected", said("b", ""));
  expect(all.current("hall", "de")).toBeNull();
});

test("a stage has the languages of its lines and of its captioners", () => {
  const all = captions();
  expect(all.languages("hall")).toEqual(["de", "en"]);
  all.durable("caption.captioner_set", { stage: "hall", visitor: "gus", language: null });
  expect(all.languages("hall")).toEqual(["en"]);
  expect(all.languages("lab")).toEqual([]);
});

test("a line stands for 8 seconds by the hub's clock, one that is being written anew with each word", () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const all = captions();
  expect(all.left({ body: "Hello", at: 1_060_000 })).toBe(8000);
  all.live("caption.heard", { stage: "hall", language: "de", body: "Will" });
  vi.advanceTimersByTime(5000);
  all.live("caption.heard", { stage: "hall", language: "de", body: "Willkom" });
  vi.advanceTimersByTime(7000);
  const line = all.current("hall", "de");
  expect(line && all.left(line)).toBe(1000);
  vi.useRealTimers();
});

test("who writes sees the lines of one language, the oldest first", () => {
  const all = captions();
  all.durable("caption.said", said("b", "Eins"));
  all.durable("caption.said", said("c", "Zwei"));
  expect(all.lines("hall", "de").map((each) => each.body)).toEqual(["Eins", "Zwei"]);
  expect([...all.writers("hall")]).toEqual([["gus", "de"]]);
});
