/** What one hears: every audio slot with volume and direction by where its speaker stands. */
import { playThrough } from "./speaker";

/** Where somebody is, seen from the visitor, in floor pixels. */
export interface Place {
  dx: number;
  dy: number;
}

/** Full volume up to here, silent from there (floor pixels). */
const NEAR = 96;
const FAR = 320;
/** Pixels to the side at which a voice comes from that side wholly. */
const ASIDE = 400;
const GLIDE = 0.08;

/** Volume 0..1 by distance: level close by, then falling as one would expect of a voice. */
export function volumeAt({ dx, dy }: Place): number {
  const distance = Math.hypot(dx, dy);
  const share = Math.min(1, Math.max(0, (distance - NEAR) / (FAR - NEAR)));
  return (1 - share) ** 2;
}

/** Direction -1 (left) to 1 (right), never fully to one side: that tires the ear. */
export const panAt = ({ dx }: Place): number => Math.max(-0.7, Math.min(0.7, dx / ASIDE));

interface Voice {
  gain: GainNode;
  pan: StereoPannerNode;
  source: MediaStreamAudioSourceNode;
  /** Chromium pulls a remote track only while an element plays it. */
  pump: HTMLAudioElement;
}

export class Ears {
  readonly #context = new AudioContext();
  readonly #all = new GainNode(this.#context);
  readonly #voices = new Map<string, Voice>();
  #slots: Readonly<Record<string, string | null>> = {};
  #places: ReadonlyMap<string, Place> = new Map();
  #first: string | null = null;
  #below = 1;

  constructor() {
    this.#all.connect(this.#context.destination);
  }

  /** Volume of everything, 0 to 1. */
  loudness(share: number): void {
    this.#all.gain.setTargetAtTime(share, this.#context.currentTime, GLIDE);
  }

  /** Whether the browser lets sound out: some wait for a touch of the page. */
  get isAwake(): boolean {
    return this.#context.state === "running";
  }

  wake(): void {
    // Closed while the browser still waits for a touch, it never resumes.
    this.#context.resume().catch(() => undefined);
  }

  /** The loudspeaker, where the browser lets pages choose. */
  choose(speaker: string): void {
    void playThrough(this.#context, speaker);
  }

  add(mid: string, track: MediaStreamTrack): void {
    const stream = new MediaStream([track]);
    const pump = new Audio();
    pump.muted = true;
    pump.srcObject = stream;
    void pump.play().catch(() => undefined);
    const source = this.#context.createMediaStreamSource(stream);
    const gain = new GainNode(this.#context);
    const pan = new StereoPannerNode(this.#context);
    source.connect(gain).connect(pan).connect(this.#all);
    this.#voices.set(mid, { gain, pan, source, pump });
    this.#tune();
  }

  map(slots: Readonly<Record<string, string | null>>): void {
    this.#slots = slots;
    this.#tune();
  }

  place(places: ReadonlyMap<string, Place>): void {
    this.#places = places;
    this.#tune();
  }

  /** While a source is to be understood above all others, those are only so loud (0 to 1); null for none. */
  mix(first: string | null, below: number): void {
    this.#first = first;
    this.#below = below;
    this.#tune();
  }

  /** Who has no place on the floor (a stage, a room with one sound) is heard level and from the middle. */
  #tune(): void {
    const now = this.#context.currentTime;
    for (const [mid, { gain, pan }] of this.#voices) {
      const source = this.#slots[mid];
      const place = this.#places.get(source?.split("/")[0] ?? "");
      const share = this.#first === null || source === this.#first ? 1 : this.#below;
      gain.gain.setTargetAtTime(source ? (place ? volumeAt(place) : 1) * share : 0, now, GLIDE);
      pan.pan.setTargetAtTime(place ? panAt(place) : 0, now, GLIDE);
    }
  }

  clear(): void {
    for (const { source, gain, pan, pump } of this.#voices.values()) {
      for (const node of [source, gain, pan]) node.disconnect();
      pump.srcObject = null;
    }
    this.#voices.clear();
  }

  close(): void {
    this.clear();
    void this.#context.close();
  }
}
