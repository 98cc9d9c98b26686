/** The echo test: a box plays a chirp on its loudspeaker and listens for it with its microphone. */

/** Rising steps (Hz): no voice and no fan sounds like that. */
const STEPS = [1100, 1600, 2300];
const STEP_S = 0.15;
const BEFORE_MS = 400;
const AFTER_MS = 1500;
/** A step counts as heard when it is this much louder (dB) than the room before it, so often. */
const ABOVE_DB = 12;
const TIMES = 3;
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

/** When a step was heard first; null when it was not. */
function heardAt(readings: readonly Reading[], step: number): number | null {
  const level = ({ levels }: Reading): number => levels[step] ?? -200;
  const limit = Math.max(-90, ...readings.filter(({ at }) => at < 0).map(level)) + ABOVE_DB;
  const heard = readings.filter((each) => each.at >= 0 && level(each) > limit);
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
  const context: AudioContext & { setSinkId?: (id: string) => Promise<void> } = new AudioContext();
  let stream: MediaStream | null = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: { ...RAW, ...(mic ? { deviceId: { ideal: mic } } : {}) },
    });
    await context.setSinkId?.(speaker).catch(() => undefined);
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
  const analyser = new AnalyserNode(context, { fftSize: 1024, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(stream).connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount);
  const spots = STEPS.map((pitch) => Math.round((pitch * analyser.fftSize) / context.sampleRate));
  const start = context.currentTime + BEFORE_MS / 1000;
  chirp(context, start);
  const readings: Reading[] = [];
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const at = (context.currentTime - start) * 1000;
      analyser.getFloatFrequencyData(bins);
      readings.push({ at, levels: spots.map((spot) => bins[spot] ?? -200) });
      if (at < AFTER_MS) return;
      clearInterval(timer);
      resolve(readings);
    }, 15);
  });
}
