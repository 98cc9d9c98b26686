import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Images } from "./images";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A hub that gives pictures while it is there, and counts how often it is asked. */
class Hub {
  asked = 0;
  isThere = true;

  readonly open = async (): Promise<HTMLImageElement> => {
    this.asked++;
    if (!this.isThere) throw new Error("away");
    return {} as HTMLImageElement;
  };
}

it("waits for pictures that somebody else has asked for already", async () => {
  let come = (_: HTMLImageElement) => {};
  const open = () =>
    new Promise<HTMLImageElement>((resolve) => {
      come = resolve;
    });
  const images = new Images(() => undefined, open);
  const ready: string[] = [];
  const first = images.all(["a.svg"]).then(() => ready.push("first"));
  const second = images.all(["a.svg"]).then(() => ready.push("second"));
  await vi.advanceTimersByTimeAsync(1000);
  expect(ready).toEqual([]);
  come({} as HTMLImageElement);
  await Promise.all([first, second]);
  expect(images.get("a.svg")).not.toBeNull();
});

describe("pictures that fail while the hub is away", () => {
  it("are asked for again, ever more seldom, until they come", async () => {
    const hub = new Hub();
    hub.isThere = false;
    const told: boolean[] = [];
    const images = new Images((late) => told.push(late), hub.open);
    await images.all(["a.svg"]);
    await vi.advanceTimersByTimeAsync(7000);
    expect(hub.asked).toBe(4);
    hub.isThere = true;
    await vi.advanceTimersByTimeAsync(8000);
    expect(images.get("a.svg")).not.toBeNull();
    expect(told).toEqual([true]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hub.asked).toBe(5);
  });

  it("come at once when the hub is back", async () => {
    const hub = new Hub();
    hub.isThere = false;
    const images = new Images(() => undefined, hub.open);
    await images.all(["a.svg", "b.svg"]);
    hub.isThere = true;
    await images.retry();
    expect([images.get("a.svg"), images.get("b.svg")]).not.toContain(null);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hub.asked).toBe(4);
  });

  it("are not asked for any more once the map is gone", async () => {
    const hub = new Hub();
    hub.isThere = false;
    const images = new Images(() => undefined, hub.open);
    await images.all(["a.svg"]);
    images.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hub.asked).toBe(1);
  });
});
