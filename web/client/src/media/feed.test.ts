import { describe, expect, it } from "vitest";
import { layersOf } from "./feed";

describe("the layers of a camera", () => {
  it.each([2, 3])("end with the whole picture, each half as wide as the next: %i", (count) => {
    const scales = layersOf(count).map((each) => each.scaleResolutionDownBy);
    expect(scales).toEqual([4, 2, 1].slice(-count));
  });

  it("are held below what a home's line bears, however many the hub asks for", () => {
    for (const count of [2, 3]) {
      const bits = layersOf(count).reduce((sum, each) => sum + each.maxBitrate, 0);
      expect(bits).toBeLessThan(2_000_000);
      expect(layersOf(count)).toHaveLength(count);
    }
  });

  it("are the browser's own where there is but one", () => {
    expect(layersOf(1)).toEqual([]);
  });
});
