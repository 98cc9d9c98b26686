/** PDFs drawn by pdf.js: loaded only where one is shown, with its worker, fonts and tables from the own server. */
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

/** Documents kept open: what is shown, and what was a moment ago. */
const KEPT = 3;
/** What a canvas may have; beyond that browsers draw nothing. */
const PIXELS_MOST = 16_000_000;

type Library = typeof import("pdfjs-dist");
const open = new Map<string, Promise<PDFDocumentProxy>>();

async function library(): Promise<Library> {
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  return pdfjs;
}

/** Opens a document from an address or from bytes. WebAssembly would need a laxer policy: scripts stand in. */
export async function read(source: { url: string } | { data: Uint8Array }): Promise<PDFDocumentProxy> {
  const pdfjs = await library();
  const own = `${import.meta.env.BASE_URL}pdf/${pdfjs.version}/`;
  const task = pdfjs.getDocument({
    ...source,
    cMapUrl: `${own}cmaps/`,
    standardFontDataUrl: `${own}standard_fonts/`,
    wasmUrl: `${own}wasm/`,
    useWasm: false,
    // The same letters on every device, also where a document names fonts that it does not bring.
    useSystemFonts: false,
    enableXfa: false,
    verbosity: 0,
  });
  return task.promise;
}

/** The document behind a file's id; a few stay open, one that failed is tried again. */
export function documentOf(file: string): Promise<PDFDocumentProxy> {
  const known = open.get(file) ?? read({ url: `/files/${encodeURIComponent(file)}` });
  open.delete(file);
  open.set(file, known);
  known.catch(() => open.get(file) === known && open.delete(file));
  for (const [oldest, each] of [...open].slice(0, -KEPT)) {
    open.delete(oldest);
    void each.then((pdf) => pdf.loadingTask.destroy()).catch(() => undefined);
  }
  return known;
}

/** A page as large as it fits into a box of CSS pixels, as sharp as the screen. */
export async function draw(
  page: PDFPageProxy,
  box: { width: number; height: number },
  signal: AbortSignal,
): Promise<HTMLCanvasElement> {
  const { width, height } = page.getViewport({ scale: 1 });
  const fits = Math.min(box.width / width, box.height / height) * devicePixelRatio;
  const scale = Math.min(fits, Math.sqrt(PIXELS_MOST / (width * height)));
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  const task = page.render({ canvas, viewport });
  signal.addEventListener("abort", () => task.cancel());
  await task.promise;
  return canvas;
}

/** What a page says, line by line. */
export async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  const parts = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : ""));
  return parts.join("").trim();
}
