/**
 * The measuring page. `?n=300` walks that many about and counts frames; `?still=1` paints a still life.
 * Further words: theme, contrast, zoom, x, y (where to look), floor.
 */
import { createRenderer } from "../src/view/renderer";
import type { LoadedFloor } from "../src/view/types";
import { Still } from "./still";
import { somebody, stream, Wanderers } from "./wanderers";

interface Bench {
  ready: boolean;
  /** Milliseconds between frames, and of script within each. */
  gaps: number[];
  work: number[];
}

declare global {
  interface Window {
    bench: Bench;
  }
}

const query = new URLSearchParams(location.search);
const bench: Bench = { ready: false, gaps: [], work: [] };
window.bench = bench;
document.documentElement.dataset.theme = query.get("theme") ?? "light";
document.documentElement.dataset.contrast = query.get("contrast") ?? "normal";

const count = Number(query.get("n") ?? 300);
const next = stream(1);
let floor: LoadedFloor | null = null;
const still = query.has("still") ? new Still() : null;
const walkers = new Wanderers(count, () => floor, next);

let begun = 0;
let last = 0;
function before(now: number): void {
  begun = performance.now();
  if (last > 0) bench.gaps.push(now - last);
  last = now;
  requestAnimationFrame(before);
}
function after(): void {
  bench.work.push(performance.now() - begun);
  requestAnimationFrame(after);
}

async function run(): Promise<void> {
  const canvas = document.querySelector("canvas");
  if (canvas === null) return;
  await document.fonts.load('600 11px "Inter Variable"');
  requestAnimationFrame(before);
  const map = createRenderer({ canvas, actors: still ?? walkers });
  requestAnimationFrame(after);
  if (query.has("insets")) {
    const [top = 0, right = 0, bottom = 0, left = 0] = (query.get("insets") ?? "").split(",").map(Number);
    map.insets({ top, right, bottom, left });
  }
  map.show(
    still?.scene() ?? { self: "v0", people: Array.from({ length: count }, (_, at) => somebody(at, next)) },
  );
  floor = await map.load(`pack/floors/${query.get("floor") ?? "plaza"}.tmj`);
  still?.seat(floor);
  if (still !== null) map.show(still.scene());
  const middle = { x: floor.width / 2, y: floor.height / 2 };
  walkers.scatter(floor, floor.spawns.start ?? middle, Number(query.get("reach") ?? 900));
  map.zoomTo(Number(query.get("zoom") ?? 1));
  if (query.has("x")) map.lookAt({ x: Number(query.get("x")), y: Number(query.get("y")) });
  setTimeout(() => {
    bench.ready = true;
  }, 900);
}

void run();
