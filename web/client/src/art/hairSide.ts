/**
 * Hair and scarf seen from the side (facing right). The hairline runs from the forehead along the temple, in
 * front of the ear and down to the nape, so that the face stays a face; long hair hangs behind the shoulder.
 */
import type { Layers } from "./hairFront";
import type { Look, Style } from "./look";
import { crown, darker, lighter } from "./palette";
import { circle, dots, line, path } from "./svg";

interface Tones {
  readonly base: string;
  readonly deep: string;
  readonly shine: string;
}

const SHORT =
  "M9.5 -4.8C9.8 -10.6 5.4 -14 -.4 -14C-7.6 -14 -11.9 -9 -11.2 -1.8C-10.9 2.2 -9.7 5.2 -7.8 7.2L-5.6 6.2C-5.7 3.6 -5.4 1 -4.4 -.4C-3.2 -1.4 -1.8 -1.2 -.9 -.2L.2 1.2C.5 -1 .8 -3 1.8 -4.4C3.4 -6.6 7 -6.4 9.5 -4.8Z";
const PULLED =
  "M8.8 -6.2C8.2 -11.6 4.6 -14 -.4 -14C-7.6 -14 -11.9 -9 -11 -2C-10.5 1.6 -9.2 3.8 -7.4 5L-5.2 1.6C-4.4 -.4 -3 -1 -1 -.2C-.2 -2.6 1 -4.8 3.2 -6.2C5 -7 7 -6.8 8.8 -6.2Z";
const SHINE = "M-7.6 -9.4C-5 -12.6 1 -13 4.2 -11.4C0 -11.8 -4.4 -10.9 -7.6 -9.4Z";
const CURLS = [
  [-9.6, -1.4, 3.8],
  [-9.6, -6.4, 4.3],
  [-6.6, -10.6, 4.6],
  [-1.6, -12.6, 4.7],
  [3.6, -11.6, 4.4],
  [7, -8.6, 3.4],
  [-8.4, 3, 3],
  [-4.6, -5, 4.6],
  [0.4, -7.6, 4],
  [-5.4, -1.4, 2.6],
] as const;

const only = (front: string): Layers => ({ back: "", front });

