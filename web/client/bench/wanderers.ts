/** People who wander about a floor, for measuring: repeatable, walking around walls by turning. */
import { HAIRS, type Look, SHIRTS, SKINS, STYLES } from "../src/art/look";
import type { Actor, ActorSource, Direction, LoadedFloor, Person, Point, Sign } from "../src/view/types";

const SPEED = 128;
const WAYS: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
];
const SIGNS: readonly Sign[] = ["free", "free", "free", "muted", "busy", "away", "onsite", "speaking"];
const NAMES = [
  "Ada",
  "Bo",
  "Cem",
  "Dana",
  "Emil",
  "Fatima",
  "Greta",
  "Henrike",
  "Ida",
  "Jonas",
  "Kwame",
  "Lena",
];

/** A small repeatable stream of numbers in 0..1 (mulberry32). */
export function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function of<T>(list: readonly T[], share: number): T {
  return list[Math.floor(share * list.length)] as T;
}

export function someLook(next: () => number): Look {
  return {
    skin: of(SKINS, next()),
    hair: of(HAIRS, next()),
    style: of(STYLES, next()),
    shirt: of(SHIRTS, next()),
    glasses: next() < 0.25,
    beard: next() < 0.2,
    wheelchair: next() < 0.05,
  };
}

export function somebody(at: number, next: () => number): Person {
  const label = at === 0 ? "Sie" : `${of(NAMES, next())}`;
  return {
    id: `v${at}`,
    label,
    look: someLook(next),
    sign: at === 0 ? "free" : of(SIGNS, next()),
    level: next(),
  };
}

interface Walker extends Point {
  x: number;
  y: number;
  way: Direction;
  until: number;
}

export class Wanderers implements ActorSource {
  private readonly walkers: Walker[];
  private last = 0;

  constructor(
    count: number,
    private readonly floor: () => LoadedFloor | null,
    private readonly next: () => number,
  ) {
    this.walkers = Array.from({ length: count }, () => ({ x: 0, y: 0, way: 0, until: 0 }));
  }

  /** Puts everybody on free ground near `around`, or anywhere. */
  scatter(floor: LoadedFloor, around: Point, reach: number): void {
    for (const each of this.walkers) {
      do {
        each.x = around.x + (this.next() * 2 - 1) * reach;
        each.y = around.y + (this.next() * 2 - 1) * reach * 0.6;
      } while (floor.walls.blocked(each.x, each.y));
    }
  }

  step(now: number): boolean {
    const floor = this.floor();
    const passed = Math.min(0.1, (now - this.last) / 1000);
    this.last = now;
    if (floor === null) return false;
    for (const each of this.walkers) this.walk(each, floor, passed, now);
    return true;
  }

  actors(): readonly Actor[] {
    return this.walkers.map((each, at) => ({
      visitor: `v${at}`,
      x: each.x,
      y: each.y,
      direction: each.way,
      moving: true,
      running: false,
      sitting: false,
    }));
  }

  private walk(each: Walker, floor: LoadedFloor, passed: number, now: number): void {
    const [dx, dy] = WAYS[each.way] ?? [0, 0];
    const [x, y] = [each.x + dx * SPEED * passed, each.y + dy * SPEED * passed];
    if (now < each.until && !floor.walls.blocked(x, y)) {
      each.x = x;
      each.y = y;
      return;
    }
    each.way = Math.floor(this.next() * 4) as Direction;
    each.until = now + 400 + this.next() * 2600;
  }
}
