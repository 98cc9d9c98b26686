/** Tilesets and furniture as pictures at one scale; each SVG is rasterised once, as a whole sheet. */
import { type Images, sheetOf } from "./images";
import type { TileArt } from "./tiled";
import type { Rect } from "./types";

export interface Picture extends Rect {
  readonly canvas: HTMLCanvasElement;
}

export class TileSprites {
  private readonly sheets = new Map<string, HTMLCanvasElement>();
  private scale = 1;

  constructor(private readonly images: Images) {}

  /** Device pixels a floor pixel; another scale forgets all pictures. */
  use(scale: number): void {
    if (scale === this.scale) return;
    this.scale = scale;
    this.sheets.clear();
  }

  /** The picture and the part of it that shows `art`; null when its image is not here. */
  get(art: TileArt): Picture | null {
    const canvas = this.sheets.get(art.url) ?? this.open(art.url);
    if (canvas === null) return null;
    if (art.crop === null) return { canvas, x: 0, y: 0, width: canvas.width, height: canvas.height };
    const { x, y, width, height } = art.crop;
    const scale = this.scale;
    return { canvas, x: x * scale, y: y * scale, width: width * scale, height: height * scale };
  }

  private open(url: string): HTMLCanvasElement | null {
    const image = this.images.get(url);
    if (image === null) return null;
    const [width, height] = [image.naturalWidth * this.scale, image.naturalHeight * this.scale];
    const [canvas, pen] = sheetOf(Math.round(width), Math.round(height));
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    this.sheets.set(url, canvas);
    return canvas;
  }
}
