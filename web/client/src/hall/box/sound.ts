/** What a box hears of itself: how loud, too loud, or nothing at all. */
import type { Health } from "../../protocol.gen";

type SoundState = Health["sound"];

/** Root mean square below which a microphone gives nothing: even a quiet room is louder. */
const NOTHING = 0.0004;
const FULL = 0.985;
/** Samples at full scale in one look that make it clipped. */
const CLIPPED = 8;
/** Looks without any sound before the microphone counts as silent. */
export const SILENT_AFTER = 5;

/** Looks for which clipping is told, so that the sign does not flicker with each word. */
export const TOLD_FOR = 5;

export interface Loudness {
  /** The loudest block, root mean square 0..1. */
  rms: number;
  /** How many samples were at full scale. */
  full: number;
}

export const NO_SOUND: Loudness = { rms: 0, full: 0 };

export function measure(samples: Float32Array): Loudness {
  let [sum, full] = [0, 0];
  for (const sample of samples) {
    sum += sample * sample;
    if (Math.abs(sample) >= FULL) full += 1;
  }
  return { rms: Math.sqrt(sum / Math.max(1, samples.length)), full };
}

/** Loudness as a number for people: 0 at -60 dB, 100 at full scale. */
export const levelOf = ({ rms }: Loudness): number =>
  Math.round(Math.min(100, Math.max(0, 100 + (20 * Math.log10(Math.max(rms, 1e-6)) * 100) / 60)));

/** Judges a row of measurements. */
export class Hearing {
  #quiet = 0;
  #loud = 0;

  hear(loudness: Loudness): SoundState {
    this.#quiet = loudness.rms < NOTHING ? this.#quiet + 1 : 0;
    this.#loud = loudness.full >= CLIPPED ? TOLD_FOR : this.#loud - 1;
    if (this.#loud > 0) return "clipping";
    return this.#quiet >= SILENT_AFTER ? "silent" : "ok";
  }

  forget(): void {
    this.#quiet = 0;
    this.#loud = 0;
  }
}

const EVERY = 100;

/** Measures a track; between two looks the loudest counts. */
export class Ear {
  readonly #context = new AudioContext();
  readonly #analyser = this.#context.createAnalyser();
  readonly #hearing = new Hearing();
  #source: MediaStreamAudioSourceNode | null = null;
  #track: MediaStreamTrack | null = null;
  #loudest = NO_SOUND;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor() {
    this.#analyser.fftSize = 4096;
    const samples = new Float32Array(this.#analyser.fftSize);
    this.#timer = setInterval(() => {
      if (this.#track === null) return;
      this.#analyser.getFloatTimeDomainData(samples);
      const { rms, full } = measure(samples);
      this.#loudest = { rms: Math.max(rms, this.#loudest.rms), full: Math.max(full, this.#loudest.full) };
    }, EVERY);
  }

  wake(): void {
    this.#context.resume().catch(() => undefined);
  }

  /** The state of this track since the last look, and its level; nothing is said before sound is let in. */
  state(track: MediaStreamTrack | null): { sound: SoundState; level: number } {
    if (track !== this.#track) this.#take(track);
    const loudest = this.#loudest;
    this.#loudest = NO_SOUND;
    if (track === null) return { sound: "off", level: 0 };
    if (track.muted) return { sound: "muted", level: 0 };
    if (this.#context.state !== "running") return { sound: "ok", level: 0 };
    return { sound: this.#hearing.hear(loudest), level: levelOf(loudest) };
  }

  stop(): void {
    clearInterval(this.#timer);
    void this.#context.close();
  }

  #take(track: MediaStreamTrack | null): void {
    this.#source?.disconnect();
    this.#track = track;
    this.#hearing.forget();
    this.#source = track && this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#source?.connect(this.#analyser);
  }
}
