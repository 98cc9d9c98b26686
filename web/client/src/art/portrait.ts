/** Portraits: a round face for lists, and a bust before a calm room for tiles without a camera. */
import { headFront } from "./head";
import type { Look, Shirt } from "./look";
import { CLOTH, lighter, mix, SKIN_SHADE } from "./palette";
import { path, rect, sheet } from "./svg";

const TINT: Readonly<Record<Shirt, string>> = {
  petrol: "#F4E4C1",
  brick: "#D9E4EA",
  ochre: "#D5E5EC",
  plum: "#DDE7D8",
  sage: "#F1DCD2",
  sky: "#ECE0CF",
  navy: "#F4E4C1",
  rose: "#DDE7D8",
  sand: "#DCE3E6",
  coal: "#DFEADB",
  cream: "#F1DAD2",
  leaf: "#E6E1F0",
};

/** The calm colour behind a face; it follows the shirt, so one person always has the same. */
function tintOf(look: Look): string {
  return TINT[look.shirt];
}

function faceShoulders(look: Look): string {
  return (
    path("M-19 30C-19 19 -13 15.4 -5 14H5C13 15.4 19 19 19 30Z", CLOTH[look.shirt]) +
    path("M-4 7V14Q0 19 4 14V7Z", SKIN_SHADE[look.skin])
  );
}

/** A round face of `size` px. */
export function faceSvg(look: Look, size = 32): string {
  const disc = '<circle cx="0" cy="-2" r="18"';
  const clip = `<clipPath id="c">${disc}/></clipPath>`;
  const bust = `<g transform="translate(0,-1) scale(.86)">${faceShoulders(look)}${headFront(look, true)}</g>`;
  const inner = `${disc} fill="${tintOf(look)}"/>${clip}<g clip-path="url(#c)">${bust}</g>`;
  return sheet("-18 -20 36 36", size, size, inner);
}

function bust(look: Look): string {
  const coat = CLOTH[look.shirt];
  return (
    path("M-25 34C-25 21 -17 15.6 -6 14.4H6C17 15.6 25 21 25 34V40H-25Z", coat) +
    path("M-25 34C-25 21 -17 15.6 -6 14.4H-4C-14 20 -17 28 -17.6 40H-25Z", "#FFFFFF", ' opacity=".13"') +
    path("M-4.6 7V14.6Q0 20.6 4.6 14.6V7Z", SKIN_SHADE[look.skin]) +
    path("M-6.6 14.3Q0 23 6.6 14.3L8.6 15.2Q0 27 -8.6 15.2Z", mix(coat, "#10202A", 0.22)) +
    headFront(look, true)
  );
}

function backdrop(look: Look, width: number, height: number): string {
  const tint = tintOf(look);
  const low = mix(tint, "#8C8472", 0.32);
  const stops = `<stop offset="0" stop-color="${lighter(tint, 0.3)}"/><stop offset="1" stop-color="${low}"/>`;
  const wash = `<linearGradient id="b" x1="0" y1="0" x2="1" y2="1">${stops}</linearGradient>`;
  const frame = rect(width * 0.74, height * 0.12, width * 0.17, height * 0.3, 2, "#FFFFFF", ' opacity=".4"');
  return `<defs>${wash}</defs>${rect(0, 0, width, height, 0, "url(#b)")}${frame}`;
}

/** A bust before a wall, for the tile of somebody whose camera is off. */
export function portraitSvg(look: Look, width = 160, height = 100): string {
  const scale = 2.15 * (height / 100);
  const person = `<g transform="translate(${width / 2},${height * 0.47}) scale(${scale})">${bust(look)}</g>`;
  return sheet(`0 0 ${width} ${height}`, width, height, backdrop(look, width, height) + person);
}
