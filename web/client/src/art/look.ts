/** How an avatar looks. The same words as on the wire; every combination can be drawn. */

export const SKINS = ["a", "b", "c", "d", "e", "f"] as const;
export const HAIRS = [
  "black",
  "dark",
  "brown",
  "chestnut",
  "blond",
  "ginger",
  "grey",
  "white",
  "teal",
] as const;
export const STYLES = [
  "short",
  "side",
  "crop",
  "long",
  "bob",
  "bun",
  "pony",
  "curly",
  "afro",
  "bald",
  "hijab",
] as const;
export const SHIRTS = [
  "petrol",
  "brick",
  "ochre",
  "plum",
  "sage",
  "sky",
  "navy",
  "rose",
  "sand",
  "coal",
  "cream",
  "leaf",
] as const;

export type Skin = (typeof SKINS)[number];
export type Hair = (typeof HAIRS)[number];
export type Style = (typeof STYLES)[number];
export type Shirt = (typeof SHIRTS)[number];

export interface Look {
  readonly skin: Skin;
  readonly hair: Hair;
  readonly style: Style;
  readonly shirt: Shirt;
  readonly glasses: boolean;
  readonly beard: boolean;
  readonly wheelchair: boolean;
}

/** One word for a look: equal looks have equal keys. */
export function lookKey(look: Look): string {
  const extras = `${look.glasses ? "g" : ""}${look.beard ? "b" : ""}${look.wheelchair ? "w" : ""}`;
  return `${look.skin}-${look.hair}-${look.style}-${look.shirt}-${extras}`;
}
