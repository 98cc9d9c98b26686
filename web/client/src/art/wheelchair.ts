/** The wheelchair: what of it lies behind and what before the person. Its spokes turn with the step. */
import type { Facing } from "./head";
import { circle, line, rect } from "./svg";

const TYRE = "#39444C";
const FRAME = "#66727A";
const SEAT = "#525E67";

function rim(x: number): string {
  return `<ellipse cx="${x}" cy="-7.2" rx="2.6" ry="7.4" fill="#AEB8BC" stroke="${TYRE}" stroke-width="2.2"/>`;
}

function spokes(turn: number): string {
  const turned = `transform="translate(-3,-8) rotate(${turn * 18})"`;
  return `<g ${turned} stroke="#AEB8BC" stroke-width=".9"><path d="M-7 0H7M0 -7V7M-5 -5L5 5M-5 5L5 -5"/></g>`;
}

function sideWheel(turn: number): string {
  const tyre = `<circle cx="-3" cy="-8" r="7.8" fill="none" stroke="${TYRE}" stroke-width="2.2"/>`;
  return spokes(turn) + tyre + circle(-3, -8, 1.6, FRAME);
}

/** Parts the person sits in or before. */
export function chairBehind(facing: Facing): string {
  if (facing === "e") {
    const frame = line("M-8.4 -24.6L-7.2 -10H6.4L8.8 -1.6", FRAME, 2, ' stroke-linejoin="round"');
    return (
      frame +
      rect(-7.6, -12, 13, 4.4, 1.8, SEAT) +
      circle(7.4, -2.2, 2.2, TYRE) +
      line("M-10.6 -24.6H-7.6", TYRE, 2.4)
    );
  }
  const wheels = rim(-10) + rim(10);
  if (facing === "n") return wheels;
  return wheels + rect(-8, -14, 16, 8, 3, SEAT) + line("M-7 -2.6H-1.4M1.4 -2.6H7", FRAME, 2);
}

/** Parts before the person: the near wheel from the side, the back rest from behind. */
export function chairBefore(facing: Facing, turn: number): string {
  if (facing === "e") return sideWheel(turn);
  if (facing === "s") return "";
  const rest =
    rect(-7.6, -19.6, 15.2, 12.4, 3, SEAT) + rect(-7.6, -19.6, 5, 12.4, 2.6, "#FFFFFF", ' opacity=".1"');
  return rest + line("M-7.4 -21.4V-18.4M7.4 -21.4V-18.4", TYRE, 2.4) + line("M-6 -4.8H6", FRAME, 2);
}
