import { describe, expect, it } from "vitest";
import type { LoadedFloor, Seat, Walls } from "../view/types";
import { Motion } from "./motion";
import { decodePositions, packState, unpackState } from "./positions";
import { facing, RUN, stride, WALK } from "./stride";
import { Track } from "./track";

/** A field with one wall: everything from x = 200 to the right, for y below 300. */
const WALL = 200;
const walls: Walls = {
  width: 1000,
  height: 1000,
  blocked: (x, y, closed) =>
    x < 0 || y < 0 || (x >= WALL && y < 300) || (closed?.has("room") === true && y > 600),
  lineFree: (from, to) =>
    ![from, to].some(({ x, y }) => x >= WALL && y < 300) &&
    !(from.x < WALL !== to.x < WALL && Math.min(from.y, to.y) < 300),
};
const SEAT: Seat = { x: 100, y: 500, direction: 1 };
const floor: LoadedFloor = {
  width: 1000,
  height: 1000,
  walls,
  rooms: [],
  portals: [],
  spawns: {},
  roomsAt: () => [],
  seatAt: ({ x, y }) => (Math.abs(x - SEAT.x) < 8 && Math.abs(y - SEAT.y) < 8 ? SEAT : null),
};
const PLACE = { floor: "plaza", x: 100, y: 100, epoch: 1 };
const EAST = { dx: 1, dy: 0, run: false };
const STILL = { dx: 0, dy: 0, run: false };

interface Sent {
  readonly x: number;
  readonly y: number;
  readonly state: number;
  readonly epoch: number;
  readonly at: number;
}

class Walk {
  readonly sent: Sent[] = [];
  stops = 0;
  now = 1000;
  readonly motion = new Motion({
    send: (x, y, state, epoch) => this.sent.push({ x, y, state, epoch, at: this.now }),
    stopWalk: () => this.stops++,
  });

  constructor(place = PLACE, held = STILL) {
    this.motion.steer(held);
    const own = { visitor: "me", lane: 1, state: 0, ...place };
    this.motion.enter(
      "me",
      place,
      [own, { visitor: "you", lane: 2, floor: "plaza", x: 300, y: 400, state: 0 }],
      1000,
    );
    this.motion.walls(floor);
    this.motion.step(this.now);
  }

  run(ms: number): void {
    for (const end = this.now + ms; this.now < end; ) {
      this.now += 16;
      this.motion.step(this.now);
    }
  }

  at(visitor: string): { x: number; y: number; sitting?: boolean; direction?: number } {
    const found = this.motion.actors().find((each) => each.visitor === visitor);
    if (found === undefined) throw new Error(`no ${visitor}`);
    return found;
  }
}

function record(lane: number, x: number, y: number, state: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(7));
  view.setUint16(0, lane, true);
  view.setUint16(2, x, true);
  view.setUint16(4, y, true);
  view.setUint8(6, state);
  return new Uint8Array(view.buffer);
}

describe("a position frame", () => {
  it("is read record by record, little endian, without a torn last one", () => {
    const frame = new Uint8Array([...record(513, 40000, 258, 0b10101), 1, 2, 3]);
    expect(decodePositions(frame)).toEqual([{ lane: 513, x: 40000, y: 258, state: 21 }]);
    expect(decodePositions(frame.buffer)).toHaveLength(1);
  });

  it("packs what a body does into one byte and back", () => {
    for (let state = 0; state < 32; state++) expect(packState(unpackState(state))).toBe(state);
  });
});

