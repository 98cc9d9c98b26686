import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FloorInfo } from "../net/session";
import type { LoadedFloor } from "../view/types";
import { keepGround } from "./ground";

const floorOf = (id: string): FloorInfo => ({ id, url: `${id}.json`, rooms: [] }) as unknown as FloorInfo;
const PLAZA = floorOf("plaza");
const HALL = floorOf("hall");

interface Asked {
  readonly url: string;
  readonly come: () => void;
  readonly fail: () => void;
}

/** A map whose floors come when the test says so. */
class Ground {
  readonly floor = signal<FloorInfo>(PLAZA);
  readonly isLinked = signal(true);
  readonly asked: Asked[] = [];
  readonly told: string[] = [];
  retried = 0;
  readonly stop = keepGround({
    map: { load: (url) => this.load(url), retry: () => this.retried++ },
    floor: () => this.floor.value,
    isLinked: () => this.isLinked.value,
    entered: ({ id }) => this.told.push(id),
    failed: () => this.told.push("failed"),
  });

  private load(url: string): Promise<LoadedFloor> {
    return new Promise((resolve, reject) => {
      this.asked.push({ url, come: () => resolve({} as LoadedFloor), fail: () => reject(new Error(url)) });
    });
  }

  get urls(): string[] {
    return this.asked.map(({ url }) => url);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const settled = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe("the floor to be seen", () => {
  it("stays when one that was left comes after it", async () => {
    const ground = new Ground();
    ground.floor.value = HALL;
    ground.asked[1]?.come();
    await settled();
    ground.asked[0]?.come();
    await settled();
    expect(ground.told).toEqual(["hall"]);
  });

  it("is not called missing when one that was left cannot be read", async () => {
    const ground = new Ground();
    ground.floor.value = HALL;
    ground.asked[0]?.fail();
    await settled();
    ground.isLinked.value = false;
    ground.isLinked.value = true;
    await settled(60_000);
    expect([ground.told, ground.urls]).toEqual([[], ["plaza.json", "hall.json"]]);
  });

  it("is not left for one that could not be read before it when the link is back", async () => {
    const ground = new Ground();
    ground.asked[0]?.fail();
    await settled();
    ground.floor.value = HALL;
    ground.isLinked.value = false;
    ground.isLinked.value = true;
    await settled(60_000);
    expect(ground.urls).toEqual(["plaza.json", "hall.json"]);
  });
});

describe("a floor that could not be read", () => {
  it("is asked for again, after a while and when the link is back", async () => {
    const ground = new Ground();
    ground.asked[0]?.fail();
    await settled(10_000);
    expect([ground.told, ground.asked.length]).toEqual([["failed"], 2]);
    ground.asked[1]?.fail();
    await settled();
    ground.isLinked.value = false;
    ground.isLinked.value = true;
    expect([ground.retried, ground.asked.length]).toEqual([2, 3]);
    ground.asked[2]?.come();
    await settled(60_000);
    expect([ground.told.at(-1), ground.asked.length]).toEqual(["plaza", 3]);
  });

  it("is not asked for any more once the map is gone, nor is one entered that comes then", async () => {
    const failed = new Ground();
    failed.asked[0]?.fail();
    await settled();
    failed.stop();
    const late = new Ground();
    late.stop();
    late.asked[0]?.come();
    const lost = new Ground();
    lost.stop();
    lost.asked[0]?.fail();
    await settled(60_000);
    expect([failed.asked.length, late.told, lost.told, lost.asked.length]).toEqual([1, [], [], 1]);
  });
});
