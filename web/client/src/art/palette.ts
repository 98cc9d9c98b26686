/** Colours of people: skins, hair, cloth. One light from the top left; shades are mixed, not chosen. */
import type { Hair, Look, Shirt, Skin } from "./look";

export const SKIN: Readonly<Record<Skin, string>> = {
  a: "#F6D9C2",
  b: "#EDC2A0",
  c: "#DBA57C",
  d: "#BF8458",
  e: "#94613F",
  f: "#6B4330",
};

export const SKIN_SHADE: Readonly<Record<Skin, string>> = {
  a: "#E7BFA2",
  b: "#DBA681",
  c: "#C48B62",
  d: "#A56E45",
  e: "#7C4E31",
  f: "#553425",
};

export const HAIR: Readonly<Record<Hair, string>> = {
  black: "#22201F",
  dark: "#3B2A22",
  brown: "#6A4630",
  chestnut: "#8A5233",
  blond: "#D3A75F",
  ginger: "#B8602F",
  grey: "#9DA1A3",
  white: "#D9DADA",
  teal: "#2D6E77",
};

/** A head scarf takes the hair's colour word in a cloth's tone. */
export const SCARF: Readonly<Record<Hair, string>> = {
  black: "#3C4147",
  dark: "#6B5148",
  brown: "#8F6E52",
  chestnut: "#8A4E62",
  blond: "#D6BC8C",
  ginger: "#B9654B",
  grey: "#8A979E",
  white: "#E6E0D4",
  teal: "#3F7F86",
};

export const CLOTH: Readonly<Record<Shirt, string>> = {
  petrol: "#1F7A78",
  brick: "#BF5B43",
  ochre: "#D99A34",
  plum: "#7A4B74",
  sage: "#6F9170",
  sky: "#5B8DB8",
  navy: "#2F4A6D",
  rose: "#CC7F8A",
  sand: "#C9B08A",
  coal: "#4A5057",
  cream: "#EFE7D8",
  leaf: "#4C7F4E",
};

const DARK_SLACKS = "#3B4550";
const SLACKS: Readonly<Partial<Record<Shirt, string>>> = {
  coal: "#5E6872",
  navy: "#6B6257",
  ochre: "#37475C",
  rose: "#454A63",
  cream: "#5A4A40",
  sand: "#46525C",
  leaf: "#4B4640",
};

/** Trousers that go with the shirt. */
export function slacks(shirt: Shirt): string {
  return SLACKS[shirt] ?? DARK_SLACKS;
}

/** The colour of what covers the head: hair, or the scarf. */
export function crown(look: Look): string {
  return look.style === "hijab" ? SCARF[look.hair] : HAIR[look.hair];
}

/** `from` moved towards `to` by `share` (0..1); both are #RRGGBB. */
export function mix(from: string, to: string, share: number): string {
  const channel = (at: number): string => {
    const a = Number.parseInt(from.slice(at, at + 2), 16);
    const b = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, "0")
      .toUpperCase();
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

export function darker(colour: string, share: number): string {
  return mix(colour, "#000000", share);
}

export function lighter(colour: string, share: number): string {
  return mix(colour, "#FFFFFF", share);
}
