/** The camera and the microphone of a device in the hall. The picture is needed, the sound may come from elsewhere. */
import { signal } from "@preact/signals";
import { obstacle, type Trouble, troubleOf } from "../media/trouble";

export type Kind = "cam" | "mic";

export interface Choosable {
  id: string;
  label: string;
}

/** A phone shows the hall with the camera on its back. */
const BACK: MediaTrackConstraints = { facingMode: { ideal: "environment" } };
const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280, max: 1280 },
  height: { ideal: 720, max: 720 },
  frameRate: { ideal: 25, max: 30 },
};
const HALL: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: true,
  autoGainControl: true,
};

const INPUTS: Record<Kind, MediaDeviceKind> = { cam: "videoinput", mic: "audioinput" };

export class Source {
  readonly cam = signal<MediaStreamTrack | null>(null);
  readonly mic = signal<MediaStreamTrack | null>(null);
  readonly trouble = signal<Record<Kind, Trouble | null>>({ cam: null, mic: null });
  readonly choices = signal<Record<Kind, readonly Choosable[]>>({ cam: [], mic: [] });
  readonly asking = signal(false);
  /** Called when a track was replaced or lost while it ran. */
  onChange: (kind: Kind, track: MediaStreamTrack | null) => void = () => undefined;

  constructor() {
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.#list());
  }

  get tracks(): MediaStreamTrack[] {
    return [this.mic.value, this.cam.value].filter((track) => track !== null);
  }

  /** Asks for both; each fails by itself. */
  async open(): Promise<void> {
    const page = { isSecureContext, hasMediaDevices: "mediaDevices" in navigator };
    const reason = obstacle(page);
    if (reason) {
      this.trouble.value = { cam: reason, mic: reason };
      return;
    }
    this.asking.value = true;
    if (!(await this.#both())) {
      if (this.cam.value === null) await this.#one("cam");
      if (this.mic.value === null) await this.#one("mic");
    }
    await this.#list();
    this.asking.value = false;
  }

  /** One question for both, as browsers show it best. */
  async #both(): Promise<boolean> {
    if (this.cam.value !== null || this.mic.value !== null) return false;
    try {
      const video = { ...CAMERA, ...BACK };
      const stream = await navigator.mediaDevices.getUserMedia({ video, audio: HALL });
      for (const track of stream.getTracks()) this.#take(track.kind === "video" ? "cam" : "mic", track);
      return true;
    } catch {
      return false;
    }
  }

  async #one(kind: Kind, deviceId?: string): Promise<void> {
    const chosen = deviceId && { deviceId: { exact: deviceId } };
    const constraints =
      kind === "cam"
        ? { video: { ...CAMERA, ...(chosen || BACK) } }
        : { audio: { ...HALL, ...(chosen || {}) } };
    try {
      const stream = await navigator.mediaDevices.getUserMedia(constraints);
      for (const track of stream.getTracks()) this.#take(kind, track);
    } catch (error) {
      this.#fail(kind, troubleOf(error));
    }
  }

  #take(kind: Kind, track: MediaStreamTrack): void {
    this[kind].value = track;
    this.#fail(kind, null);
    track.addEventListener("ended", () => {
      if (this[kind].value !== track) return;
      this.#drop(kind);
      this.#fail(kind, "missing");
      this.onChange(kind, null);
    });
    this.onChange(kind, track);
  }

  #drop(kind: Kind): void {
    this[kind].value?.stop();
    this[kind].value = null;
  }

  #fail(kind: Kind, trouble: Trouble | null): void {
    this.trouble.value = { ...this.trouble.value, [kind]: trouble };
  }

  async #list(): Promise<void> {
    const all = await navigator.mediaDevices.enumerateDevices();
    const of = (kind: Kind) =>
      all
        .filter((each) => each.kind === INPUTS[kind] && each.deviceId)
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.choices.value = { cam: of("cam"), mic: of("mic") };
  }

  /** Takes another device. Phones give a second camera only after the first one was let go. */
  async choose(kind: Kind, id: string): Promise<void> {
    this.#drop(kind);
    await this.#one(kind, id);
  }

  /** Gives both back. */
  close(): void {
    this.#drop("cam");
    this.#drop("mic");
  }
}
