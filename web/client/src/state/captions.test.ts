import { expect, test } from "vitest";
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
  all.restore({ captioners: { hall: { gus: "de" } }, live } as unknown as Snapshot);
  return all;
}

test("a line that is being written stands in for the last one until it is final", () => {
  const all = captions();
  all.durable("caption.said", said("b", "Guten Tag"));
  all.live("caption.heard", { stage: "hall", language: "de", body: "Will" });
  expect(all.current("hall", "de")).toBe("Will");
  expect(all.current("hall", "en")).toBe("Hello");
  all.durable("caption.said", said("c", "Willkommen"));
  expect(all.current("hall", "de")).toBe("Willkommen");
});

test("a line that was mended reads as mended, one that was taken away is gone", () => {
  const all = captions();
  all.durable("caption.said", said("b", "Guten Tga"));
  all.durable("caption.corrected", said("b", "Guten Tag"));
  expect(all.current("hall", "de")).toBe("Guten Tag");
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
