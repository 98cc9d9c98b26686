/** The avatar of the map as an SVG document: one look, one facing, one step. */
import { body, type Pose } from "./body";
import { type Facing, head } from "./head";
import type { Look } from "./look";
import { ellipse, sheet } from "./svg";

/** The box of a sprite in floor pixels; the foot stands at (`footX`, `footY`) in it. */
export const SPRITE = { width: 44, height: 66, footX: 22, footY: 58 } as const;

const SHADOW = "#1B2733";
const BOB = 0.8;
const SEAT_DROP = 4;
const HEAD_AT = "translate(0,-34.8) scale(.8)";

function figure(look: Look, pose: Pose): string {
  const drawn: Pose = pose.facing === "w" ? { ...pose, facing: "e" } : pose;
  const parts = `${body(look, drawn)}<g transform="${HEAD_AT}">${head(look, drawn.facing)}</g>`;
  return pose.facing === "w" ? `<g transform="scale(-1,1)">${parts}</g>` : parts;
}

function shift(look: Look, pose: Pose): number {
  if (look.wheelchair) return 0;
  if (pose.sitting) return SEAT_DROP;
  return pose.step % 2 === 1 ? -BOB : 0;
}

/** The drawing alone, foot at the origin, for use inside another drawing. */
export function avatarGroup(look: Look, pose: Pose): string {
  const ground = pose.sitting && !look.wheelchair ? "" : ellipse(2, 0, 12.5, 4.6, SHADOW, ' opacity=".17"');
  return `${ground}<g transform="translate(0,${shift(look, pose)})">${figure(look, pose)}</g>`;
}

/** A whole SVG document of `SPRITE` size times `scale`. */
export function avatarSvg(look: Look, pose: Pose, scale = 1): string {
  const box = `${-SPRITE.footX} ${-SPRITE.footY} ${SPRITE.width} ${SPRITE.height}`;
  return sheet(box, SPRITE.width * scale, SPRITE.height * scale, avatarGroup(look, pose));
}

/** The facing of a direction number of the wire (0 = s, 1 = e, 2 = n, 3 = w). */
export function facingOf(direction: number): Facing {
  return (["s", "e", "n", "w"] as const)[direction] ?? "s";
}
