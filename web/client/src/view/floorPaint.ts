/** What lies on the floor below everybody: halos, rings, the mark where one walks to, portals, open doors' light. */
import type { Halo } from "./halo";
import { PETROL, type Theme } from "./theme";
import type { ConversationView, FloorPortal, Point } from "./types";

type Pen = CanvasRenderingContext2D;

const AMBER = "255, 217, 138";
const EVENING_EDGE = "#8ADDD3";

function trace(pen: Pen, points: readonly Point[]): void {
  pen.beginPath();
  for (const each of points) pen.lineTo(each.x, each.y);
  pen.closePath();
}

function glow(pen: Pen, halo: Halo, strength: number): void {
  const points = halo.points;
  const x = points.reduce((sum, each) => sum + each.x, 0) / points.length;
  const y = points.reduce((sum, each) => sum + each.y, 0) / points.length;
  const radius = points.reduce((most, each) => Math.max(most, Math.hypot(each.x - x, each.y - y)), 1);
  const wash = pen.createRadialGradient(x, y, 0, x, y, radius);
  wash.addColorStop(0, `rgba(${AMBER}, ${0.5 * strength})`);
  wash.addColorStop(0.7, `rgba(${AMBER}, ${0.28 * strength})`);
  wash.addColorStop(1, `rgba(${AMBER}, ${0.16 * strength})`);
  pen.fillStyle = wash;
  pen.fill();
}

/** How one stands to a conversation: in it, a tile from joining, on its ground without being in it, elsewhere. */
export type Stand = "in" | "near" | "over" | "far";

/** The lit ground of a conversation; it fades where one stands on it without belonging to it. */
export function paintHalo(pen: Pen, halo: Halo, talk: ConversationView, stand: Stand, theme: Theme): void {
  const strong = stand === "in" || stand === "near" || (theme.contrast && stand === "far");
  trace(pen, halo.points);
  glow(pen, halo, stand === "over" ? 0.2 : strong ? 1 : 0.62);
  pen.setLineDash(talk.locked ? [9, 6] : []);
  pen.strokeStyle = `rgba(255, 255, 255, ${strong ? 0.75 : stand === "over" ? 0.15 : 0.45})`;
  pen.lineWidth = theme.contrast ? 7 : 5;
  pen.stroke();
  edgeOfHalo(pen, stand === "over" ? 0.25 : strong ? 1 : 0.6, theme);
  pen.setLineDash([]);
}

function edgeOfHalo(pen: Pen, alpha: number, theme: Theme): void {
  pen.globalAlpha = alpha;
  pen.strokeStyle = PETROL;
  pen.lineWidth = theme.contrast ? 4 : 2;
  pen.stroke();
  pen.globalAlpha = 1;
}

/** In the evening the edge is drawn once more above the dark. */
export function paintEveningEdge(pen: Pen, halo: Halo, locked: boolean): void {
  trace(pen, halo.points);
  pen.setLineDash(locked ? [9, 6] : []);
  pen.strokeStyle = EVENING_EDGE;
  pen.lineWidth = 2;
  pen.stroke();
  pen.setLineDash([]);
}

function ring(pen: Pen, at: Point, rx: number, ry: number): void {
  pen.beginPath();
  pen.ellipse(at.x, at.y, rx, ry, 0, 0, Math.PI * 2);
}

/** The petrol ring of oneself. */
export function paintOwnRing(pen: Pen, at: Point, theme: Theme): void {
  ring(pen, at, 16, 7);
  pen.fillStyle = "rgba(255, 255, 255, .55)";
  pen.fill();
  pen.strokeStyle = theme.dark ? EVENING_EDGE : PETROL;
  pen.lineWidth = theme.contrast ? 4 : 2.2;
  pen.stroke();
}

/** The green ring of who speaks, with a white outer ring so that it shows on every floor; wider when louder. */
export function paintSpeaking(pen: Pen, at: Point, level: number, theme: Theme): void {
  const green = theme.dark ? "#3CC795" : "#0E8F65";
  ring(pen, at, 18.2, 9.2);
  pen.strokeStyle = "#FFFFFF";
  pen.lineWidth = 2;
  pen.stroke();
  ring(pen, at, 16, 7);
  pen.fillStyle = "rgba(14, 143, 101, .2)";
  pen.fill();
  pen.strokeStyle = green;
  pen.lineWidth = theme.contrast ? 4 : 2.4;
  pen.stroke();
  const reach = 3 + 3.5 * level;
  ring(pen, at, 18.5 + reach, 8.5 + reach * 0.6);
  pen.globalAlpha = 0.3 + 0.35 * level;
  pen.lineWidth = 1.4;
  pen.stroke();
  pen.globalAlpha = 1;
}

/** Where one walks to. */
export function paintTarget(pen: Pen, at: Point, theme: Theme): void {
  ring(pen, at, 11, 5.4);
  pen.strokeStyle = "#FFFFFF";
  pen.lineWidth = 4;
  pen.stroke();
  pen.strokeStyle = theme.dark ? EVENING_EDGE : PETROL;
  pen.lineWidth = 1.8;
  pen.stroke();
  ring(pen, at, 3.6, 1.8);
  pen.fillStyle = pen.strokeStyle;
  pen.fill();
}

/** A portal: a lit arch lying on the ground. */
export function paintPortal(pen: Pen, portal: FloorPortal): void {
  const middle = { x: portal.x + portal.width / 2, y: portal.y + portal.height / 2 };
  const [rx, ry] = [portal.width * 0.47, portal.height * 0.4];
  ring(pen, middle, rx, ry);
  const wash = pen.createRadialGradient(middle.x, middle.y, 2, middle.x, middle.y, rx);
  wash.addColorStop(0, "rgba(255, 236, 190, .95)");
  wash.addColorStop(1, "rgba(243, 178, 60, .35)");
  pen.fillStyle = wash;
  pen.fill();
  pen.strokeStyle = "rgba(255, 255, 255, .8)";
  pen.lineWidth = 5;
  pen.stroke();
  pen.strokeStyle = PETROL;
  pen.lineWidth = 2;
  pen.stroke();
  ring(pen, middle, rx * 0.62, ry * 0.62);
  pen.lineWidth = 1.2;
  pen.globalAlpha = 0.55;
  pen.stroke();
  pen.globalAlpha = 1;
}
