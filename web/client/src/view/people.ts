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
const MAX_BYTES = 96 * 1024 * 1024;

interface Sheet {
  readonly canvas: HTMLCanvasElement;
  readonly pen: CanvasRenderingContext2D;
  readonly drawn: Set<number>;
}

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
  private readonly sheets = new Map<string, Sheet>();
  private scale = 0;
  private cellWidth = 0;
  private cellHeight = 0;

  constructor(private readonly images: Images) {}

  /** Device pixels a floor pixel; another scale forgets all pictures. */
  use(scale: number): void {
    if (scale === this.scale) return;
    this.scale = scale;
    this.cellWidth = Math.ceil(SPRITE.width * scale);
    this.cellHeight = Math.ceil(SPRITE.height * scale);
    this.sheets.clear();
  }

  /** The picture of a look in a pose, or null until the drawing is here. */
  get(look: Look, pose: Pose): Cell | null {
    const key = lookKey(look);
    const image = this.images.get(svgUrl(`sheet ${key}`, () => sheetSvg(look)));
    if (image === null) return null;
    const kept = this.sheets.get(key) ?? this.open(key);
    const at = cellOf(pose);
    if (!kept.drawn.has(at)) this.raster(kept, image, at);
    return { canvas: kept.canvas, x: at * this.cellWidth, width: this.cellWidth, height: this.cellHeight };
  }

  private open(key: string): Sheet {
    const bytes = this.cellWidth * this.cellHeight * 64;
    while (this.sheets.size > 0 && (this.sheets.size + 1) * bytes > MAX_BYTES) {
      const oldest = this.sheets.keys().next().value;
      if (oldest === undefined) break;
      this.sheets.delete(oldest);
    }
    const [canvas, pen] = sheetOf(this.cellWidth * 16, this.cellHeight);
    const fresh: Sheet = { canvas, pen, drawn: new Set() };
    this.sheets.set(key, fresh);
    return fresh;
  }

  private raster(into: Sheet, image: HTMLImageElement, at: number): void {
    into.drawn.add(at);
    const { pen } = into;
    const west = at >= POSES.length;
    const source = west ? at - 8 : at;
    const { width, height } = SPRITE;
    pen.save();
    pen.translate((at + (west ? 1 : 0)) * this.cellWidth, 0);
    if (west) pen.scale(-1, 1);
    pen.drawImage(image, source * width, 0, width, height, 0, 0, width * this.scale, height * this.scale);
    pen.restore();
  }
}
