import { expect, test } from "vitest";
import type { Snapshot } from "../protocol.gen";
import { Interpreting } from "./interpreting";

const QUIET = { listening: null, cut: [], asking: [], listeners: {} };

function filled(): Interpreting {
  const all = new Interpreting();
  const hall = {
    interpreters: { ada: ["fr"], bob: ["de", "fr"] },
    desks: { ada: "fr", bob: "fr" },
    on_air: { fr: { visitor: "ada", since: 5000 } },
  };
  const now = { hall: { ...QUIET, listening: "fr", cut: ["ada"], asking: ["bob"] } };
  const snapshot = { at: Date.now() + 5000, interpreting: { hall }, live: { interpreting: now } };
  all.restore(snapshot as unknown as Snapshot);
  return all;
}

test("a stage has a channel for every language somebody interprets into", () => {
  const all = filled();
  expect(all.channels("hall")).toEqual(["de", "fr"]);
  expect(all.channels("lab")).toEqual([]);
  all.durable("interpreter.named", { stage: "hall", visitor: "bob", languages: [] });
  expect(all.channels("hall")).toEqual(["fr"]);
  expect([...all.named("hall").keys()]).toEqual(["ada"]);
});

test("a hand-over ends what was asked and cut before it", () => {
  const all = filled();
  expect([all.isCut("hall", "ada"), all.isAsking("hall", "bob")]).toEqual([true, true]);
  all.durable("interpreter.on_air", { stage: "hall", language: "fr", visitor: "bob", at: 9000 });
  expect(all.holder("hall", "fr")).toEqual({ visitor: "bob", since: 9000 });
  expect([all.isCut("hall", "ada"), all.isAsking("hall", "bob")]).toEqual([false, false]);
  all.durable("interpreter.on_air", { stage: "hall", language: "fr", visitor: null, at: 9500 });
  expect(all.holder("hall", "fr")).toBeNull();
});

test("who leaves the desk is at none, and who is erased interprets nowhere", () => {
  const all = filled();
  all.durable("interpreter.sat", { stage: "hall", visitor: "bob", language: null });
  expect(all.atDesk("hall", "fr")).toEqual(["ada"]);
  all.durable("visitor.erased", { visitor: "ada" });
  expect([all.atDesk("hall", "fr"), all.stageOf("ada", null)]).toEqual([[], null]);
  expect(all.stageOf("bob", null)).toBe("hall");
});

test("what one hears and how many listen follows what the hub tells", () => {
  const all = filled();
  expect(all.listening("hall")).toBe("fr");
  all.live("stage.listening", { stage: "hall", visitor: "me", language: null });
  all.live("interpreter.listeners", { stage: "hall", listeners: { fr: 3 } });
  all.live("interpreter.cut", { stage: "hall", visitor: "ada", cut: false });
  expect(all.listening("hall")).toBeNull();
  expect([all.listeners("hall", "fr"), all.listeners("hall", "de")]).toEqual([3, 0]);
  expect(all.isCut("hall", "ada")).toBe(false);
});

test("how long somebody is on air is counted by the hub's clock", () => {
  const all = filled();
  expect(Math.round(all.since(Date.now()) / 100)).toBe(50);
});
