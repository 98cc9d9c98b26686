import { describe, expect, it } from "vitest";
import { Camera, ease } from "./camera";
import { Halo, haloOf } from "./halo";
import { headingOf } from "./keys";
import { freest, shown, type Wish } from "./overlap";
import { padHeading } from "./pad";
import { spanOf } from "./pointers";
import type { Rect } from "./types";

/** A pill that may lie over its head or one higher. */
const wish = (x: number, y: number): Wish => ({
  places: [0, -19].map((up) => ({ x, y: y + up, width: 60, height: 17 })),
  short: { x: x + 20, y, width: 20, height: 17 },
});
const kinds = (kept: ReturnType<typeof shown>): string[] =>
  kept.map((each) => (each === null ? "none" : each.full ? `full ${each.rect.y}` : "short"));

describe("pills", () => {
  it("that do not meet stay where they are", () => {
    expect(kinds(shown([wish(0, 0), wish(70, 0), wish(0, 40)], []))).toEqual(["full 0", "full 0", "full 40"]);
  });

  it("that meet move the farther, and cost it its text, then its sign, only where there is no other place", () => {
    expect(kinds(shown([wish(0, 0), wish(45, -1)], []))).toEqual(["full 0", "full -20"]);
    expect(kinds(shown([wish(0, 0), wish(45, 3)], []))).toEqual(["full 0", "short"]);
    expect(kinds(shown([wish(0, 0), wish(10, 3)], []))).toEqual(["full 0", "none"]);
  });

  it("give way to the signs of rooms, and leave faces free where they can", () => {
    const sign = { x: -30, y: -19, width: 40, height: 36 };
    const face = { x: 5, y: 5, width: 20, height: 20 };
    expect(kinds(shown([wish(0, 0)], [sign]))).toEqual(["short"]);
    expect(kinds(shown([wish(0, 0)], [], [face]))).toEqual(["full -19"]);
    expect(kinds(shown([wish(0, 0)], [], [face, sign]))).toEqual(["full 0"]);
  });

  it("of conversations hang where they cover nobody, if there is such a place", () => {
    const places = [0, 60].map((x) => ({ x, y: 0, width: 50, height: 24 }));
    const body = { x: 10, y: 10, width: 20, height: 40 };
    expect(freest(places, [])).toBe(places[0]);
    expect(freest(places, [body])).toBe(places[1]);
    expect(freest(places, [body, { ...body, x: 70 }])).toBe(places[0]);
  });

  it("never lie over each other in a crowd", () => {
    const wishes = Array.from({ length: 200 }, (_, at) => wish((at * 37) % 500, (at * 53) % 300));
    const kept = shown(wishes, []);
    const boxes: Rect[] = kept.flatMap((each) => (each === null ? [] : [each.rect]));
    const meet = (a: Rect, b: Rect): boolean =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    expect(boxes.some((a, at) => boxes.slice(at + 1).some((b) => meet(a, b)))).toBe(false);
  });
});

describe("a halo", () => {
  const members = [
    { x: 100, y: 100 },
    { x: 160, y: 100 },
    { x: 130, y: 150 },
  ];

  it("holds all its members and is wider than high", () => {
    const edge = haloOf(members);
    const [xs, ys] = [edge.map((each) => each.x), edge.map((each) => each.y)];
    for (const each of members) {
      expect(Math.min(...xs)).toBeLessThan(each.x);
      expect(Math.max(...xs)).toBeGreaterThan(each.x);
      expect(Math.max(...ys)).toBeGreaterThan(each.y);
    }
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(Math.max(...ys) - Math.min(...ys));
  });

  it("grows when it appears and comes to rest without overshoot", () => {
    const halo = new Halo();
    const wide = (): number =>
      Math.max(...halo.points.map((each) => each.x)) - Math.min(...halo.points.map((each) => each.x));
    const goal =
      Math.max(...haloOf(members).map((each) => each.x)) - Math.min(...haloOf(members).map((each) => each.x));
    let [now, before] = [1000, 0];
    expect(halo.follow(members, now, false)).toBe(true);
    for (now += 16; halo.follow(members, now, false); now += 16) {
      expect(wide()).toBeGreaterThanOrEqual(before);
      expect(wide()).toBeLessThanOrEqual(goal + 0.01);
      before = wide();
    }
    expect(now).toBeLessThan(2500);
    expect(wide()).toBeCloseTo(goal, 3);
  });

  it("is simply there under reduced motion", () => {
    const halo = new Halo();
    expect(halo.follow(members, 1000, true)).toBe(false);
    expect(halo.points).toEqual(haloOf(members));
  });
});

