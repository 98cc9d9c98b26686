/** The visitor's own microphone, camera and loudspeaker: asked for once, chosen, tried out, remembered. */
import { signal } from "@preact/signals";
import { recall, remember } from "../state/memory";
import { obstacle, type Trouble, troubleOf } from "./trouble";

export type Kind = "mic" | "cam";

export interface DeviceChoice {
  id: string;
  label: string;
}

interface Chosen {
  mic: string;
  cam: string;
  speaker: string;
}

const KINDS: readonly Kind[] = ["mic", "cam"];
const PERMISSIONS = { mic: "microphone", cam: "camera" };
const CAMERA = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } };
const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export class Devices {
  readonly mic = signal<MediaStreamTrack | null>(null);
  readonly cam = signal<MediaStreamTrack | null>(null);
  /** Whether the visitor wants to be heard and seen; kept while a track is missing. */
  readonly wanted = signal<Record<Kind, boolean>>(recall("devices.wanted", { mic: true, cam: true }));
  readonly trouble = signal<Record<Kind, Trouble | null>>({ mic: null, cam: null });
  readonly asking = signal(false);
  readonly lists = signal<Record<"mic" | "cam" | "speaker", DeviceChoice[]>>({
    mic: [],
    cam: [],
    speaker: [],
  });
  readonly chosen = signal<Chosen>(recall("devices.chosen", { mic: "", cam: "", speaker: "" }));
  /** Whether one tries out what others do not get: devices stay open that are not wanted. */
  #trying = false;
  /** What was only asked for to be tried out. */
  #lent: readonly Kind[] = [];
  /** How often all was given back: what the browser gives late, after that, is not kept. */
  #closed = 0;

  constructor() {
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.#list());
  }

  /** Asks for what is wanted and not there yet. Each device fails by itself; the visit goes on without it. */
  async open(kinds: readonly Kind[] = this.wantedKinds): Promise<void> {
    const page = { isSecureContext, hasMediaDevices: "mediaDevices" in navigator };
    const reason = obstacle(page);
    if (reason && kinds.length > 0) {
      this.trouble.value = { mic: reason, cam: reason };
      return;
    }
    this.asking.value = true;
    try {
      await this.#ask(kinds.filter((kind) => this[kind].value === null));
      await this.#list();
    } finally {
      this.asking.value = false;
    }
  }

  get wantedKinds(): Kind[] {
    return KINDS.filter((kind) => this.wanted.value[kind]);
  }

  /** Opens devices so that one sees and hears them oneself; whether others do stays as it was. */
  async tryOut(kinds: readonly Kind[] = KINDS): Promise<void> {
    this.#trying = true;
    this.#lent = kinds.filter((kind) => !this.wanted.value[kind] && this[kind].value === null);
    await this.open(kinds);
  }

  /** One has tried out enough: what is not wanted is given back. */
  tried(): void {
    if (!this.#trying) return;
    this.#trying = false;
    for (const kind of KINDS) if (!this.wanted.value[kind]) this.#stop(kind);
  }

  /** With `anew` any device will do, since the chosen one is not there. */
  async #ask(kinds: readonly Kind[], anew = false): Promise<void> {
    if (kinds.length === 0) return;
    const closed = this.#closed;
    try {
      const stream = await navigator.mediaDevices.getUserMedia(this.#constraints(kinds, anew));
      for (const track of stream.getTracks()) {
        if (closed === this.#closed) this.#take(track.kind === "audio" ? "mic" : "cam", track);
        else track.stop();
      }
    } catch (error) {
      if (closed !== this.#closed) return;
      if (kinds.length > 1) for (const kind of kinds) await this.#ask([kind]);
      else if (!anew && isGone(error) && kinds.some((kind) => this.chosen.value[kind]))
        await this.#ask(kinds, true);
      else for (const kind of kinds) this.#fail(kind, troubleOf(error));
    }
  }

  #constraints(kinds: readonly Kind[], anew: boolean): MediaStreamConstraints {
    const { mic, cam } = this.chosen.value;
    const of = (id: string) => (id && !anew ? { deviceId: { exact: id } } : {});
    const [audio, video] = [
      { ...VOICE, ...of(mic) },
      { ...CAMERA, ...of(cam) },
    ];
    return { audio: kinds.includes("mic") && audio, video: kinds.includes("cam") && video };
  }

  #take(kind: Kind, track: MediaStreamTrack): void {
    this[kind].value?.stop();
    this[kind].value = track;
    this.#fail(kind, null);
    // It may have been turned off, or tried out enough, while the browser still asked.
    const isLent = kind === "cam" || this.#lent.includes(kind);
    if (isLent && !this.wanted.value[kind] && !this.#trying) this.#stop(kind);
    track.addEventListener("ended", () => {
      if (this[kind].value === track) this.#lost(kind);
    });
  }

  #lost(kind: Kind): void {
    this[kind].value = null;
    this.#fail(kind, "missing");
  }

  #fail(kind: Kind, trouble: Trouble | null): void {
    this.trouble.value = { ...this.trouble.value, [kind]: trouble };
  }

  async #list(): Promise<void> {
    const all = await navigator.mediaDevices.enumerateDevices();
    const of = (kind: MediaDeviceKind): DeviceChoice[] =>
      all
        .filter((each) => each.kind === kind && each.deviceId)
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.lists.value = { mic: of("audioinput"), cam: of("videoinput"), speaker: of("audiooutput") };
  }

  /** Takes another device; a running track is replaced, and what is off stays off. */
  async choose(kind: keyof Chosen, id: string): Promise<void> {
    this.chosen.value = { ...this.chosen.value, [kind]: id };
    remember("devices.chosen", this.chosen.value);
    if (kind === "speaker" || (this[kind].value === null && !this.wanted.value[kind])) return;
    this.#stop(kind);
    await this.open([kind]);
  }

  /** What is wanted in this visit, whatever is remembered for others. */
  limit(wanted: Record<Kind, boolean>): void {
    this.wanted.value = wanted;
    if (!wanted.cam) this.#stop("cam");
  }

  /** Turns microphone or camera on or off and remembers it for the next visit. */
  async want(kind: Kind, on: boolean): Promise<void> {
    this.wanted.value = { ...this.wanted.value, [kind]: on };
    remember("devices.wanted", this.wanted.value);
    if (on && this[kind].value === null) await this.open([kind]);
    // A camera that is off must not keep its lamp burning.
    if (!on && kind === "cam") this.#stop("cam");
  }

  #stop(kind: Kind): void {
    this[kind].value?.stop();
    this[kind].value = null;
  }

  /** Gives all devices back, also those the browser has not given yet. */
  close(): void {
    this.#closed += 1;
    this.#stop("mic");
    this.#stop("cam");
  }
}

/**
 * Whether the device that was chosen is not there. It is asked for by `exact`, since a browser weighs an ideal device
 * against ideal sizes and would take another camera that is finer.
 */
const isGone = (error: unknown): boolean =>
  error instanceof Error && (error.name === "OverconstrainedError" || error.name === "NotFoundError");

/** Whether the browser would give these devices without a question. */
export async function isGranted(kinds: readonly Kind[] = KINDS): Promise<boolean> {
  try {
    const names = kinds.map((kind) => PERMISSIONS[kind] as PermissionName);
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return states.every((status) => status.state === "granted");
  } catch {
    return false;
  }
}
