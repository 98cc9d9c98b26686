import { expect, test } from "vitest";
import { judgeEcho, readingsOf } from "./echo";
import { ALIVE_AFTER, brightness, Eyes, FROZEN_AFTER, STILL_AFTER } from "./eyes";
import { Hearing, levelOf, measure, NO_SOUND, SILENT_AFTER, TOLD_FOR } from "./sound";

const grey = (...values: number[]) => new Uint8Array(values);

/** Eyes that have looked at a moving picture so often. */
function eyesAfter(looks: number): Eyes {
  const eyes = new Eyes();
  for (let at = 0; at < looks; at += 1) expect(eyes.look(grey(90, 20 + 4 * (at % 2)))).toBe("ok");
  return eyes;
}

test("of a picture that stands still it is said softly that nothing moves, and that is all for slides", () => {
  const eyes = eyesAfter(3);
  for (let at = 0; at < STILL_AFTER; at += 1) expect(eyes.look(grey(60, 60))).toBe("ok");
  for (let at = STILL_AFTER; at < 2 * FROZEN_AFTER; at += 1) expect(eyes.look(grey(60, 61))).toBe("still");
  expect(eyes.look(grey(80, 24))).toBe("ok");
});

test("only a camera, known by moving all the time, counts as frozen after a while", () => {
  const eyes = eyesAfter(ALIVE_AFTER + 1);
  for (let at = 0; at < STILL_AFTER; at += 1) expect(eyes.look(grey(60, 60))).toBe("ok");
  for (let at = STILL_AFTER; at < FROZEN_AFTER; at += 1) expect(eyes.look(grey(60, 60))).toBe("still");
  expect(eyes.look(grey(60, 60))).toBe("frozen");
  eyes.forget();
  for (let at = 0; at <= 2 * FROZEN_AFTER; at += 1) expect(eyes.look(grey(60, 60))).not.toBe("frozen");
});

test("a covered lens is black at once, with all its noise", () => {
  const eyes = new Eyes();
  expect(eyes.look(grey(3, 0, 11, 7))).toBe("black");
  expect(eyes.look(grey(3, 0, 40, 7))).toBe("ok");
});

test("brightness weighs colours as eyes do", () => {
  const pixels = new Uint8ClampedArray([255, 255, 255, 255, 0, 255, 0, 255, 0, 0, 0, 255]);
  expect([...brightness(pixels)]).toEqual([255, 149, 0]);
});

test("a microphone without any sound is silent after a while, and clipping is told at once", () => {
  const hearing = new Hearing();
  for (let at = 1; at < SILENT_AFTER; at += 1) expect(hearing.hear(NO_SOUND)).toBe("ok");
  expect(hearing.hear(NO_SOUND)).toBe("silent");
  expect(hearing.hear({ rms: 0.01, full: 0 })).toBe("ok");
  expect(hearing.hear({ rms: 0.6, full: 40 })).toBe("clipping");
  for (let at = 1; at < TOLD_FOR; at += 1) expect(hearing.hear({ rms: 0.1, full: 0 })).toBe("clipping");
  expect(hearing.hear({ rms: 0.1, full: 0 })).toBe("ok");
});

test("loudness is a number for people", () => {
  expect(measure(new Float32Array([0.5, -0.5, 1, -1])).full).toBe(2);
  expect(levelOf(measure(new Float32Array([1, -1])))).toBe(100);
  expect(levelOf({ rms: 0.001, full: 0 })).toBe(0);
  expect(levelOf(NO_SOUND)).toBe(0);
  expect(levelOf({ rms: 0.1, full: 0 })).toBe(67);
});

/** A room at -70 dB in which each of the three steps sounds at -40 dB from its time on, for 120 ms. */
const sounding = (...from: number[]) =>
  Array.from({ length: 100 }, (_, n) => n * 15 - 300).map((at) => ({
    at,
    levels: from.map((start) => (at >= start && at < start + 120 ? -40 : -70)),
  }));

test("a chirp is heard when its steps come one after the other, and its delay is told", () => {
  expect(judgeEcho(sounding(90, 240, 390))).toEqual({ echo: "heard", ms: 90 });
});

test.each([
  ["nothing", [9000, 9000, 9000]],
  ["two steps", [90, 240, 9000]],
  ["a clap, all at once", [90, 90, 90]],
  ["the wrong order", [390, 240, 90]],
])("%s is no chirp", (_, from) => {
  expect(judgeEcho(sounding(...from)).echo).toBe("unheard");
});

/** A second of a room, in which the steps sound one after the other from a time (ms) on. */
function heard(from: number, loudness: number): Float32Array {
  const rate = 48_000;
  return Float32Array.from({ length: 2 * rate }, (_, n) => {
    const at = n / rate - 0.4 - from / 1000;
    const step = [1100, 1600, 2300][Math.floor(at / 0.3)];
    const noise = 0.001 * Math.sin(n * n);
    return noise + (at >= 0 && step ? loudness * Math.sin(2 * Math.PI * step * at) : 0);
  });
}

test.each([
  [80, 0.4],
  [350, 0.02],
])(
  "a chirp that comes back after %d ms at %d of full scale is found in the sound itself",
  (from, loudness) => {
    const { echo, ms } = judgeEcho(readingsOf(heard(from, loudness), 48_000, -400));
    expect(echo).toBe("heard");
    expect(Math.abs((ms ?? 0) - from)).toBeLessThan(25);
  },
);

test("noise alone is no chirp, and too few samples are none", () => {
  expect(judgeEcho(readingsOf(heard(9000, 0), 48_000, -400)).echo).toBe("unheard");
  expect(readingsOf(new Float32Array(1000), 48_000, 0)).toEqual([]);
});

test("a room as loud as the chirp hides it", () => {
  expect(judgeEcho(sounding(90, 240, 390).map((each) => ({ ...each, levels: [-40, -40, -40] }))).echo).toBe(
    "unheard",
  );
});
