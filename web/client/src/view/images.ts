/** Fetches images once; SVG stays a vector until it is drawn at the size that is needed. */

function loaded(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.decoding = "async";
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error(url));
    image.src = url;
  });
}

export class Images {
  private readonly ready = new Map<string, HTMLImageElement>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly arrived: () => void,
    private readonly missing: (url: string) => void,
  ) {}

  /** The image when it is here; otherwise it is fetched and `arrived` is called. */
  get(url: string): HTMLImageElement | null {
    const image = this.ready.get(url);
    if (image !== undefined) return image;
    if (!this.asked.has(url)) void this.fetch(url).then(this.arrived);
    return null;
  }

  /** Fetches all; those that fail are told to `missing` and left out. */
  async all(urls: Iterable<string>): Promise<void> {
    await Promise.all([...new Set(urls)].map((url) => this.fetch(url)));
  }

  private async fetch(url: string): Promise<void> {
    if (this.asked.has(url)) return;
    this.asked.add(url);
    try {
      this.ready.set(url, await loaded(url));
    } catch {
      this.missing(url);
    }
  }
}

/** A canvas of at least one pixel, and its pen. */
export function sheetOf(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.ceil(width));
  canvas.height = Math.max(1, Math.ceil(height));
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no 2d canvas");
  return [canvas, pen];
}
