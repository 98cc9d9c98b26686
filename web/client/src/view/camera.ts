/**
 * The camera: a point of the floor, shown in the middle of the free area, and a zoom. It follows the own
 * visitor exactly; any change of what it follows is glided over in 320 ms. Pure: time and motion wishes come in.
 */
import type { CameraState, Insets, Point } from "./types";

const ZOOM_STEPS: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const GLIDE_MS = 320;
/** How many floor pixels beyond the edge may come into the free area. */
const MARGIN = 96;

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Glide {
  readonly dx: number;
  readonly dy: number;
  readonly zoom: number;
  readonly start: number;
}

/** `cubic-bezier(.2,.8,.2,1)` is near to this. */
export function ease(share: number): number {
  return 1 - (1 - Math.min(1, Math.max(0, share))) ** 3;
}

function clampTo(value: number, half: number, size: number, outside: number): number {
  const low = half - outside;
  const high = size - half + outside;
  return low > high ? size / 2 : Math.min(high, Math.max(low, value));
}

export class Camera {
  private view: Size = { width: 1, height: 1 };
  private floor: Size = { width: 1, height: 1 };
  private covered: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
  private wanted: Point = { x: 0, y: 0 };
  private glide: Glide | null = null;
  private free = true;
  /** What is shown now. */
  private shown = { x: 0, y: 0, zoom: 1 };

  constructor(private wantedZoom = 1) {}

  get zoom(): number {
    return this.shown.zoom;
  }

  get gliding(): boolean {
    return this.glide !== null;
  }

  get state(): CameraState {
    const last = ZOOM_STEPS.length - 1;
    return {
      zoom: this.wantedZoom,
      following: this.free,
      canZoomIn: this.wantedZoom < (ZOOM_STEPS[last] ?? 1),
      canZoomOut: this.wantedZoom > (ZOOM_STEPS[0] ?? 1),
    };
  }

  resize(view: Size): void {
    this.view = view;
  }

  enter(floor: Size, at: Point): void {
    this.floor = floor;
    this.wanted = at;
    this.free = true;
    this.glide = null;
    this.settle();
  }

  setInsets(covered: Insets, now: number, still: boolean): void {
    this.change(now, still, () => {
      this.covered = covered;
    });
  }

  /** The own visitor is here; the camera stays with it unless the map was dragged away. */
  track(at: Point): void {
    if (this.free) this.wanted = at;
  }

  follow(at: Point, now: number, still: boolean): void {
    this.change(now, still, () => {
      this.free = true;
      this.wanted = at;
    });
  }

  lookAt(at: Point, now: number, still: boolean): void {
    this.change(now, still, () => {
      this.free = false;
      this.wanted = at;
    });
  }

  pan(dx: number, dy: number): void {
    this.glide = null;
    this.free = false;
    this.wanted = this.clamped({
      x: this.wanted.x - dx / this.wantedZoom,
      y: this.wanted.y - dy / this.wantedZoom,
    });
    this.settle();
  }

  step(direction: 1 | -1, around: Point | null, now: number, still: boolean): void {
    const near = ZOOM_STEPS.filter((each) => (each - this.wantedZoom) * direction > 1e-6);
    const next = direction > 0 ? near[0] : near.at(-1);
    if (next !== undefined) this.change(now, still, () => this.setZoom(next, around));
  }

  /** Any zoom at once, for pinches and sliders. */
  zoomTo(zoom: number, around: Point | null): void {
    this.glide = null;
    this.setZoom(Math.min(ZOOM_STEPS.at(-1) ?? 1, Math.max(ZOOM_STEPS[0] ?? 1, zoom)), around);
    this.settle();
  }

  /** Advances the glide; true while the picture changes by it. */
  advance(now: number): boolean {
    const glide = this.glide;
    const before = { ...this.shown };
    this.settle();
    if (glide !== null) {
      const share = 1 - ease((now - glide.start) / GLIDE_MS);
      this.shown.x += glide.dx * share;
      this.shown.y += glide.dy * share;
      this.shown.zoom *= glide.zoom ** share;
      if (now - glide.start >= GLIDE_MS) this.glide = null;
    }
    return before.x !== this.shown.x || before.y !== this.shown.y || before.zoom !== this.shown.zoom;
  }

  toScreen(point: Point): Point {
    const middle = this.middle();
    return {
      x: middle.x + (point.x - this.shown.x) * this.shown.zoom,
      y: middle.y + (point.y - this.shown.y) * this.shown.zoom,
    };
  }

  toFloor(screen: Point): Point {
    const middle = this.middle();
    return {
      x: this.shown.x + (screen.x - middle.x) / this.shown.zoom,
      y: this.shown.y + (screen.y - middle.y) / this.shown.zoom,
    };
  }

  /** Middle of the area no card covers, in CSS pixels. */
  private middle(): Point {
    const { top, right, bottom, left } = this.covered;
    return { x: (left + this.view.width - right) / 2, y: (top + this.view.height - bottom) / 2 };
  }

  private clamped(at: Point): Point {
    const { top, right, bottom, left } = this.covered;
    const halfX = (this.view.width - left - right) / 2 / this.wantedZoom;
    const halfY = (this.view.height - top - bottom) / 2 / this.wantedZoom;
    return {
      x: clampTo(at.x, halfX, this.floor.width, MARGIN),
      y: clampTo(at.y, halfY, this.floor.height, MARGIN),
    };
  }

  private settle(): void {
    this.shown = { ...this.clamped(this.wanted), zoom: this.wantedZoom };
  }

  private setZoom(zoom: number, around: Point | null): void {
    if (around !== null && !this.free) {
      const before = this.toFloor(around);
      const middle = this.middle();
      const at = { x: before.x - (around.x - middle.x) / zoom, y: before.y - (around.y - middle.y) / zoom };
      this.wantedZoom = zoom;
      this.wanted = this.clamped(at);
      return;
    }
    this.wantedZoom = zoom;
  }

  /** Does a change and glides from what was shown to what is now wanted. */
  private change(now: number, still: boolean, act: () => void): void {
    const corner = this.toFloor({ x: 0, y: 0 });
    const zoom = this.shown.zoom;
    act();
    this.settle();
    if (still) {
      this.glide = null;
      return;
    }
    const middle = this.middle();
    const from = { x: corner.x + middle.x / zoom, y: corner.y + middle.y / zoom };
    this.glide = {
      dx: from.x - this.shown.x,
      dy: from.y - this.shown.y,
      zoom: zoom / this.shown.zoom,
      start: now,
    };
    this.shown = { ...from, zoom };
  }
}
