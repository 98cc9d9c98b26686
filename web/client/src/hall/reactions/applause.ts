/** Applause made on the spot: short bursts of filtered noise, the more and the louder the more people clap. */
import { playThrough } from "../../media/speaker";

/** Claps that are heard apart; more than that only get louder. */
const MOST = 40;
/** Seconds over which they are spread, and of one clap. */
const SPREAD = 1;
const CLAP = 0.06;

let context: AudioContext | null = null;
let through = "";
let noise: AudioBuffer | null = null;

function noiseOf(audio: AudioContext): AudioBuffer {
  const buffer = audio.createBuffer(1, Math.ceil(audio.sampleRate * CLAP), audio.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let at = 0; at < samples.length; at += 1) samples[at] = Math.random() * 2 - 1;
  return buffer;
}

/** How loud so many people are, 0 to 1. */
export const loudness = (claps: number): number => Math.min(1, 0.25 + Math.log10(Math.max(1, claps)) / 3);

/** Lets sound out of a page that was touched, or that may play without. */
export function wakeApplause(): void {
  context ??= new AudioContext();
  context.resume().catch(() => undefined);
}

/** Lets so many people clap for a second, through this loudspeaker ("" is the system's). */
export function applaud(claps: number, volume: number, speaker: string): void {
  if (volume <= 0 || claps <= 0) return;
  context ??= new AudioContext();
  if (speaker !== through) void playThrough(context, speaker);
  through = speaker;
  noise ??= noiseOf(context);
  for (let count = Math.min(MOST, claps); count > 0; count -= 1)
    clap(context, noise, volume * loudness(claps));
}

function clap(audio: AudioContext, buffer: AudioBuffer, volume: number): void {
  const start = audio.currentTime + Math.random() * SPREAD;
  const source = new AudioBufferSourceNode(audio, { buffer });
  const band = new BiquadFilterNode(audio, {
    type: "bandpass",
    frequency: 900 + Math.random() * 1400,
    Q: 1.2,
  });
  const level = new GainNode(audio, { gain: 0 });
  level.gain.setValueAtTime(0.0001, start);
  level.gain.exponentialRampToValueAtTime(0.12 * volume * (0.5 + Math.random()), start + 0.004);
  level.gain.exponentialRampToValueAtTime(0.0001, start + CLAP);
  source.connect(band).connect(level).connect(audio.destination);
  source.start(start);
}
