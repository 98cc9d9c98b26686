/** Heads from three sides; the fourth is a mirrored third. Head centre at the origin, 20 wide. */
import { headBack } from "./hairBack";
import { hairFront } from "./hairFront";
import { hairSide } from "./hairSide";
import type { Look } from "./look";
import { darker, HAIR, mix, SKIN, SKIN_SHADE } from "./palette";
import { circle, ellipse, line, path } from "./svg";

export type Facing = "s" | "e" | "n" | "w";

const EYE = "#262B2E";
const RIM = "#2B3136";
const BEARD =
  "M-9.6 .6C-9.2 8 -6 13 0 13.2C6 13 9.2 8 9.6 .6C7.8 4.4 5.6 5 3.6 4.4C1.6 3.8 -1.6 3.8 -3.6 4.4C-5.6 5 -7.8 4.4 -9.6 .6Z";
const BEARD_SIDE =
  "M-1.4 -.4C-2 7 1.6 13 6 12.8C9 12.5 10.1 9.4 9.7 5.8C8.4 6.4 6.8 5.4 5.4 4.8C3.2 4.4 .4 3.4 -1.4 -.4Z";
const PALE_BROWS: readonly string[] = ["white", "grey", "blond", "teal"];

function glassesFront(): string {
  return (
    `<g fill="#FFFFFF" fill-opacity=".18" stroke="${RIM}" stroke-width="1"><circle cx="-4.2" cy="0" r="3.1"/><circle cx="4.2" cy="0" r="3.1"/></g>` +
    line("M-1.1 0H1.1M-7.3 -.4L-9.4 -1M7.3 -.4L9.4 -1", RIM, 1)
  );
}

function glassesSide(): string {
  const lens = ellipse(6.6, 0.4, 2.3, 2.9, "#FFFFFF", ` fill-opacity=".2" stroke="${RIM}" stroke-width="1"`);
  return lens + line("M4.3 .1L-2.6 -.6", RIM, 1);
}

function eyesPlain(): string {
  return ellipse(-3.9, 0.8, 1.25, 1.6, EYE) + ellipse(3.9, 0.8, 1.25, 1.6, EYE);
}

function brows(look: Look): string {
  const tone = PALE_BROWS.includes(look.hair) ? "#8A7A66" : darker(HAIR[look.hair], 0.25);
  return line("M-6.6 -3.6Q-4.4 -5 -2.2 -3.9M2.2 -3.9Q4.4 -5 6.6 -3.6", tone, 1.05);
}

/** Brows, eyes, nose, mouth and cheeks, for portraits. */
function features(look: Look): string {
  const shade = SKIN_SHADE[look.skin];
  return (
    brows(look) +
    ellipse(-4.2, -0.4, 1.15, 1.35, "#24292C") +
    ellipse(4.2, -0.4, 1.15, 1.35, "#24292C") +
    line("M.2 .4Q1.4 2.8 -.2 3.2", shade, 1) +
    line("M-3.1 6Q0 8.2 3.1 6", mix(shade, "#7A2E22", 0.55), 1.2) +
    ellipse(-6.4, 3.4, 2, 1.3, "#E0755F", ' opacity=".16"') +
    ellipse(6.4, 3.4, 2, 1.3, "#E0755F", ' opacity=".16"')
  );
}

/** The face towards us; `detailed` adds what only portraits are large enough for. */
export function headFront(look: Look, detailed = false): string {
  const hair = hairFront(look);
  const shade = SKIN_SHADE[look.skin];
  const ears = look.style === "hijab" ? "" : circle(-9.8, 1, 2.3, shade) + circle(9.8, 1, 2.3, shade);
  return (
    hair.back +
    ears +
    ellipse(0, 0, 10, 11, SKIN[look.skin]) +
    (look.beard ? path(BEARD, HAIR[look.hair]) : "") +
    (detailed ? features(look) : eyesPlain()) +
    hair.front +
    (look.glasses ? glassesFront() : "")
  );
}

const EAR_COVERED: readonly string[] = ["hijab", "long", "bob"];

function headSide(look: Look): string {
  const hair = hairSide(look);
  const skin = SKIN[look.skin];
  const nose = path("M9 .4C10.4 1.4 11.2 2.6 10.8 3.3C10.4 3.9 9.6 3.8 8.8 3.9Z", skin);
  const ear = EAR_COVERED.includes(look.style)
    ? ""
    : ellipse(-2.8, 1.6, 2, 2.4, SKIN_SHADE[look.skin]) +
      ellipse(-2.5, 1.5, 1.1, 1.5, skin, ' opacity=".55"');
  return (
    hair.back +
    ellipse(0.4, 0, 9.4, 11, skin) +
    nose +
    (look.beard ? path(BEARD_SIDE, HAIR[look.hair]) : "") +
    ellipse(6, 0.6, 1.15, 1.55, EYE) +
    hair.front +
    ear +
    (look.glasses ? glassesSide() : "")
  );
}

/** A head as seen on the map. */
export function head(look: Look, facing: Facing): string {
  if (facing === "n") return headBack(look);
  if (facing === "s") return headFront(look);
  const side = headSide(look);
  return facing === "w" ? `<g transform="scale(-1,1)">${side}</g>` : side;
}
