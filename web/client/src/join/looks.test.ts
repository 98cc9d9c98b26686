import { expect, test } from "vitest";
import { HAIRS, lookKey, SHIRTS, SKINS, STYLES } from "../art/look";
import { FIGURES, figureOf, surprise, unlike } from "./looks";

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

test("somebody new looks like nobody who is here", () => {
  const here = Array.from({ length: 40 }).reduce<ReturnType<typeof unlike>[]>(
    (all) => [...all, unlike(all.slice(-6))],
    [],
  );
  for (const [at, look] of here.entries())
    expect(here.slice(Math.max(0, at - 6), at).map(lookKey)).not.toContain(lookKey(look));
});

test("the first to come is dealt a look by chance", () => {
  expect(unlike([], () => 0)).not.toEqual(unlike([], () => 0.999));
});
