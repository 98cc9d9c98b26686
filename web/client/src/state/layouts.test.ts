import { beforeEach, expect, test, vi } from "vitest";
import type { Snapshot } from "../protocol.gen";
import { Layouts } from "./layouts";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

test("a stage is seen as its hosts show it until one chooses otherwise, and again afterwards", () => {
  const layouts = new Layouts();
  expect(layouts.of("hall")).toBe("speaker");
  layouts.restore({ layouts: { hall: "gallery" } } as unknown as Snapshot);
  expect(layouts.of("hall")).toBe("gallery");
  layouts.choose("hall", "picture");
  layouts.durable("stage.laid_out", { stage: "hall", layout: "side" });
  expect([layouts.of("hall"), layouts.hosts("hall"), layouts.of("lab")]).toEqual([
    "picture",
    "side",
    "speaker",
  ]);
  layouts.choose("hall", null);
  expect(layouts.of("hall")).toBe("side");
});

test("a choice lasts over a reload of the tab", () => {
  new Layouts().choose("hall", "gallery");
  expect(new Layouts().own("hall")).toBe("gallery");
});
