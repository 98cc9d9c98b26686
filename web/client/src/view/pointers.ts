/** Mouse and fingers on the map: tap, drag, pinch, wheel. */
import type { Point, Renderer } from "./types";

/** A finger that moves less is a tap. */
const SLOP = 8;
/** A finger that stays longer is no tap to walk. */
const LONG_MS = 600;

export interface PointerOptions {
  readonly canvas: HTMLCanvasElement;
  readonly map: Renderer;
  readonly tap: (screen: Point, touch: boolean) => void;
  /** The pointer rests over something or left; for the cursor and for hints. */
  readonly hover?: (screen: Point | null) => void;
}

interface Finger extends Point {
  readonly startX: number;
  readonly startY: number;
  readonly at: number;
  readonly moved: boolean;
}

/** Middle of two fingers and their distance. Pure. */
export function spanOf(a: Point, b: Point): { readonly middle: Point; readonly distance: number } {
  return {
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
  };
}

class Fingers {
  private readonly down = new Map<number, Finger>();

  constructor(private readonly options: PointerOptions) {}

  press(id: number, at: Point, now: number): void {
    this.down.set(id, { ...at, startX: at.x, startY: at.y, at: now, moved: this.down.size > 0 });
  }

  move(id: number, at: Point): void {
    const before = this.down.get(id);
    if (before === undefined) return;
    const moved = before.moved || Math.hypot(at.x - before.startX, at.y - before.startY) > SLOP;
    const other = [...this.down].find(([key]) => key !== id)?.[1];
    if (other !== undefined) this.pinch(before, at, other);
    else if (moved) this.options.map.pan(at.x - before.x, at.y - before.y);
    this.down.set(id, { ...before, ...(moved ? at : { x: before.x, y: before.y }), moved });
  }

  lift(id: number, at: Point, now: number, touch: boolean): void {
    const finger = this.down.get(id);
    this.down.delete(id);
    if (finger !== undefined && !finger.moved && now - finger.at < LONG_MS) this.options.tap(at, touch);
  }

  forget(id: number): void {
    this.down.delete(id);
  }

  private pinch(before: Point, at: Point, other: Finger): void {
    const { map } = this.options;
    const [was, is] = [spanOf(before, other), spanOf(at, other)];
    map.zoomTo((map.camera.zoom * is.distance) / was.distance, is.middle);
    if (!map.camera.following) map.pan(is.middle.x - was.middle.x, is.middle.y - was.middle.y);
  }
}

/** Listens on the canvas; the result ends it. */
export function watchPointers(options: PointerOptions): () => void {
  const { canvas, map, hover } = options;
  const fingers = new Fingers(options);
  const ends = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(
    name: K,
    act: (event: HTMLElementEventMap[K]) => void,
  ): void => canvas.addEventListener(name, act, { signal: ends.signal, passive: false });
  const at = (event: MouseEvent): Point => ({ x: event.offsetX, y: event.offsetY });
  on("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    fingers.press(event.pointerId, at(event), event.timeStamp);
  });
  on("pointermove", (event) => {
    fingers.move(event.pointerId, at(event));
    if (event.pointerType === "mouse") hover?.(event.buttons === 0 ? at(event) : null);
  });
  on("pointerup", (event) => {
    fingers.lift(event.pointerId, at(event), event.timeStamp, event.pointerType !== "mouse");
  });
  on("pointercancel", (event) => fingers.forget(event.pointerId));
  on("pointerleave", () => hover?.(null));
  on("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    map.zoomTo(map.camera.zoom * Math.exp((-event.deltaY * lines) / 600), at(event));
  });
  return () => ends.abort();
}