const DRAW: Readonly<Record<Style, (t: Tones) => Layers>> = {
  bald: () => only(""),
  short: (t) => only(path(SHORT, t.base) + path(SHINE, t.shine)),
  side: (t) =>
    only(
      path(
        "M10.6 -6C11.6 -11.6 6 -15.2 -.2 -14.7C-7.8 -14.4 -12 -9 -11.3 -1.6C-11 2.6 -9.8 5.6 -7.8 7.4L-5.4 6.2C-5.6 3.6 -5.4 1 -4.4 -.4C-3.2 -1.4 -1.8 -1.2 -.9 -.2L.3 1.8C.6 -.8 .6 -2.6 1.6 -3.8C4.4 -4.4 8 -4.6 10.6 -6Z",
        t.base,
      ) + path("M-3.4 -12C0 -14 6 -13.2 8.4 -10.2C4.6 -11.8 .4 -12.2 -3.4 -12Z", t.shine),
    ),
  crop: (t) =>
    only(
      path(
        "M9.1 -6C8.8 -10.4 5 -12.8 -.2 -12.8C-7 -12.8 -11 -8.4 -10.4 -1.8C-10.1 1.6 -9.2 4 -7.8 5.6L-6 4.8C-6 2.6 -5.4 .6 -4.4 -.6C-3.2 -1.4 -1.8 -1.2 -.9 -.2L0 .6C.2 -1.6 .8 -3.8 2 -5.2C3.8 -7.2 6.6 -7 9.1 -6Z",
        t.base,
      ) + path("M-6.6 -9.4C-4.4 -11.4 0 -11.9 3 -10.8C-.6 -11 -4 -10.4 -6.6 -9.4Z", t.shine),
    ),
  long: (t) => ({
    back: path(
      "M-2 -12C-9 -13 -12.8 -8 -12.4 -1C-12 6 -14 12 -12.2 18C-9 20 -4 19.6 -1.8 17.4L-1 0Z",
      t.deep,
    ),
    front:
      path(
        "M9.3 -5.4C9.4 -11.4 5 -14.6 -.6 -14.6C-8.4 -14.6 -12.5 -9 -12 -1.4C-11.7 5 -12.6 11 -11.4 16.6C-8.6 18.6 -5 18.4 -2.8 16.8C-3.4 11 -2.4 6.6 -.6 3C.6 -.4 1.2 -3 3.4 -4.4C5.2 -5.4 7.4 -5.6 9.3 -5.4Z",
        t.base,
      ) +
      path(SHINE, t.shine) +
      line("M-8.6 2C-8.8 7 -9.4 11 -8.6 15.4", t.deep, 1.1),
  }),
  bob: (t) => ({
    back: "",
    front:
      path(
        "M9.4 -3.8C9.8 -11 5 -14.6 -.6 -14.6C-8.4 -14.6 -12.7 -9 -12.3 -1.4C-12.1 3 -12.4 7 -10.8 10.2C-7.6 11.6 -2.8 11.2 -.4 9.6C.9 6.4 .6 2.4 1.6 -.8C3.4 -3.2 6.4 -4 9.4 -3.8Z",
        t.base,
      ) +
      path(SHINE, t.shine) +
      line("M-7.4 1C-7.6 4 -7.8 6.6 -7 9.2", t.deep, 1.1),
  }),
  bun: (t) => ({
    back:
      circle(-9, -12.6, 5, t.deep) +
      path("M-12.4 -14.6C-10.4 -16.8 -7 -16.4 -5.8 -14.6C-8 -15.2 -10.4 -15.2 -12.4 -14.6Z", t.shine),
    front: path(PULLED, t.base) + path(SHINE, t.shine),
  }),
  pony: (t) => ({
    back: path(
      "M-7.4 -11.4C-15.6 -12.6 -17.8 -4 -15.6 3C-14.8 6 -15 8.6 -16 10.8C-12 10.8 -10.2 6 -11 1C-11.6 -3 -10.4 -5.6 -7 -6.6Z",
      t.deep,
    ),
    front:
      path(PULLED, t.base) + path(SHINE, t.shine) + line("M-9.6 -11.2L-8 -6.4", darker(t.base, 0.35), 1.6),
  }),
  curly: (t) =>
    only(dots(CURLS, t.base) + circle(-5.6, -11.4, 2.1, t.shine) + circle(0.4, -13.4, 2, t.shine)),
  afro: (t) => ({
    back: circle(-2.4, -5, 15, t.base) + line("M-14 -10A14 14 0 0 1 0 -19", t.shine, 2.4),
    front: path(
      "M8.4 -7.4C6 -13 -2 -14 -7.6 -10.6C-13 -7 -12.8 3.6 -9.2 8C-7.4 9.6 -5.6 8 -5.4 5C-5.4 1.8 -5 0 -3.6 -1C-2.4 -1.4 -1.6 -.8 -.8 0C-.4 -3.4 1.8 -6.8 8.4 -7.4Z",
      t.base,
    ),
  }),
  hijab: (t) => ({
    back: path(
      "M-3 -12C-9 -13 -13 -8 -12.8 -1C-12.6 7 -14.6 13 -12.6 18.6C-8 21.2 0 21.2 5.4 19.2L2 6Z",
      t.deep,
    ),
    front:
      path(
        "M9.7 -7C8.8 -12.6 4.8 -15.2 -.6 -15.2C-8.6 -15.2 -13 -9.6 -12.6 -1.6C-12.4 6 -13.4 12 -11.6 17.4C-6 19.8 2.4 19.4 6.6 16.6C8.2 14.4 8 12 6.4 10.6C3.4 9.4 1.8 6 1.8 1.8C1.9 -2.6 4.4 -6.2 9.7 -7Z",
        t.base,
      ) +
      path("M-8.6 -9.6C-6 -13 0 -14 4.4 -12.4C-.6 -12.4 -5.4 -11.4 -8.6 -9.6Z", t.shine) +
      line("M4.6 12.4C0 14.6 -5.6 12 -8.6 7.4", t.deep, 1.1),
  }),
};

/** Hair of a look from the right side; mirror it for the left. */
export function hairSide(look: Look): Layers {
  const base = crown(look);
  return DRAW[look.style]({ base, deep: darker(base, 0.13), shine: lighter(base, 0.15) });
}
