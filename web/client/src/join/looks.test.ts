import { expect, test } from "vitest";
import { HAIRS, SHIRTS, SKINS, STYLES } from "../art/look";
import { FIGURES, figureOf, surprise } from "./looks";

test("every figure is made of parts that exist and differs from the others", () => {
  for (const [at, look] of FIGURES.entries()) {
    expect(SKINS).toContain(look.skin);
    expect(HAIRS).toContain(look.hair);
    expect(STYLES).toContain(look.style);
    expect(SHIRTS).toContain(look.shirt);
    expect(figureOf(look)).toBe(at);
  }
});

test("a surprise keeps what is nobody's to deal out", () => {
  const [first] = FIGURES;
  if (!first) throw new Error("no figures");
  const dealt = surprise({ ...first, wheelchair: true, beard: true }, () => 0.999);
  expect(dealt).toMatchObject({ wheelchair: true, beard: true, style: "afro", glasses: false, skin: "f" });
  expect(surprise(first, () => 0).skin).toBe("a");
});
