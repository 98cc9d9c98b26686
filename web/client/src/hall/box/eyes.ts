/** What a box sees of itself: whether its picture moves, stands still, is frozen, or is black. */
import type { Health } from "../../protocol.gen";

type PictureState = Health["picture"];

const [WIDTH, HEIGHT] = [32, 18];
/** Brightness 0..255 below which a picture is black: a covered lens still gives some noise. */
const DARK = 12;
/** A live camera's pixels differ by more than this from one look to the next, if only by noise. */
const STILL = 1;
/** Looks that must be the same until it is said that nothing moves: that may be a slide. */
export const STILL_AFTER = 5;
/** Looks until what stands still counts as frozen, if it is known as a camera's. */
export const FROZEN_AFTER = 30;
/** Looks in a row at which something moved, by which a camera is known: slides do not turn at each. */
export const ALIVE_AFTER = 10;

/** Brightness of each point, 0..255, from pixels of red, green, blue, alpha (ITU-R BT.601). */
export function brightness(pixels: Uint8ClampedArray): Uint8Array {
  const found = new Uint8Array(pixels.length / 4);
  for (let at = 0; at < found.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at * 4, at * 4 + 3);
    found[at] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return found;
}

const isBlack = (points: Uint8Array): boolean => points.every((each) => each < DARK);

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((each, at) => Math.abs(each - (other[at] ?? 0)) <= STILL);

/** Judges a row of looks at a picture. */
export class Eyes {
  #before: Uint8Array | null = null;
  #same = 0;
  #moved = 0;
  #isCamera = false;

  look(points: Uint8Array): PictureState {
    const isStill = this.#before !== null && isSame(points, this.#before);
    this.#same = isStill ? this.#same + 1 : 0;
    this.#moved = isStill ? 0 : this.#moved + 1;
    this.#isCamera ||= this.#moved > ALIVE_AFTER;
    this.#before = points;
    if (isBlack(points)) return "black";
    if (this.#isCamera && this.#same >= FROZEN_AFTER) return "frozen";
    return this.#same >= STILL_AFTER ? "still" : "ok";
  }

  forget(): void {
    this.#before = null;
    this.#same = this.#moved = 0;
    this.#isCamera = false;
  }
}

/** Looks at a track through a canvas of its own. */
export class Viewer {
  readonly #eyes = new Eyes();
  readonly #video = document.createElement("video");
  readonly #canvas = document.createElement("canvas");
  #track: MediaStreamTrack | null = null;
  #last: PictureState = "ok";

  constructor() {
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#canvas.width = WIDTH;
    this.#canvas.height = HEIGHT;
  }

  /** The state of this track's picture; a hidden page is given no new frames, so the last state stands. */
  state(track: MediaStreamTrack | null): PictureState {
    if (track !== this.#track) this.#take(track);
    if (track === null) return "off";
    if (document.hidden || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return this.#last;
    const context = this.#canvas.getContext("2d", { willReadFrequently: true });
    if (!context) return this.#last;
    context.drawImage(this.#video, 0, 0, WIDTH, HEIGHT);
    const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
    this.#last = track.muted ? "frozen" : this.#eyes.look(brightness(data));
    return this.#last;
  }

  #take(track: MediaStreamTrack | null): void {
    this.#track = track;
    this.#last = "ok";
    this.#eyes.forget();
    this.#video.srcObject = track && new MediaStream([track]);
    if (track) void this.#video.play().catch(() => undefined);
  }
}