describe("the own body", () => {
  it("walks at once, four tiles a second, and twice as fast when it runs", () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.motion.steer(EAST);
    walk.run(1000);
    const walked = walk.at("me").x - 100;
    expect(walked).toBeGreaterThan(WALK * 0.95);
    expect(walked).toBeLessThan(WALK * 1.05);
    walk.motion.steer({ ...EAST, run: true });
    walk.run(1000);
    expect(walk.at("me").x - 100 - walked).toBeGreaterThan(RUN * 0.95);
  });

  it("walks by a key that was held before the hub told where it stands, and through a portal", () => {
    const walk = new Walk({ ...PLACE, y: 400 }, EAST);
    walk.run(500);
    expect(walk.at("me").x).toBeGreaterThan(150);
    walk.motion.enter("me", { floor: "hall", x: 20, y: 400, epoch: 2 }, [], walk.now);
    walk.run(200);
    expect(walk.at("me").x).toBe(20);
    walk.motion.walls(floor);
    walk.run(500);
    expect(walk.at("me").x).toBeGreaterThan(70);
    expect(walk.sent.at(-1)?.epoch).toBe(2);
  });

  it("is no faster on the diagonal", () => {
    const to = stride({ x: 0, y: 400 }, { dx: 1, dy: 1, run: false }, 1, walls, new Set());
    expect(Math.hypot(to.x, to.y - 400)).toBeCloseTo(WALK, 5);
  });

  it("stops at walls, slides along them, and never tells a point within one", () => {
    const walk = new Walk();
    walk.motion.steer({ dx: 1, dy: 1, run: true });
    walk.run(600);
    expect(walk.at("me").y).toBeGreaterThan(180);
    expect(walk.at("me").x).toBeLessThan(WALL);
    expect(walk.sent.some(({ x, y }) => walls.blocked(x, y))).toBe(false);
  });

  it("turns a corner by points between which the server finds a straight way", () => {
    const walk = new Walk({ ...PLACE, x: 190, y: 250 });
    walk.motion.steer({ dx: 1, dy: 1, run: true });
    walk.run(800);
    expect(walk.at("me").x).toBeGreaterThan(WALL + 20);
    const told = [{ x: 190, y: 250 }, ...walk.sent];
    for (const [at, to] of walk.sent.entries()) expect(walls.lineFree(told[at] ?? to, to)).toBe(true);
  });

  it("tells at most 15 times a second, and its rest as the last word", () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.motion.steer(EAST);
    walk.run(2000);
    walk.motion.steer(STILL);
    walk.run(200);
    expect(walk.sent.length).toBeLessThanOrEqual(15 * 2.2 + 1);
    const gaps = walk.sent.slice(1).map((each, at) => each.at - (walk.sent[at]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000 / 15);
    expect(walk.sent.at(-1)).toMatchObject({ x: Math.round(walk.at("me").x), state: 1, epoch: 1 });
  });

  it("stays out of rooms that would not let it in", () => {
    const walk = new Walk({ ...PLACE, y: 590 });
    walk.motion.close(["room"]);
    walk.motion.steer({ dx: 0, dy: 1, run: false });
    walk.run(500);
    expect(walk.at("me").y).toBeLessThanOrEqual(600.5);
  });

  it("jumps when the server places it, and goes on with the new epoch", () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.motion.steer(EAST);
    walk.run(300);
    walk.motion.place("me", { floor: "plaza", x: 500, y: 500, epoch: 2 }, 0, walk.now);
    expect(walk.at("me")).toMatchObject({ x: 500, y: 500 });
    walk.motion.place("me", { floor: "plaza", x: 10, y: 10, epoch: 1 }, 0, walk.now);
    walk.run(300);
    expect(walk.at("me").x).toBeGreaterThan(520);
    expect(walk.sent.at(-1)?.epoch).toBe(2);
  });

  it("sits down on a seat it stops at, and gets up when it walks on", () => {
    const walk = new Walk({ ...PLACE, x: 60, y: 502 });
    walk.motion.steer(EAST);
    while (walk.at("me").x < 97) walk.run(16);
    walk.motion.steer(STILL);
    walk.run(400);
    expect(walk.at("me")).toMatchObject({ x: 100, y: 500, sitting: true, direction: 1 });
    expect(walk.sent.at(-1)).toMatchObject({ x: 100, y: 500, state: 1 | 16 });
    walk.motion.steer(EAST);
    walk.run(100);
    expect(walk.at("me").sitting).toBe(false);
  });

  it("does not leap after a tab has slept", () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.motion.steer(EAST);
    walk.now += 60_000;
    walk.motion.step(walk.now);
    expect(walk.at("me").x).toBeLessThan(100 + WALK * 0.11);
  });

  it("keeps where it is over a reconnect, unless the server has moved it", () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.motion.steer(EAST);
    walk.run(300);
    const { x } = walk.at("me");
    walk.motion.enter("me", { ...PLACE, y: 400 }, [], walk.now);
    expect(walk.at("me").x).toBe(x);
    expect(walk.motion.actors()).toHaveLength(1);
    walk.motion.enter("me", { ...PLACE, epoch: 5 }, [], walk.now);
    expect(walk.at("me")).toMatchObject({ x: 100, y: 100 });
  });
});

