/**
 * Avatars as pictures: one SVG sheet of all poses a look, rasterised pose by pose, only those that are seen.
 * Facing west is the mirrored east, mirrored once and kept.
 */
import { avatarGroup, SPRITE } from "../art/avatar";
import type { Pose } from "../art/body";
import type { Facing } from "../art/head";
import { type Look, lookKey } from "../art/look";
import { sheet } from "../art/svg";
import { svgUrl } from "../art/urls";
import { type Images, sheetOf } from "./images";

/** Poses of a sheet: for each facing rest, left step, right step, sitting. Step 2 of the walk is step 0. */
const POSES: readonly Pose[] = (["s", "e", "n"] as const).flatMap((facing) => [
  { facing, step: 0, sitting: false } as const,
  { facing, step: 1, sitting: false } as const,
  { facing, step: 3, sitting: false } as const,
  { facing, step: 0, sitting: true } as const,
]);
const FACINGS: Readonly<Record<Facing, number>> = { s: 0, e: 1, n: 2, w: 3 };
/** Which cells look east; their mirror images follow all others. */
const EAST: readonly number[] = [4, 5, 6, 7];
const CELLS = 16;
/** New people fetched or drawn a frame: more would make it stutter. */
const SHEETS_A_FRAME = 4;
const MAX_BYTES = 96 * 1024 * 1024;

export interface Cell {
  readonly canvas: HTMLCanvasElement;
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

function sheetSvg(look: Look): string {
  const { width, height, footX, footY } = SPRITE;
  const cells = POSES.map((pose, at) => {
    const frame = `x="${at * width}" y="0" width="${width}" height="${height}"`;
    return `<svg ${frame} viewBox="${-footX} ${-footY} ${width} ${height}">${avatarGroup(look, pose)}</svg>`;
  });
  return sheet(`0 0 ${width * POSES.length} ${height}`, width * POSES.length, height, cells.join(""));
}

function cellOf(pose: Pose): number {
  const within = pose.sitting ? 3 : pose.step === 1 ? 1 : pose.step === 3 ? 2 : 0;
  return FACINGS[pose.facing] * 4 + within;
}

export class PeopleSprites {
  private readonly sheets = new Map<string, HTMLCanvasElement>();
  private scale = 0;
  private cellWidth = 0;
  private cellHeight = 0;
  private left = 0;
  /** Somebody had to wait for the next frame. */
  waiting = false;

  constructor(private readonly images: Images) {}

  /** Device pixels a floor pixel; another scale forgets all pictures. A new frame may make new sheets again. */
  use(scale: number): void {
    this.left = SHEETS_A_FRAME;
    this.waiting = false;
    if (scale === this.scale) return;
    this.left = Number.POSITIVE_INFINITY;
    this.scale = scale;
    this.cellWidth = Math.ceil(SPRITE.width * scale);
    this.cellHeight = Math.ceil(SPRITE.height * scale);
    this.sheets.clear();
  }

  /** The picture of a look in a pose, or null until the drawing is here. */
  get(look: Look, pose: Pose): Cell | null {
    const key = lookKey(look);
    const canvas = this.sheets.get(key) ?? this.open(key, look);
    if (canvas === null) return null;
    return { canvas, x: cellOf(pose) * this.cellWidth, width: this.cellWidth, height: this.cellHeight };
  }

  /** Whether the picture of a look is here. */
  has(look: Look): boolean {
    return this.sheets.has(lookKey(look));
  }

  private open(key: string, look: Look): HTMLCanvasElement | null {
    if (this.left <= 0) {
      this.waiting = true;
      return null;
    }
    this.left--;
    const image = this.images.get(svgUrl(`sheet ${key}`, () => sheetSvg(look)));
    if (image === null) return null;
    this.makeRoom();
    const canvas = this.raster(image);
    this.sheets.set(key, canvas);
    return canvas;
  }

  private makeRoom(): void {
    const bytes = this.cellWidth * this.cellHeight * CELLS * 4;
    while (this.sheets.size > 0 && (this.sheets.size + 1) * bytes > MAX_BYTES) {
      const oldest = this.sheets.keys().next().value;
      if (oldest === undefined) return;
      this.sheets.delete(oldest);
    }
  }

  /** All poses at once; the four that look west are mirrored from the four that look east. */
  private raster(image: HTMLImageElement): HTMLCanvasElement {
    const [width, height] = [this.cellWidth, this.cellHeight];
    const [canvas, pen] = sheetOf(width * CELLS, height);
    const drawn = SPRITE.width * this.scale;
    for (let at = 0; at < POSES.length; at++) {
      const from = at * SPRITE.width;
      pen.drawImage(
        image,
        from,
        0,
        SPRITE.width,
        SPRITE.height,
        at * width,
        0,
        drawn,
        SPRITE.height * this.scale,
      );
    }
    for (let at = 0; at < EAST.length; at++) {
      pen.setTransform(-1, 0, 0, 1, (POSES.length + at) * width + drawn, 0);
      pen.drawImage(canvas, (EAST[at] ?? 0) * width, 0, width, height, 0, 0, width, height);
    }
    return canvas;
  }
}
