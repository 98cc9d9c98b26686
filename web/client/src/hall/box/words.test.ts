import { expect, test } from "vitest";
import type { Health } from "../../protocol.gen";
import { troubles } from "./words";

const FINE: Health = {
  picture: "ok",
  sound: "ok",
  speaker: "ok",
  level: 40,
  rtt: 20,
  loss: 0,
  battery: null,
  charging: false,
  cams: 1,
  mics: 1,
  speakers: 1,
  cam_at: 0,
  mic_at: 0,
  speaker_at: 0,
  echo: "none",
  echo_ms: null,
};
const BOTH = { mic: true, cam: true };

test.each([
  [{}, []],
  [{ picture: "black" }, ["black"]],
  [{ picture: "frozen", sound: "clipping" }, ["frozen", "clipping"]],
  [{ picture: "still" }, ["still"]],
  [{ picture: "off", sound: "off" }, ["no-picture", "no-sound"]],
  [{ sound: "silent" }, ["silent"]],
  [{ sound: "muted" }, ["muted"]],
  [{ speaker: "blocked" }, ["blocked"]],
  [{ loss: 0.1 }, ["line"]],
  [{ rtt: 900 }, ["line"]],
  [{ battery: 5 }, ["battery"]],
  [{ battery: 5, charging: true }, []],
] satisfies [Partial<Health>, string[]][])("%o is told as %o", (change, told) => {
  expect(troubles(BOTH, "here", { ...FINE, ...change })).toEqual(told);
});

test("a box that is not there is only that, whatever it said before", () => {
  expect(troubles(BOTH, undefined, { ...FINE, picture: "black" })).toEqual(["away"]);
  expect(troubles(BOTH, "lost", { ...FINE, picture: "black" })).toEqual(["lost"]);
});

test("what a box is not used as is no trouble", () => {
  expect(troubles({ mic: false, cam: false }, "here", { ...FINE, picture: "off", sound: "off" })).toEqual([]);
});
