/**
 * The collision rule of pills: whoever is nearer has the best place, the farther moves aside or up, and hides its
 * text only where it finds none. Pure.
 */
import type { Rect } from "./types";

export interface Wish {
  /** With its text: where it may lie, the best place first. */
  readonly places: readonly Rect[];
  /** The sign alone. */
  readonly short: Rect;
}

export function meets(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Buckets of the plane, so that a crowd costs no square of its number. */
class Taken {
  private readonly buckets = new Map<number, Rect[]>();

  constructor(from: readonly Rect[]) {
    for (const rect of from) this.take(rect);
  }

  free(rect: Rect): boolean {
    return this.keys(rect).every((key) => !this.buckets.get(key)?.some((other) => meets(rect, other)));
  }

  take(rect: Rect): void {
    for (const key of this.keys(rect)) {
      const bucket = this.buckets.get(key);
      if (bucket === undefined) this.buckets.set(key, [rect]);
      else bucket.push(rect);
    }
  }

  private keys(rect: Rect): number[] {
    const found: number[] = [];
    for (let x = rect.x >> 7; x <= (rect.x + rect.width) >> 7; x++) {
      for (let y = rect.y >> 5; y <= (rect.y + rect.height) >> 5; y++) found.push(x * 65536 + y);
    }
    return found;
  }
}

/** What is left of a pill, and where: sign and text, or the sign alone. */
export interface Kept {
  readonly rect: Rect;
  readonly full: boolean;
}

/**
 * What each wish keeps, in order of importance (nearest first); null where even the sign is covered. `fixed` is
 * never given up (room signs); `faces` stay free where there is another place.
 */
export function shown(
  wishes: readonly Wish[],
  fixed: readonly Rect[],
  faces: readonly Rect[] = [],
): (Kept | null)[] {
  const [taken, seen] = [new Taken(fixed), new Taken(faces)];
  return wishes.map(({ places, short }) => {
    const open = places.filter((each) => taken.free(each));
    const full = open.find((each) => seen.free(each)) ?? open[0];
    const rect = full ?? (taken.free(short) ? short : null);
    if (rect === null) return null;
    taken.take(rect);
    return { rect, full: full !== undefined };
  });
}

/** The first of some places that lies over nothing, else the very first. */
export function freest(places: readonly Rect[], over: readonly Rect[]): Rect | undefined {
  return places.find((each) => !over.some((other) => meets(each, other))) ?? places[0];
}
