/** Hair and scarf seen from behind: they cover the whole head. */
import type { Look, Style } from "./look";
import { crown, darker, lighter, SKIN, SKIN_SHADE } from "./palette";
import { circle, dots, ellipse, line, path } from "./svg";

const SKULL =
  "M-11 0C-12.6 -10 -6 -14.6 0 -14.6C6 -14.6 12.6 -10 11 0C10.4 6 6 8.6 0 8.6C-6 8.6 -10.4 6 -11 0Z";
const CROPPED =
  "M-10.4 -1C-11.6 -9.4 -6 -13 0 -13C6 -13 11.6 -9.4 10.4 -1C9.8 4 6 6.4 0 6.4C-6 6.4 -9.8 4 -10.4 -1Z";
const FALL =
  "M-11.2 -3C-12.4 -13 12.4 -13 11.2 -3C12 4 13 11 11.6 17.5C7 19.5 -7 19.5 -11.6 17.5C-13 11 -12 4 -11.2 -3Z";
const CURLS = [
  [-9, -5, 4.4],
  [-6, -10, 4.4],
  [0, -12.4, 4.4],
  [6, -10, 4.4],
  [9, -5, 4.4],
  [9, 1, 4.4],
  [-9, 1, 4.4],
  [-5, 5.4, 4],
  [0, 6.4, 4],
  [5, 5.4, 4],
] as const;

const EXTRA: Readonly<Record<Style, (base: string, deep: string) => string>> = {
  bald: () => "",
  short: () => "",
  side: () => "",
  crop: () => "",
  long: (base, deep) =>
    path(FALL, base) + line("M-4 4C-4.6 9 -4.4 13 -5 17.4M4.6 2C5 8 4.4 12 5 16.4", deep, 1),
  bob: (base, deep) =>
    path(
      "M-11.6 -3C-12 -12 12 -12 11.6 -3C12.6 3 12.4 8 11 10.4C6 11.6 -6 11.6 -11 10.4C-12.4 8 -12.6 3 -11.6 -3Z",
      base,
    ) + line("M-4 3C-4.6 6 -4.4 8 -5 10.6M4.6 3C5 6 4.6 8 5 10.4", deep, 1),
  bun: (_base, deep) => circle(0, -12.5, 5.2, deep),
  pony: (_base, deep) => path("M-3 -8C-5 2 -4 12 0 15C4 12 5 2 3 -8Z", deep),
  curly: (base) => dots(CURLS, base),
  afro: () => "",
  hijab: (base, deep) =>
    path(
      "M-12.4 -2C-13 -13 13 -13 12.4 -2C12.6 8 14.6 14 12.6 18.5C6 21 -6 21 -12.6 18.5C-14.6 14 -12.6 8 -12.4 -2Z",
      base,
    ) + line("M-6 8C-7 12 -7 15 -7.6 18.6M5 6C7 11 7 14 7.4 18", deep, 1),
};

function baldHead(look: Look): string {
  const shade = path(
    "M-10 0C-9 8 -5 11 0 11C5 11 9 8 10 0C6 5 -6 5 -10 0Z",
    SKIN_SHADE[look.skin],
    ' opacity=".6"',
  );
  return ellipse(0, 0, 10, 11, SKIN[look.skin]) + shade;
}

function ears(look: Look): string {
  return circle(-9.8, 1, 2.3, SKIN_SHADE[look.skin]) + circle(9.8, 1, 2.3, SKIN_SHADE[look.skin]);
}

/** The head of a look from behind; centre at the origin, head 20 wide. */
export function headBack(look: Look): string {
  const base = crown(look);
  const deep = darker(base, 0.14);
  const shine = lighter(base, 0.15);
  if (look.style === "bald") return ears(look) + baldHead(look);
  if (look.style === "afro") return circle(0, -4, 15, base) + line("M-12 -9A14 14 0 0 1 2 -18", shine, 2.2);
  const skull = look.style === "crop" || look.style === "short" ? CROPPED : SKULL;
  const showsEars = look.style !== "hijab" && look.style !== "long" && look.style !== "bob";
  const under = (showsEars ? ears(look) : "") + ellipse(0, 1, 9.6, 10.4, SKIN_SHADE[look.skin]);
  const gloss = path("M-8 -9C-5 -12.6 0 -13 4 -12C-1 -11 -5 -10.4 -8 -9Z", shine);
  return under + path(skull, base) + EXTRA[look.style](base, deep) + gloss;
}
