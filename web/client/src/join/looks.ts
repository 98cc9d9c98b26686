/** The figures of the picker, and a surprise. Ordinary people, listed without order of rank. */
import { HAIRS, type Look, SHIRTS, SKINS, STYLES } from "../art/look";

const plain = { glasses: false, beard: false, wheelchair: false };

export const FIGURES: readonly Look[] = [
  { ...plain, skin: "a", hair: "brown", style: "long", shirt: "petrol" },
  { ...plain, skin: "e", hair: "black", style: "afro", shirt: "ochre" },
  { ...plain, skin: "b", hair: "blond", style: "short", shirt: "sky" },
  { ...plain, skin: "b", hair: "black", style: "bob", shirt: "plum" },
  { ...plain, skin: "c", hair: "teal", style: "hijab", shirt: "sand" },
  { ...plain, skin: "f", hair: "black", style: "crop", shirt: "leaf", beard: true },
  { ...plain, skin: "a", hair: "grey", style: "bun", shirt: "coal", glasses: true },
  { ...plain, skin: "d", hair: "dark", style: "curly", shirt: "brick", wheelchair: true },
];

const any = <Value>(from: readonly Value[], random: () => number): Value | undefined =>
  from[Math.floor(random() * from.length)];

const BARE = { skin: "a", hair: "brown", style: "short", shirt: "petrol" } as const;

/** A look by chance. Beards and wheelchairs are chosen, never dealt out. */
export function surprise(now: Look, random: () => number = Math.random): Look {
  return {
    ...now,
    skin: any(SKINS, random) ?? now.skin,
    hair: any(HAIRS.slice(0, 8), random) ?? now.hair,
    style: any(STYLES.slice(0, 9), random) ?? now.style,
    shirt: any(SHIRTS, random) ?? now.shirt,
    glasses: random() < 0.3,
  };
}

/** Parts by which two looks differ, as far as one sees them from afar. */
const differences = (one: Look, other: Look): number =>
  (["skin", "hair", "style", "shirt"] as const).filter((part) => one[part] !== other[part]).length;

const DRAWS = 16;

/** A look for somebody new: of some by chance the one that is least like any of those who are here. */
export function unlike(others: readonly Look[], random: () => number = Math.random): Look {
  const drawn = Array.from({ length: DRAWS }, () => surprise({ ...plain, ...BARE }, random));
  const apart = (look: Look) => Math.min(...others.map((other) => differences(look, other)));
  return drawn.reduce((best, each) => (apart(each) > apart(best) ? each : best));
}

/** The figure of the picker with these parts, or -1: skin and cloth may differ. */
export const figureOf = (look: Look): number =>
  FIGURES.findIndex(
    (each) =>
      each.style === look.style &&
      each.hair === look.hair &&
      each.wheelchair === look.wheelchair &&
      each.beard === look.beard,
  );
