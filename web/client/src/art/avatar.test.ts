import { describe, expect, it } from "vitest";
import { avatarSvg, facingOf } from "./avatar";
import type { Step } from "./body";
import { HAIRS, type Look, lookKey, SHIRTS, SKINS, STYLES } from "./look";
import { crown, mix, SCARF } from "./palette";
import { faceSvg, portraitSvg } from "./portrait";

const PLAIN: Look = {
  skin: "b",
  hair: "brown",
  style: "short",
  shirt: "petrol",
  glasses: false,
  beard: false,
  wheelchair: false,
};
const FACINGS = ["s", "e", "n", "w"] as const;
const STEPS: readonly Step[] = [0, 1, 2, 3];

function expectDrawable(svg: string): void {
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="[-\d. ]+" width="[\d.]+" height/,
  );
  expect(svg).not.toMatch(/NaN|undefined|null|Infinity/);
  expect(svg.match(/<(\w+)[^>]*[^/]>/g)?.length).toBe(svg.match(/<\/\w+>/g)?.length);
  for (const colour of svg.match(/fill="#[^"]*"/g) ?? []) expect(colour).toMatch(/^fill="#[\dA-F]{6}"$/i);
}

describe("an avatar", () => {
  it.each(STYLES)("with %s hair can be drawn in every colour, pose and extra", (style) => {
    const looks = SHIRTS.map(
      (shirt, at): Look => ({
        style,
        shirt,
        skin: SKINS[at % SKINS.length] ?? "a",
        hair: HAIRS[at % HAIRS.length] ?? "black",
        glasses: at % 2 === 0,
        beard: at % 3 === 0,
        wheelchair: at % 4 === 0,
      }),
    );
    for (const look of looks) {
      for (const facing of FACINGS) {
        for (const step of STEPS) expectDrawable(avatarSvg(look, { facing, step, sitting: false }));
        expectDrawable(avatarSvg(look, { facing, step: 0, sitting: true }));
      }
      expectDrawable(faceSvg(look));
      expectDrawable(portraitSvg(look));
    }
  });

  it("that looks west is the mirrored one that looks east", () => {
    const east = avatarSvg(PLAIN, { facing: "e", step: 1, sitting: false });
    const west = avatarSvg(PLAIN, { facing: "w", step: 1, sitting: false });
    const body = east.slice(east.indexOf("<path"), east.lastIndexOf("</g></g></svg>"));
    expect(west).toContain("scale(-1,1)");
    expect(west).toContain(body);
  });

  it("walks with the left and the right foot in turn and rests between", () => {
    const drawn = STEPS.map((step) => avatarSvg(PLAIN, { facing: "s", step, sitting: false }));
    expect(drawn[0]).toBe(drawn[2]);
    expect(new Set(drawn).size).toBe(3);
  });

  it("shows no legs from behind when it sits", () => {
    const shoe = "#23282C";
    expect(avatarSvg(PLAIN, { facing: "n", step: 0, sitting: false })).toContain(shoe);
    expect(avatarSvg(PLAIN, { facing: "n", step: 0, sitting: true })).not.toContain(shoe);
  });

  it("wears a scarf in the tone of the hair's colour word", () => {
    expect(crown({ ...PLAIN, style: "hijab", hair: "teal" })).toBe(SCARF.teal);
  });

  it("has one key for equal looks and another for every difference", () => {
    expect(lookKey({ ...PLAIN })).toBe(lookKey(PLAIN));
    const other: readonly Look[] = [
      { ...PLAIN, glasses: true },
      { ...PLAIN, beard: true },
      { ...PLAIN, wheelchair: true },
      { ...PLAIN, skin: "a" },
      { ...PLAIN, hair: "teal" },
      { ...PLAIN, style: "bob" },
      { ...PLAIN, shirt: "leaf" },
    ];
    expect(new Set(other.map(lookKey).concat(lookKey(PLAIN))).size).toBe(other.length + 1);
  });
});

it("mixes colours by share", () => {
  expect(mix("#000000", "#FFFFFF", 0.5)).toBe("#808080");
  expect(mix("#1F7A78", "#FFFFFF", 0)).toBe("#1F7A78");
});

it("reads the directions of the wire", () => {
  expect([0, 1, 2, 3].map(facingOf)).toEqual(["s", "e", "n", "w"]);
});