describe("the camera", () => {
  const made = (): Camera => {
    const camera = new Camera();
    camera.resize({ width: 1000, height: 800 });
    camera.enter({ width: 4000, height: 3000 }, { x: 2000, y: 1500 });
    camera.advance(0);
    return camera;
  };

  it("shows oneself in the middle of what no card covers", () => {
    const camera = made();
    camera.setInsets({ top: 100, right: 360, bottom: 0, left: 0 }, 0, true);
    camera.advance(1);
    expect(camera.toScreen({ x: 2000, y: 1500 })).toEqual({ x: 320, y: 450 });
    expect(camera.toFloor({ x: 320, y: 450 })).toEqual({ x: 2000, y: 1500 });
  });

  it("glides for 320 ms, and cuts under reduced motion", () => {
    const camera = made();
    camera.lookAt({ x: 2400, y: 1500 }, 1000, false);
    camera.advance(1100);
    const half = camera.toFloor({ x: 500, y: 400 }).x;
    expect(half).toBeGreaterThan(2000);
    expect(half).toBeLessThan(2400);
    camera.advance(1320);
    expect(camera.toFloor({ x: 500, y: 400 }).x).toBe(2400);
    camera.lookAt({ x: 2000, y: 1500 }, 2000, true);
    camera.advance(2000);
    expect(camera.toFloor({ x: 500, y: 400 }).x).toBe(2000);
  });

  it("zooms in steps, keeps to the ends, and keeps the point under the fingers once it is free", () => {
    const camera = made();
    camera.pan(-10, 0);
    const before = camera.toFloor({ x: 700, y: 300 });
    camera.zoomTo(1.7, { x: 700, y: 300 });
    expect(camera.toFloor({ x: 700, y: 300 }).x).toBeCloseTo(before.x, 6);
    expect(camera.toFloor({ x: 700, y: 300 }).y).toBeCloseTo(before.y, 6);
    for (let at = 0; at < 12; at++) camera.step(1, null, 0, true);
    expect(camera.state).toMatchObject({ zoom: 3, canZoomIn: false, canZoomOut: true });
    for (let at = 0; at < 12; at++) camera.step(-1, null, 0, true);
    expect(camera.state).toMatchObject({ zoom: 0.5, canZoomOut: false });
  });

  it("follows until the map is dragged, and again when asked", () => {
    const camera = made();
    camera.pan(50, 0);
    expect(camera.state.following).toBe(false);
    camera.track({ x: 100, y: 100 });
    camera.advance(10);
    expect(camera.toFloor({ x: 500, y: 400 }).x).toBe(1950);
    camera.follow({ x: 2100, y: 1500 }, 20, true);
    expect(camera.state.following).toBe(true);
  });

  it("does not look far beyond the edge of the floor", () => {
    const camera = made();
    camera.track({ x: 0, y: 0 });
    camera.advance(0);
    expect(camera.toFloor({ x: 0, y: 0 })).toEqual({ x: -96, y: -96 });
  });

  it("eases from nothing to all", () => {
    expect([ease(-1), ease(0), ease(1), ease(2)]).toEqual([0, 0, 1, 1]);
  });
});

describe("steering", () => {
  it("adds the keys that are down", () => {
    expect(headingOf(new Set(["ArrowUp", "KeyD"]), true)).toEqual({ dx: 1, dy: -1, run: true });
    expect(headingOf(new Set(["ArrowLeft", "KeyD"]), false)).toEqual({ dx: 0, dy: 0, run: false });
    expect(headingOf(new Set(["KeyW", "ArrowUp"]), false)).toEqual({ dx: 0, dy: -1, run: false });
  });

  it("reads the pad: still in the middle, running at the rim", () => {
    expect(padHeading(3, 3, 52)).toEqual({ dx: 0, dy: 0, run: false });
    expect(padHeading(30, 0, 52)).toEqual({ dx: 1, dy: 0, run: false });
    expect(padHeading(0, -52, 52)).toMatchObject({ dy: -1, run: true });
  });

  it("measures two fingers", () => {
    expect(spanOf({ x: 0, y: 0 }, { x: 30, y: 40 })).toEqual({ middle: { x: 15, y: 20 }, distance: 50 });
  });
});
