import { expect, test } from "vitest";
import { extended, pathOf, readStroke, type Stroke, svgOf, touches } from "./strokes";

const stroke = (...points: number[]): Stroke => ({ id: "s", colour: "ink", width: 4, points });

test("a stroke is read only if it can be drawn", () => {
  expect(readStroke(stroke(1, 2, 3, 4))).toEqual(stroke(1, 2, 3, 4));
  for (const bad of [
    null,
    "x",
    { ...stroke(1, 2), colour: "url(#x)" },
    { ...stroke(1, 2), width: 900 },
    { ...stroke(1, 2), points: [1, '2"/>'] },
    { ...stroke(1, 2), points: [] },
    { ...stroke(1, 2), points: Array(5000).fill(1) },
  ])
    expect(readStroke(bad)).toBeNull();
});

test("points that are hardly others are left out", () => {
  expect(extended([10, 10], 11, 11)).toEqual([10, 10]);
  expect(extended([10, 10], 14.4, 10)).toEqual([10, 10, 14, 10]);
});

test("a dot, a line and a curve have a path", () => {
  expect(pathOf([5, 6])).toBe("M5 6h.01");
  expect(pathOf([0, 0, 10, 0])).toBe("M0 0L10 0");
  expect(pathOf([0, 0, 10, 0, 10, 10])).toBe("M0 0Q10 0 10 5L10 10");
});

test("the eraser finds a line between its points", () => {
  const line = stroke(0, 0, 100, 0);
  expect([touches(line, 50, 8, 10), touches(line, 50, 30, 10), touches(line, 130, 0, 10)]).toEqual([
    true,
    false,
    false,
  ]);
});

test("the file holds the description as text", () => {
  const svg = svgOf([stroke(0, 0, 9, 9)], "A <b> & c");
  expect(svg).toContain("<title>A &lt;b&gt; &amp; c</title>");
  expect(svg).toContain('stroke="#1d2529"');
});
