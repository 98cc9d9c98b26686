/** Loudness of a track as 0..1, read a few times a second. */
import { effect, type ReadonlySignal } from "@preact/signals";

const EVERY = 80;

/** Root mean square of a block of samples around 128, stretched so that speech fills the meter. */
export function loudness(samples: Uint8Array): number {
  const sum = samples.reduce((total, sample) => total + ((sample - 128) / 128) ** 2, 0);
  return Math.min(1, Math.sqrt(sum / samples.length) * 4);
}

class LevelMeter {
  readonly #context = new AudioContext();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(track: MediaStreamTrack, heard: (level: number) => void) {
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 512;
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      heard(loudness(samples));
    }, EVERY);
  }

  stop(): void {
    clearInterval(this.#timer);
    void this.#context.close();
  }
}

/**
 * Tells the loudness of whatever track is there, 0 without one, until it is stopped. It costs a graph of sound and a
 * timer: only for as long as somebody looks at it.
 */
export function watchLevel(
  track: ReadonlySignal<MediaStreamTrack | null>,
  heard: (level: number) => void,
): () => void {
  return effect(() => {
    heard(0);
    if (track.value === null) return undefined;
    const meter = new LevelMeter(track.value, heard);
    return () => meter.stop();
  });
}
