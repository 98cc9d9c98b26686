/** A sketch as a file: SVG as it is, PNG drawn from it. */
import { SHEET } from "./strokes";

export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  [link.href, link.download] = [url, name];
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const svgFile = (svg: string): Blob => new Blob([svg], { type: "image/svg+xml" });

export async function pngFile(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(svgFile(svg));
  try {
    const image = new Image(SHEET.width, SHEET.height);
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), SHEET);
    canvas.getContext("2d")?.drawImage(image, 0, 0);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (blob === null) throw new Error("no picture");
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
