/** Tiles and furniture as pictures at one scale; each is rasterised from its SVG once. */
import { type Images, sheetOf } from "./images";
import type { TileArt } from "./tiled";

export class TileSprites {
  private readonly made = new Map<string, HTMLCanvasElement>();
  private scale = 0;

  constructor(private readonly images: Images) {}

  /** Device pixels a floor pixel; another scale forgets all pictures. */
  use(scale: number): void {
    if (scale === this.scale) return;
    this.scale = scale;
    this.made.clear();
  }

  clear(): void {
    this.made.clear();
  }

  /** The picture of `art` stretched to `width` x `height` floor pixels; null until its image is here. */
  get(art: TileArt, width: number, height: number): HTMLCanvasElement | null {
    const key = `${art.url}|${art.crop?.x ?? ""}|${art.crop?.y ?? ""}|${width}x${height}`;
    const before = this.made.get(key);
    if (before !== undefined) return before;
    const image = this.images.get(art.url);
    if (image === null) return null;
    const canvas = this.raster(image, art, width * this.scale, height * this.scale);
    this.made.set(key, canvas);
    return canvas;
  }

  private raster(image: HTMLImageElement, art: TileArt, width: number, height: number): HTMLCanvasElement {
    const [canvas, pen] = sheetOf(width, height);
    if (art.crop === null) {
      pen.drawImage(image, 0, 0, width, height);
    } else {
      const { x, y, width: w, height: h } = art.crop;
      pen.drawImage(image, x, y, w, h, 0, 0, width, height);
    }
    return canvas;
  }
}
