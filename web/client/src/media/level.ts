/** Loudness of a track as 0..1, read a few times a second. */
import { type Signal, signal } from "@preact/signals";

const EVERY = 80;

/** Root mean square of a block of samples around 128, stretched so that speech fills the meter. */
export function loudness(samples: Uint8Array): number {
  const sum = samples.reduce((total, sample) => total + ((sample - 128) / 128) ** 2, 0);
  return Math.min(1, Math.sqrt(sum / samples.length) * 4);
}

export class LevelMeter {
  readonly level: Signal<number> = signal(0);
  readonly #context = new AudioContext();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(track: MediaStreamTrack) {
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 512;
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      this.level.value = loudness(samples);
    }, EVERY);
  }

  stop(): void {
    clearInterval(this.#timer);
    void this.#context.close();
  }
}