describe("a walk led by the server", () => {
  it("is shown from its records, silent, and handed back where it ends", () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.motion.walkStarted(2, walk.now);
    for (let tick = 1; tick <= 10; tick++) {
      walk.motion.records(record(1, 100 + tick * 6, 400, 1 | 4), walk.now);
      walk.run(48);
    }
    expect(walk.motion.isLed).toBe(true);
    walk.motion.walkEnded({ x: 160, y: 400 }, walk.now);
    walk.run(160);
    expect(walk.motion.isLed).toBe(false);
    expect(walk.at("me")).toMatchObject({ x: 160, y: 400 });
    expect(walk.sent).toEqual([]);
    walk.motion.steer(EAST);
    walk.run(100);
    expect(walk.sent.at(-1)?.epoch).toBe(2);
  });

  it("that follows upon another goes on where the picture is", () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.motion.walkStarted(2, walk.now);
    for (let tick = 1; tick <= 10; tick++) {
      walk.motion.records(record(1, 100 + tick * 6, 400, 1 | 4), walk.now);
      walk.run(48);
    }
    const { x } = walk.at("me");
    walk.motion.walkStarted(3, walk.now);
    walk.run(16);
    expect(walk.at("me").x).toBeGreaterThanOrEqual(x);
  });

  const led = () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.motion.walkStarted(2, walk.now);
    for (let tick = 1; tick <= 10; tick++) {
      walk.motion.records(record(1, 100 + tick * 6, 400, 1 | 4), walk.now);
      walk.run(48);
    }
    return walk;
  };
  const fresh = (walk: Walk, x: number, state: number, epoch = 2) => {
    const place = { floor: "plaza", x, y: 400, epoch };
    walk.motion.enter("me", place, [{ visitor: "me", lane: 1, state, ...place }], walk.now);
  };

  it("goes on after a reconnect in its midst, and ends where the server ends it", () => {
    const walk = led();
    const { x } = walk.at("me");
    walk.run(1000);
    fresh(walk, 220, 1 | 4);
    expect(walk.motion.isLed).toBe(true);
    expect(walk.at("me").x).toBeLessThan(170);
    walk.run(100);
    expect(walk.at("me").x).toBeGreaterThan(x);
    walk.motion.records(record(1, 226, 400, 1 | 4), walk.now);
    walk.motion.walkEnded({ x: 230, y: 400 }, walk.now);
    walk.run(200);
    expect(walk.motion.isLed).toBe(false);
    expect(walk.at("me")).toMatchObject({ x: 230, y: 400 });
    expect(walk.sent).toEqual([]);
  });

  it("that ended while the link was broken leaves one where it ended", () => {
    const walk = led();
    walk.run(1000);
    fresh(walk, 460, 3);
    walk.run(100);
    expect(walk.motion.isLed).toBe(false);
    expect(walk.at("me")).toMatchObject({ x: 460, y: 400, direction: 3 });
    expect(walk.sent).toEqual([]);
    walk.motion.steer({ ...EAST, dx: -1 });
    walk.run(100);
    expect(walk.sent[0]?.x).toBeGreaterThan(440);
  });

  it("that began while the link was broken is shown too", () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.run(1000);
    fresh(walk, 130, 1 | 4);
    walk.run(48);
    walk.motion.records(record(1, 136, 400, 1 | 4), walk.now);
    walk.motion.walkEnded({ x: 140, y: 400 }, walk.now);
    walk.run(200);
    expect(walk.motion.isLed).toBe(false);
    expect(walk.at("me")).toMatchObject({ x: 140, y: 400 });
    expect(walk.sent).toEqual([]);
  });

  const loaded = () => {
    const walk = new Walk({ ...PLACE, floor: "other" });
    const motion = new Motion({
      send: (x, y, state, epoch) => walk.sent.push({ x, y, state, epoch, at: walk.now }),
      stopWalk: () => walk.stops++,
    });
    const place = { floor: "plaza", x: 130, y: 400, epoch: 2 };
    motion.enter("me", place, [{ visitor: "me", lane: 1, state: 1 | 4, ...place }], walk.now);
    motion.walls(floor);
    return Object.assign(walk, { motion });
  };

  it("goes on in a page that is loaded in its midst", () => {
    const walk = loaded();
    walk.run(48);
    walk.motion.records(record(1, 136, 400, 1 | 4), walk.now);
    walk.run(2000);
    expect(walk.motion.isLed).toBe(true);
    walk.motion.walkEnded({ x: 160, y: 400 }, walk.now);
    walk.run(200);
    expect(walk.motion.isLed).toBe(false);
    expect(walk.at("me")).toMatchObject({ x: 160, y: 400 });
    expect(walk.sent).toEqual([]);
  });

  it("is not awaited in a page that is loaded by somebody who walked by keys", () => {
    const walk = loaded();
    walk.run(600);
    expect(walk.motion.isLed).toBe(false);
    walk.motion.steer(EAST);
    walk.run(200);
    expect(walk.at("me").x).toBeGreaterThan(140);
    expect(walk.sent.at(-1)?.epoch).toBe(2);
  });

  it("is asked to stop again after a reconnect when the key is held still", () => {
    const walk = led();
    walk.motion.steer(EAST);
    expect(walk.stops).toBe(1);
    fresh(walk, 220, 1 | 4);
    expect(walk.stops).toBe(2);
  });

  it("is asked to stop once by a key", () => {
    const walk = new Walk({ ...PLACE, y: 400 });
    walk.motion.walkStarted(2, walk.now);
    walk.motion.steer(EAST);
    walk.motion.steer({ ...EAST, run: true });
    expect(walk.stops).toBe(1);
  });
});

