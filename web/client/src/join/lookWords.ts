/** A figure in words, part by part. */
import { type Look, SKINS } from "../art/look";
import { t } from "../i18n/i18n";

const SKIN_WORDS = () => [
  t("very light"),
  t("light"),
  t("tan"),
  t("light brown"),
  t("brown"),
  t("dark brown"),
];
export const skinWord = (value: Look["skin"]): string => SKIN_WORDS()[SKINS.indexOf(value)] ?? value;

export function clothWord(value: Look["shirt"]): string {
  const words: Record<Look["shirt"], string> = {
    petrol: t("petrol"),
    brick: t("brick red"),
    ochre: t("ochre"),
    plum: t("plum"),
    sage: t("sage green"),
    sky: t("sky blue"),
    navy: t("navy blue"),
    rose: t("rose"),
    sand: t("sand"),
    coal: t("charcoal"),
    cream: t("cream"),
    leaf: t("leaf green"),
  };
  return words[value];
}

export function hairWord(value: Look["hair"]): string {
  const words: Record<Look["hair"], string> = {
    black: t("black"),
    dark: t("very dark brown"),
    brown: t("brown"),
    chestnut: t("chestnut"),
    blond: t("blond"),
    ginger: t("ginger"),
    grey: t("grey"),
    white: t("white"),
    teal: t("teal"),
  };
  return words[value];
}

export function styleWord(value: Look["style"]): string {
  const words: Record<Look["style"], string> = {
    short: t("short"),
    side: t("side parting"),
    crop: t("cropped"),
    long: t("long"),
    bob: t("bob"),
    bun: t("bun"),
    pony: t("ponytail"),
    curly: t("curly"),
    afro: t("afro"),
    bald: t("bald"),
    hijab: t("headscarf"),
  };
  return words[value];
}

/** A look in words, for those who choose without seeing it. */
export function describe(look: Look): string {
  const extras = [look.glasses && t("Glasses"), look.beard && t("Beard"), look.wheelchair && t("Wheelchair")];
  const parts = [styleWord(look.style), hairWord(look.hair), clothWord(look.shirt), ...extras];
  return parts.filter(Boolean).join(", ");
}
