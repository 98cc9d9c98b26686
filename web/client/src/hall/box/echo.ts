/** The echo test: a box plays a chirp on its loudspeaker and listens for it with its microphone. */
import { playThrough } from "../../media/speaker";

/** Rising steps (Hz): no voice and no fan sounds like that. */
const STEPS = [1100, 1600, 2300];
const STEP_S = 0.3;
const BEFORE_MS = 400;
const AFTER_MS = 2000;
/** A step counts as heard when it is this much louder (dB) than the room before it, in so many slices. */
const ABOVE_DB = 12;
const TIMES = 3;
/** And this much louder (dB) than the others at the same time: a clap has all pitches. */
const APART_DB = 6;
/** Samples an analyser keeps (0.7 s), how often they are taken (ms), of one slice, and from one to the next. */
const KEPT = 32_768;
const LOOK_MS = 150;
const SLICE = 1024;
const HOP = 512;
/** The steps must come one after the other, at least this far apart (ms): a clap has all pitches at once. */
const APART_MS = 75;
const RAW = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

export interface Reading {
  /** Milliseconds since the chirp began; below zero before it. */
  at: number;
  /** How loud each of the chirp's steps is, in dB. */
  levels: readonly number[];
}

export interface EchoResult {
  echo: "heard" | "unheard" | "failed";
  ms: number | null;
}

/** Rises and falls softly, so that a pitch is not seen in its neighbours (Hann). */
const WINDOW = Float32Array.from(
  { length: SLICE },
  (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SLICE),
);

/** How loud a pitch is in a slice, in dB below full scale (Goertzel). */
function levelAt(slice: Float32Array, pitch: number, rate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * pitch) / rate);
  let [last, before] = [0, 0];
  slice.forEach((sample, n) => {
    [last, before] = [sample * (WINDOW[n] ?? 0) + turn * last - before, last];
  });
  const power = last * last + before * before - turn * last * before;
  return 20 * Math.log10(Math.max(1e-10, (4 * Math.sqrt(Math.max(0, power))) / SLICE));
}

/** What is heard of the steps in a row of samples; `from` is the time (ms) of the first. */
export function readingsOf(samples: Float32Array, rate: number, from: number): Reading[] {
  const count = Math.max(0, Math.floor((samples.length - SLICE) / HOP) + 1);
  return Array.from({ length: count }, (_, at) => {
    const slice = samples.subarray(at * HOP, at * HOP + SLICE);
    return {
      at: from + ((at * HOP) / rate) * 1000,
      levels: STEPS.map((pitch) => levelAt(slice, pitch, rate)),
    };
  });
}

/** When a step was heard first; null when it was not. */
function heardAt(readings: readonly Reading[], step: number): number | null {
  const level = ({ levels }: Reading): number => levels[step] ?? -200;
  const limit = Math.max(-90, ...readings.filter(({ at }) => at < 0).map(level)) + ABOVE_DB;
  const isAlone = ({ levels }: Reading): boolean =>
    levels.every((other, at) => at === step || (levels[step] ?? -200) > other + APART_DB);
  const heard = readings.filter((each) => each.at >= 0 && level(each) > limit && isAlone(each));
  return heard.length >= TIMES ? (heard[0]?.at ?? null) : null;
}

/** Whether the chirp came back, step by step, and after how many milliseconds. */
export function judgeEcho(readings: readonly Reading[]): EchoResult {
  const times = STEPS.map((_, step) => heardAt(readings, step)).filter((at) => at !== null);
  const [first] = times;
  const inOrder = times.every((at, step) => step === 0 || at - (times[step - 1] ?? 0) >= APART_MS);
  return first !== undefined && times.length === STEPS.length && inOrder
    ? { echo: "heard", ms: Math.round(first) }
    : { echo: "unheard", ms: null };
}

/** Plays and listens; needs the devices' ids, empty for the browser's choice. */
export async function testEcho(mic: string, speaker: string): Promise<EchoResult> {
  const context = new AudioContext();
  let stream: MediaStream | null = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: { ...RAW, ...(mic ? { deviceId: { ideal: mic } } : {}) },
    });
    await playThrough(context, speaker);
    return context.state === "running"
      ? judgeEcho(await listen(context, stream))
      : { echo: "failed", ms: null };
  } catch {
    return { echo: "failed", ms: null };
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
    void context.close();
  }
}

function chirp(context: AudioContext, at: number): void {
  const tone = new OscillatorNode(context);
  const gain = new GainNode(context, { gain: 0.4 });
  STEPS.forEach((pitch, step) => {
    tone.frequency.setValueAtTime(pitch, at + step * STEP_S);
  });
  tone.connect(gain).connect(context.destination);
  tone.start(at);
  tone.stop(at + STEPS.length * STEP_S);
}

function listen(context: AudioContext, stream: MediaStream): Promise<Reading[]> {
  const analyser = new AnalyserNode(context, { fftSize: KEPT });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(KEPT);
  const { sampleRate: rate, currentTime } = context;
  const start = currentTime + BEFORE_MS / 1000;
  chirp(context, start);
  const readings: Reading[] = [];
  let upto = currentTime;
  return new Promise((resolve) => {
    // However late a busy device comes to it, nothing is missed: the analyser keeps what sounded meanwhile.
    const timer = setInterval(() => {
      const now = context.currentTime;
      analyser.getFloatTimeDomainData(samples);
      const fresh = Math.min(KEPT, Math.round((now - upto) * rate));
      readings.push(...readingsOf(samples.subarray(KEPT - fresh), rate, (now - start - fresh / rate) * 1000));
      upto = now;
      if ((now - start) * 1000 < AFTER_MS) return;
      clearInterval(timer);
      resolve(readings);
    }, LOOK_MS);
  });
}
