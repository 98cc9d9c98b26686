/** A window into a hallway: a wooden frame on feet, with the corridor behind its pane; dark while its device is away. */
import { CLOTH, mix } from "./palette";
import { circle, ellipse, path, rect, sheet } from "./svg";
import { svgUrl } from "./urls";

/** As large as a figure, so that both stand in one crowd; the foot is where it stands on the floor. */
export const WINDOW = { width: 56, height: 70, footX: 28, footY: 60 } as const;

const WOOD = "#B98558";
const WOOD_LIGHT = "#D9B48A";
const WOOD_DARK = mix(WOOD, "#2B1B10", 0.35);
const NIGHT = "#2A3438";

interface Tints {
  near: string;
  far: string;
  floor: string;
  door: string;
}

const LIT: Tints = { near: "#F3EEE3", far: "#FDF0D3", floor: "#E6D3B4", door: CLOTH.petrol };
const DARK: Tints = {
  near: mix("#F3EEE3", NIGHT, 0.82),
  far: mix("#FDF0D3", NIGHT, 0.78),
  floor: mix("#E6D3B4", NIGHT, 0.8),
  door: mix(CLOTH.petrol, NIGHT, 0.75),
};

/** The corridor, 40 wide and 38 high, its top left at (-20, -56). */
function corridor(lit: boolean): string {
  const { near, far, floor, door } = lit ? LIT : DARK;
  return [
    rect(-20, -56, 40, 38, 0, far),
    path("M-20 -56L-8 -47H8L20 -56Z", mix(near, "#FFFFFF", lit ? 0.5 : 0.04)),
    path("M-20 -56L-8 -47V-30L-20 -18Z", near),
    path("M20 -56L8 -47V-30L20 -18Z", mix(near, "#8C8472", 0.22)),
    path("M-20 -18L-8 -30H8L20 -18Z", floor),
    rect(-3.5, -42, 7, 12, 0.8, door),
    path("M12.5 -46.5L16.5 -49V-21L12.5 -25Z", mix(door, "#10202A", 0.2)),
    path("M-16.5 -46L-12 -43V-37L-16.5 -38.5Z", lit ? "#9CC7C4" : mix("#9CC7C4", NIGHT, 0.8)),
    lit ? ellipse(0, -50, 5, 1.6, "#F3B23C") : "",
  ].join("");
}

/** The whole piece around its foot at (0, 0). */
function piece(lit: boolean): string {
  return [
    ellipse(3, 1.5, 25, 5.5, "#1B2733", ' opacity=".16"'),
    rect(-19, -10, 6, 11, 1.5, WOOD_DARK),
    rect(13, -10, 6, 11, 1.5, WOOD_DARK),
    rect(-24, -60, 48, 48, 4, WOOD),
    path("M-24 -56a4 4 0 0 1 4 -4H20L18 -57.5H-21.5V-14L-24 -12Z", WOOD_LIGHT),
    corridor(lit),
    path("M-20 -56H-9L-20 -40Z", "#FFFFFF", ` opacity="${lit ? 0.28 : 0.08}"`),
    rect(-26, -17, 52, 6, 2, WOOD_LIGHT),
    rect(-26, -13, 52, 2.5, 1.2, WOOD_DARK, ' opacity=".5"'),
    circle(0, -58, 1.3, "#24292C"),
    lit ? circle(3.6, -58, 0.9, "#3CC795") : "",
  ].join("");
}

/** The piece as it stands on the map. */
export function windowUrl(lit: boolean): string {
  const { width, height, footX, footY } = WINDOW;
  const box = `${-footX} ${-footY} ${width} ${height}`;
  return svgUrl(`window ${lit}`, () => sheet(box, width * 2, height * 2, piece(lit)));
}

/** The corridor alone, for the tile of a hallway whose camera is off. */
export const windowPosterUrl = (): string =>
  svgUrl("window poster", () => sheet("-20 -50 40 25", 160, 100, corridor(true)));
