/** Hair and scarf seen from the front: what lies behind the head and what lies before it. */
import type { Look, Style } from "./look";
import { crown, darker, lighter } from "./palette";
import { circle, dots, line, path } from "./svg";

export interface Layers {
  readonly back: string;
  readonly front: string;
}

interface Tones {
  readonly base: string;
  readonly deep: string;
  readonly shine: string;
}

const CAP =
  "M-10.5 0C-12.2 -9.5 -6 -14 0 -14C6.4 -14 12 -9.5 10.5 0C9.8 -3.4 8.6 -5.6 7 -6.6C3 -5.2 -3 -5.3 -6.6 -7C-8.6 -5.6 -9.7 -3.4 -10.5 0Z";
const CURLS = [
  [-9.6, -4, 4],
  [-8.4, -8.6, 4.6],
  [-4.4, -12, 4.8],
  [0.6, -13, 4.8],
  [5.4, -11.6, 4.7],
  [9, -8, 4.4],
  [9.9, -3.6, 3.8],
  [-3, -8.4, 3.6],
  [2.4, -8.8, 3.8],
  [6.4, -7.2, 3],
] as const;

const only = (front: string): Layers => ({ back: "", front });

const DRAW: Readonly<Record<Style, (t: Tones) => Layers>> = {
  bald: () => only(""),
  short: (t) =>
    only(path(CAP, t.base) + path("M-8 -10C-5 -13 2 -13.4 5 -12C0 -12 -5 -10.6 -8 -10Z", t.shine)),
  side: (t) =>
    only(
      path(
        "M-10.5 1C-12.5 -9.5 -6 -14.6 1 -14.2C8.4 -13.8 12 -9 10.5 1C10 -2.6 9 -5 8 -6.2C3 -5 -1.8 -6.4 -4.2 -8.8C-5.6 -6 -8.6 -4.4 -10.5 1Z",
        t.base,
      ) + path("M-3 -11.6C0 -13.4 5 -12.8 7 -10.8C3 -11.8 0 -11.6 -3 -11.6Z", t.shine),
    ),
  crop: (t) =>
    only(
      path(
        "M-10.2 -1.5C-11.4 -9 -6 -12.8 0 -12.8C6 -12.8 11.4 -9 10.2 -1.5C9.6 -4.4 8.6 -6.6 7.4 -7.6C3 -8.6 -3 -8.6 -7.4 -7.6C-8.6 -6.6 -9.6 -4.4 -10.2 -1.5Z",
        t.base,
      ) + path("M-6.6 -9.8C-4 -11.6 0 -12 3 -11.2C-1 -11 -4 -10.4 -6.6 -9.8Z", t.shine),
    ),
  long: (t) => ({
    back: path(
      "M-11.2 -3C-12.4 -13 -6 -15 0 -15C6 -15 12.4 -13 11.2 -3C11.8 4 13 11 11.6 17.5C7 19.5 -7 19.5 -11.6 17.5C-13 11 -11.8 4 -11.2 -3Z",
      t.deep,
    ),
    front:
      path(
        "M-10.8 8C-13 -9 -6.5 -14.6 0 -14.6C6.5 -14.6 13 -9 10.8 8C10.4 -1 8.4 -6 2.6 -9.2C-1 -5.6 -8.6 -3 -10.8 8Z",
        t.base,
      ) + path("M-7 -11C-4 -13.4 1 -13.4 4 -12C0 -12 -4 -11.4 -7 -11Z", t.shine),
  }),
  bob: (t) => ({
    back: path(
      "M-11.6 -3C-12.6 -13 -6 -15 0 -15C6 -15 12.6 -13 11.6 -3C12.4 3 12.4 7 11 10L-11 10C-12.4 7 -12.4 3 -11.6 -3Z",
      t.deep,
    ),
    front:
      path(
        "M-11.2 8C-13.4 -8.5 -7 -14.5 0 -14.5C7 -14.5 13.4 -8.5 11.2 8C9.8 9.4 8.6 8.8 8.7 7C9 2 8.7 -2 8 -4.4C3 -3.2 -3 -3.2 -8 -4.4C-8.7 -2 -9 2 -8.7 7C-8.6 8.8 -9.8 9.4 -11.2 8Z",
        t.base,
      ) + path("M-7 -10.6C-4 -13.2 3 -13.2 6 -11C1 -12 -4 -11.4 -7 -10.6Z", t.shine),
  }),
  bun: (t) => ({
    back:
      circle(1, -15.5, 5.2, t.deep) +
      path("M-2.6 -17.4C-.6 -19.6 3 -19.4 4.4 -17.6C2 -18 -.4 -18 -2.6 -17.4Z", t.shine),
    front:
      path(
        "M-10.5 0C-12.2 -9.5 -6 -14 0 -14C6.4 -14 12 -9.5 10.5 0C9.6 -4.4 7.4 -8.4 0 -9C-7.4 -8.4 -9.6 -4.4 -10.5 0Z",
        t.base,
      ) + path("M-7 -10.4C-4 -13 2 -13 5 -11.6C0 -12 -4 -11 -7 -10.4Z", t.shine),
  }),
  pony: (t) => ({
    back: path("M5 -13C15 -14 16 -2 13.5 8C12.6 11 10 10 10 7C11 0 9 -5 4 -8Z", t.deep),
    front:
      path(
        "M-10.5 0C-12.2 -9.5 -6 -14 0 -14C6.4 -14 12 -9.5 10.5 0C9.4 -4.6 7 -7.4 4 -8.6C-1 -5.6 -8.4 -5.6 -10.5 0Z",
        t.base,
      ) + path("M-7 -10.4C-4 -13 2 -13 5 -11.6C0 -12 -4 -11 -7 -10.4Z", t.shine),
  }),
  curly: (t) =>
    only(dots(CURLS, t.base) + circle(-4.4, -12.6, 2.2, t.shine) + circle(1.6, -13.6, 2, t.shine)),
  afro: (t) => ({
    back: circle(0, -5, 15.4, t.base) + line("M-12 -10A14 14 0 0 1 2 -19.4", t.shine, 2.4),
    front: path(
      "M-10.2 -1C-12 -9 -7 -13 0 -13C7 -13 12 -9 10.2 -1C9 -6 6 -8.4 0 -8.4C-6 -8.4 -9 -6 -10.2 -1Z",
      t.base,
    ),
  }),
  hijab: (t) => ({
    back: path(
      "M-12.6 -2C-13.4 -12 -6 -15.4 0 -15.4C6 -15.4 13.4 -12 12.6 -2C12.6 8 14.6 14 12.6 18.5C6 21 -6 21 -12.6 18.5C-14.6 14 -12.6 8 -12.6 -2Z",
      t.deep,
    ),
    front:
      path(
        "M-12 0C-13 -12 -6 -15 0 -15C6 -15 13 -12 12 0C12 9 8 15.4 0 15.8C-8 15.4 -12 9 -12 0ZM-8 .6C-8 6.6 -4.4 10.6 0 10.6C4.4 10.6 8 6.6 8 .6C8 -5.6 5 -8.6 0 -8.6C-5 -8.6 -8 -5.6 -8 .6Z",
        t.base,
        ' fill-rule="evenodd"',
      ) +
      path("M-9 -9.6C-6 -13 0 -13.8 4 -12.8C-1 -12 -6 -11 -9 -9.6Z", t.shine) +
      line("M-7.4 13.4C-3 17.4 4 17.2 8.6 12.6", t.deep, 1),
  }),
};

/** Hair of a look from the front; head centre at the origin, head 20 wide. */
export function hairFront(look: Look): Layers {
  const base = crown(look);
  return DRAW[look.style]({ base, deep: darker(base, 0.12), shine: lighter(base, 0.15) });
}
