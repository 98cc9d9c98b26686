/** The small signs before a name, drawn in a box of 17x17 CSS pixels: dot, bars, crossed microphone, pin. */
import type { Theme } from "./theme";
import type { Sign } from "./types";

type Pen = CanvasRenderingContext2D;

const DOTS: Readonly<Partial<Record<Sign, string>>> = {
  free: "#12A173",
  busy: "#C4471F",
  away: "#B6B0A4",
  lost: "#B6B0A4",
};
const ON_PETROL: Readonly<Record<string, string>> = { "#12A173": "#7FE0BC", "#C4471F": "#FFB39E" };
const BARS = new Path2D("M8.6 6.6v4M11.8 4.6v8M15 6.2v4.8");
const MUTED = new Path2D(
  "M10.4 4.6a2 2 0 0 1 3.2 1.6v2.4M9.6 7v1.6a2.2 2.2 0 0 0 3 2M7.4 8.6a4.4 4.4 0 0 0 7 3.4M7.6 3.6l8.4 9.6",
);
const PIN = new Path2D(
  "M11.8 3.6a3.9 3.9 0 0 0-3.9 3.9c0 2.7 3.9 6.2 3.9 6.2s3.9-3.5 3.9-6.2a3.9 3.9 0 0 0-3.9-3.9z",
);

/** Where the text begins after a sign. */
export function signWidth(sign: Sign): number {
  if (sign === "speaking" || sign === "muted") return 20;
  return sign === "onsite" ? 19 : 18;
}

function dot(pen: Pen, sign: Sign, own: boolean): void {
  const colour = DOTS[sign] ?? "#B6B0A4";
  pen.beginPath();
  pen.arc(10.5, 8.5, 2.9, 0, Math.PI * 2);
  if (sign === "lost") {
    pen.strokeStyle = colour;
    pen.lineWidth = 1.4;
    pen.stroke();
    return;
  }
  pen.fillStyle = own ? (ON_PETROL[colour] ?? colour) : colour;
  pen.fill();
  // Busy is told by its bar too, away by its hollow: colour is never alone.
  pen.fillStyle = own ? "#0B6460" : "#FFFFFF";
  if (sign === "busy") pen.fillRect(8.7, 7.9, 3.6, 1.2);
  if (sign === "away") pen.fillRect(9.9, 6.4, 1.2, 2.6);
}

/** Draws the sign of a pill; `own` is on petrol. */
export function drawSign(pen: Pen, sign: Sign, own: boolean, theme: Theme): void {
  pen.lineCap = "round";
  if (sign === "speaking") {
    pen.strokeStyle = own ? "#8FE3C4" : theme.speak;
    pen.lineWidth = 1.7;
    pen.stroke(BARS);
  } else if (sign === "muted") {
    pen.strokeStyle = own ? "#FFC9C2" : theme.danger;
    pen.lineWidth = 1.5;
    pen.stroke(MUTED);
  } else if (sign === "onsite") {
    pen.fillStyle = own ? "#FFD58A" : theme.lightInk;
    pen.fill(PIN);
    pen.fillStyle = own ? "#0B6460" : theme.surface;
    pen.beginPath();
    pen.arc(11.8, 7.5, 1.5, 0, Math.PI * 2);
    pen.fill();
  } else {
    dot(pen, sign, own);
  }
}
