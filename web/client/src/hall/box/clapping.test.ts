import { expect, test } from "vitest";
import type { BoxInfo } from "../../protocol.gen";
import { clapsHere } from "./clapping";

const use: BoxInfo = { stage: "hall", mic: true, cam: true, speaker: true, screen: false, portal: null };
const sum = { stage: "hall", counts: { clap: 7, heart: 2 } };
const wanted = new Set(["hall"]);

test("a loudspeaker in the hall plays the applause the host wants there", () => {
  expect(clapsHere(use, wanted, sum)).toBe(7);
  expect(clapsHere(use, wanted, { stage: "hall", counts: { heart: 2 } })).toBe(0);
});

test("nothing is played unasked, without a loudspeaker, for another stage, or at a window", () => {
  expect(clapsHere(use, new Set(), sum)).toBe(0);
  expect(clapsHere({ ...use, speaker: false }, wanted, sum)).toBe(0);
  expect(clapsHere(use, new Set(["lab"]), { ...sum, stage: "lab" })).toBe(0);
  const portal = { floor: "plaza", x: 1, y: 1 } as unknown as BoxInfo["portal"];
  expect(clapsHere({ ...use, portal }, wanted, sum)).toBe(0);
});
