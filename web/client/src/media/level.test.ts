import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loudness, watchLevel } from "./level";

let measuring = 0;

/** A page's graph of sound, in which all are as loud. */
class Graph {
  constructor() {
    measuring++;
  }
  createAnalyser = () => ({
    fftSize: 0,
    getByteTimeDomainData: (samples: Uint8Array) => samples.fill(255),
  });
  createMediaStreamSource = () => ({ connect: () => undefined });
  close = async () => {
    measuring--;
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("AudioContext", Graph);
  vi.stubGlobal("MediaStream", class {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("silence is nothing, a shout is all, speech lies between", () => {
  expect(loudness(new Uint8Array(64).fill(128))).toBe(0);
  expect(loudness(new Uint8Array(64).fill(255))).toBe(1);
  const speech = loudness(new Uint8Array(64).fill(140));
  expect(speech).toBeGreaterThan(0.3);
  expect(speech).toBeLessThan(0.5);
});

test("a microphone is measured while it is there and somebody looks, and no longer", () => {
  const track = signal<MediaStreamTrack | null>(null);
  const heard: number[] = [];
  const stop = watchLevel(track, (level) => heard.push(level));
  expect(measuring).toBe(0);
  track.value = {} as MediaStreamTrack;
  vi.advanceTimersByTime(100);
  expect(measuring).toBe(1);
  track.value = {} as MediaStreamTrack;
  expect(measuring).toBe(1);
  track.value = null;
  expect([measuring, heard]).toEqual([0, [0, 0, 1, 0, 0]]);
  track.value = {} as MediaStreamTrack;
  stop();
  vi.advanceTimersByTime(1000);
  expect([measuring, heard.length]).toEqual([0, 6]);
});