describe("another body", () => {
  it("is shown 100 ms late, between what was heard, without jumps", () => {
    const walk = new Walk();
    walk.run(200);
    let before = walk.at("you").x;
    for (let tick = 1; tick <= 20; tick++) {
      walk.motion.records(record(2, 300 + tick * 7, 400, 1 | 4), walk.now);
      for (let frame = 0; frame < 3; frame++) {
        walk.run(16);
        const { x } = walk.at("you");
        expect(x - before).toBeGreaterThanOrEqual(0);
        expect(x - before).toBeLessThan(8);
        before = x;
      }
    }
    expect(before).toBeGreaterThan(300 + 20 * 7 - 24);
    walk.motion.records(record(2, 440, 400, 1), walk.now);
    walk.run(300);
    expect(walk.at("you")).toMatchObject({ x: 440, y: 400, moving: false });
    expect(walk.motion.step(walk.now + 16)).toBe(false);
  });

  it("that starts after a rest does not crawl out of it", () => {
    const track = new Track(0, 0, 0, 0);
    track.step(5000);
    track.push(10, 0, 1 | 4, 5000);
    track.step(5040);
    expect(track.actor("x").x).toBe(0);
    track.step(5075);
    expect(track.actor("x").x).toBeCloseTo(5, 0);
  });

  it("of an unknown lane is ignored, and a late word of its old lane does not remove it", () => {
    const walk = new Walk();
    walk.motion.records(record(77, 1, 1, 0), walk.now);
    walk.motion.appear({ visitor: "you", lane: 9, floor: "plaza", x: 300, y: 400, state: 0 }, walk.now);
    walk.motion.vanish("you", 2);
    expect(walk.motion.actors()).toHaveLength(2);
    walk.motion.vanish("you", 9);
    expect(walk.motion.actors()).toHaveLength(1);
  });

  it("of another floor is not shown", () => {
    const walk = new Walk();
    walk.motion.appear({ visitor: "far", lane: 3, floor: "park", x: 1, y: 1, state: 0 }, walk.now);
    expect(walk.motion.position("far")).toBeNull();
  });

  it("jumps only when the server places it", () => {
    const walk = new Walk();
    walk.motion.place("you", { floor: "plaza", x: 900, y: 900, epoch: 3 }, 2, walk.now);
    walk.run(16);
    expect(walk.at("you")).toMatchObject({ x: 900, y: 900, direction: 2 });
  });
});

it("looks the way it goes; of two equal ways the horizontal one, of none the one before", () => {
  expect([facing(1, 1, 0), facing(-1, 1, 0), facing(0, 1, 3), facing(0, -1, 3), facing(0, 0, 3)]).toEqual([
    1, 3, 0, 2, 3,
  ]);
});
