/** Doors that are closed, words on the screens of stages, and the beams over a stage that is on. */

import type { Theme } from "./theme";
import type { Marked } from "./tiled";
import type { Point, Rect } from "./types";

type Pen = CanvasRenderingContext2D;

const WOOD = "#9A6F49";
const WOOD_EDGE = "#7B5B3E";
const WOOD_LIGHT = "#B58860";

function leaf(pen: Pen, rect: Rect): void {
  pen.fillStyle = "rgba(27, 39, 51, .16)";
  pen.fillRect(rect.x + 4, rect.y + 5, rect.width, rect.height);
  pen.fillStyle = WOOD;
  pen.fillRect(rect.x, rect.y, rect.width, rect.height);
  pen.fillStyle = WOOD_LIGHT;
  pen.fillRect(rect.x, rect.y, rect.width, 5);
  pen.strokeStyle = WOOD_EDGE;
  pen.lineWidth = 2;
  pen.strokeRect(rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2);
}

function padlock(pen: Pen, at: Point): void {
  pen.strokeStyle = "#F3E4C6";
  pen.fillStyle = "#F3E4C6";
  pen.lineWidth = 1.8;
  pen.beginPath();
  pen.arc(at.x, at.y - 2, 3.6, Math.PI, 0);
  pen.stroke();
  pen.beginPath();
  pen.roundRect(at.x - 5.5, at.y - 2, 11, 8.5, 2);
  pen.fill();
}

/** A closed door: a double leaf in its gap, with a lock. */
export function paintClosedDoor(pen: Pen, door: Rect): void {
  leaf(pen, door);
  const upright = door.height > door.width;
  pen.fillStyle = WOOD_EDGE;
  if (upright) pen.fillRect(door.x, door.y + door.height / 2 - 1, door.width, 2);
  else pen.fillRect(door.x + door.width / 2 - 1, door.y, 2, door.height);
  padlock(pen, { x: door.x + door.width / 2, y: door.y + door.height / 2 });
}

/** At most three lines on a screen, as large as they fit. */
export function paintSlide(pen: Pen, screen: Marked, lines: readonly string[], theme: Theme): void {
  const shown = lines.slice(0, 3);
  const size = Math.min(screen.height / (shown.length + 1.2), 18);
  pen.save();
  pen.beginPath();
  pen.rect(screen.x, screen.y, screen.width, screen.height);
  pen.clip();
  pen.fillStyle = "#123B40";
  pen.fillRect(screen.x, screen.y, screen.width, screen.height);
  pen.fillStyle = "#F6F1E8";
  pen.font = `700 ${size}px ${theme.font}`;
  for (const [at, text] of shown.entries()) {
    pen.fillText(text, screen.x + 16, screen.y + size * (1.35 + at * 1.25), screen.width - 32);
  }
  pen.restore();
}

/** Two beams of light onto the stage below its screen. */
export function paintBeams(pen: Pen, screen: Rect): void {
  const top = screen.y;
  const bottom = screen.y + screen.height + 92;
  pen.save();
  pen.globalCompositeOperation = "screen";
  const wash = pen.createLinearGradient(0, top, 0, bottom);
  wash.addColorStop(0, "rgba(255, 241, 201, .55)");
  wash.addColorStop(1, "rgba(255, 241, 201, 0)");
  pen.fillStyle = wash;
  for (const share of [0.2, 0.8]) {
    const x = screen.x + screen.width * share;
    pen.beginPath();
    pen.moveTo(x, top);
    pen.lineTo(x - 46, bottom);
    pen.lineTo(x + 46, bottom);
    pen.closePath();
    pen.fill();
  }
  pen.restore();
}
