/** Strokes of a sketch: plain data in the shared document, drawn as SVG paths on a sheet of 1600 x 1000. */
export const SHEET = { width: 1600, height: 1000 } as const;
export const COLOURS = ["ink", "petrol", "brick", "ochre", "navy", "leaf"] as const;
export type Colour = (typeof COLOURS)[number];
/** On paper, in either theme: an exported sketch is on white. */
export const INKS: Record<Colour, string> = {
  ink: "#1d2529",
  petrol: "#0b6460",
  brick: "#b3261e",
  ochre: "#a86a00",
  navy: "#2456a6",
  leaf: "#3f7d3a",
};
export const WIDTHS = [4, 10] as const;

/** Points of one stroke; a longer one goes on as another. */
export const POINTS_MOST = 600;
export const STROKES_MOST = 2000;
/** Points nearer than that to the one before are left out. */
const STEP = 3;

export interface Stroke {
  id: string;
  colour: Colour;
  width: number;
  /** x and y by turns. */
  points: number[];
}

/** A stroke from the shared document; null where it is none that can be drawn. */
export function readStroke(value: unknown): Stroke | null {
  if (typeof value !== "object" || value === null) return null;
  const { id, colour, width, points } = value as Partial<Stroke>;
  const isDrawn =
    typeof id === "string" &&
    COLOURS.includes(colour as Colour) &&
    typeof width === "number" &&
    width > 0 &&
    width <= 60 &&
    Array.isArray(points) &&
    points.length >= 2 &&
    points.length <= POINTS_MOST * 2 &&
    points.every((each) => Number.isFinite(each));
  return isDrawn ? { id, colour: colour as Colour, width, points } : null;
}

/** The stroke with one more point, unless that is hardly another. */
export function extended(points: readonly number[], x: number, y: number): readonly number[] {
  const [px, py] = points.slice(-2);
  const near = px !== undefined && py !== undefined && Math.hypot(x - px, y - py) < STEP;
  return near ? points : [...points, Math.round(x), Math.round(y)];
}

/** The line as an SVG path: curves through the middles between points, a dot where there is one only. */
export function pathOf(points: readonly number[]): string {
  const [x = 0, y = 0] = points;
  if (points.length < 4) return `M${x} ${y}h.01`;
  const parts = [`M${x} ${y}`];
  for (let at = 2; at < points.length - 2; at += 2) {
    const [cx = 0, cy = 0, nx = 0, ny = 0] = points.slice(at, at + 4);
    parts.push(`Q${cx} ${cy} ${(cx + nx) / 2} ${(cy + ny) / 2}`);
  }
  const [lx = 0, ly = 0] = points.slice(-2);
  return `${parts.join("")}L${lx} ${ly}`;
}

/** Whether a stroke comes nearer to a point than `reach`. */
export function touches({ points, width }: Stroke, x: number, y: number, reach: number): boolean {
  const far = reach + width / 2;
  for (let at = 0; at < points.length; at += 2) {
    const [ax = 0, ay = 0, bx = ax, by = ay] = points.slice(at, at + 4);
    if (fromLine(x, y, [ax, ay, bx, by]) <= far) return true;
  }
  return false;
}

function fromLine(x: number, y: number, [ax, ay, bx, by]: [number, number, number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The whole sketch as a file of its own, with its description. */
export function svgOf(strokes: readonly Stroke[], words: string): string {
  const paths = strokes.map(
    ({ colour, width, points }) =>
      `<path d="${pathOf(points)}" stroke="${INKS[colour]}" stroke-width="${width}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SHEET.width}" height="${SHEET.height}" viewBox="0 0 ${SHEET.width} ${SHEET.height}" role="img">`,
    `<title>${escaped(words)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<g fill="none" stroke-linecap="round" stroke-linejoin="round">${paths.join("")}</g>`,
    "</svg>",
  ].join("");
}
