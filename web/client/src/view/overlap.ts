/** The collision rule of pills: whoever is nearer keeps the text, the farther hides its text first. Pure. */
import type { Rect } from "./types";

export interface Wish {
  /** With its text. */
  readonly full: Rect;
  /** The sign alone. */
  readonly short: Rect;
}

function meets(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Buckets of the plane, so that a crowd costs no square of its number. */
class Taken {
  private readonly buckets = new Map<number, Rect[]>();

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

/** What is left of a pill: sign and text, the sign alone, or nothing where even that is covered. */
export type Kept = "full" | "short" | "none";

/** What each wish keeps, in order of importance (nearest first). `fixed` is never given up (room signs). */
export function shown(wishes: readonly Wish[], fixed: readonly Rect[]): Kept[] {
  const taken = new Taken();
  for (const rect of fixed) taken.take(rect);
  return wishes.map((wish) => {
    const kept = taken.free(wish.full) ? "full" : taken.free(wish.short) ? "short" : "none";
    if (kept !== "none") taken.take(kept === "full" ? wish.full : wish.short);
    return kept;
  });
}
