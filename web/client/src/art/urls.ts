/**
 * Art as image addresses. The page's policy allows no inline style and no `innerHTML` art, so a drawing reaches
 * the page as `<img src="blob:...">`. Equal drawings share one address, kept as long as the page.
 */
import { avatarSvg } from "./avatar";
import type { Pose } from "./body";
import { type Look, lookKey } from "./look";
import { faceSvg, portraitSvg } from "./portrait";

const known = new Map<string, string>();

/** The address of a drawing, made once per key. */
export function svgUrl(key: string, draw: () => string): string {
  const before = known.get(key);
  if (before !== undefined) return before;
  const url = URL.createObjectURL(new Blob([draw()], { type: "image/svg+xml" }));
  known.set(key, url);
  return url;
}

/** A round face of `size` px for lists, chips and messages. */
export function faceUrl(look: Look, size = 32): string {
  return svgUrl(`face ${size} ${lookKey(look)}`, () => faceSvg(look, size));
}

/** A bust for the tile of somebody whose camera is off. */
export function portraitUrl(look: Look, width = 160, height = 100): string {
  return svgUrl(`portrait ${width}x${height} ${lookKey(look)}`, () => portraitSvg(look, width, height));
}

const STANDING: Pose = { facing: "s", step: 0, sitting: false };

/** A whole figure, for the picker of the join page. */
export function avatarUrl(look: Look, pose: Pose = STANDING, scale = 2): string {
  const key = `avatar ${scale} ${pose.facing}${pose.step}${pose.sitting} ${lookKey(look)}`;
  return svgUrl(key, () => avatarSvg(look, pose, scale));
}
