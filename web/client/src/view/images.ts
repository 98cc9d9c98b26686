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

/** Milliseconds until what failed is asked for again: twice as long each time, up to the last. */
const AGAIN = { first: 1000, last: 30_000 } as const;

export class Images {
  private readonly ready = new Map<string, HTMLImageElement>();
  /** What was asked for, and when it will have come or failed. */
  private readonly asked = new Map<string, Promise<void>>();
  private readonly failed = new Set<string>();
  private pause: number = AGAIN.first;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `arrived` is told of images that were not there when asked for; `late`: they had failed before. */
  constructor(
    private readonly arrived: (late: boolean) => void,
    private readonly open: (url: string) => Promise<HTMLImageElement> = loaded,
  ) {}

  /** The image when it is here; otherwise it is fetched and `arrived` is called. */
  get(url: string): HTMLImageElement | null {
    const image = this.ready.get(url);
    if (image !== undefined) return image;
    if (!this.asked.has(url)) void this.fetch(url).then(() => this.arrived(false));
    return null;
  }

  /** Fetches all; resolves without those that fail, which come later. */
  async all(urls: Iterable<string>): Promise<void> {
    await Promise.all([...new Set(urls)].map((url) => this.fetch(url)));
  }

  /** Asks again for what failed: after a pause, or at once when the hub is back. */
  async retry(): Promise<void> {
    this.close();
    const urls = [...this.failed];
    for (const url of urls) this.asked.delete(url);
    this.failed.clear();
    await this.all(urls);
    if (!urls.some((url) => this.ready.has(url))) return;
    this.pause = AGAIN.first;
    this.arrived(true);
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private fetch(url: string): Promise<void> {
    const fetching = this.asked.get(url) ?? this.bring(url);
    this.asked.set(url, fetching);
    return fetching;
  }

  private async bring(url: string): Promise<void> {
    try {
      this.ready.set(url, await this.open(url));
    } catch {
      this.failed.add(url);
      this.later();
    }
  }

  private later(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => void this.retry(), this.pause);
    this.pause = Math.min(AGAIN.last, this.pause * 2);
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
