/** The visitor's own microphone, camera and loudspeaker: asked for once, chosen, tried out, remembered. */
import { signal } from "@preact/signals";
import { recall, remember } from "../state/memory";
import { LevelMeter } from "./level";
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

const CAMERA = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } };
const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export class Devices {
  readonly mic = signal<MediaStreamTrack | null>(null);
  readonly cam = signal<MediaStreamTrack | null>(null);
  /** Whether the visitor wants to be heard and seen; kept while a track is missing. */
  readonly wanted = signal<Record<Kind, boolean>>(recall("devices.wanted", { mic: true, cam: true }));
  readonly trouble = signal<Record<Kind, Trouble | null>>({ mic: null, cam: null });
  readonly asking = signal(false);
  readonly meter = signal<LevelMeter | null>(null);
  readonly lists = signal<Record<"mic" | "cam" | "speaker", DeviceChoice[]>>({
    mic: [],
    cam: [],
    speaker: [],
  });
  readonly chosen = signal<Chosen>(recall("devices.chosen", { mic: "", cam: "", speaker: "" }));

  constructor() {
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.#list());
  }

  /** Asks for what is wanted and not there yet. Each device fails by itself; the visit goes on without it. */
  async open(kinds: readonly Kind[] = ["mic", "cam"]): Promise<void> {
    const page = { isSecureContext, hasMediaDevices: "mediaDevices" in navigator };
    const reason = obstacle(page);
    if (reason) {
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

  async #ask(kinds: readonly Kind[]): Promise<void> {
    if (kinds.length === 0) return;
    try {
      const stream = await navigator.mediaDevices.getUserMedia(this.#constraints(kinds));
      for (const track of stream.getTracks()) this.#take(track.kind === "audio" ? "mic" : "cam", track);
    } catch (error) {
      if (kinds.length > 1) for (const kind of kinds) await this.#ask([kind]);
      else for (const kind of kinds) this.#fail(kind, troubleOf(error));
    }
  }

  #constraints(kinds: readonly Kind[]): MediaStreamConstraints {
    const { mic, cam } = this.chosen.value;
    const audio = { ...VOICE, ...(mic ? { deviceId: { ideal: mic } } : {}) };
    const video = { ...CAMERA, ...(cam ? { deviceId: { ideal: cam } } : {}) };
    return { audio: kinds.includes("mic") ? audio : false, video: kinds.includes("cam") ? video : false };
  }

  #take(kind: Kind, track: MediaStreamTrack): void {
    this[kind].value?.stop();
    this[kind].value = track;
    this.#fail(kind, null);
    track.addEventListener("ended", () => {
      if (this[kind].value === track) this.#lost(kind);
    });
    if (kind === "mic") this.#measure(track);
  }

  #lost(kind: Kind): void {
    this[kind].value = null;
    this.#fail(kind, "missing");
    if (kind === "mic") this.#measure(null);
  }

  #fail(kind: Kind, trouble: Trouble | null): void {
    this.trouble.value = { ...this.trouble.value, [kind]: trouble };
  }

  #measure(track: MediaStreamTrack | null): void {
    this.meter.value?.stop();
    this.meter.value = track ? new LevelMeter(track) : null;
  }

  async #list(): Promise<void> {
    const all = await navigator.mediaDevices.enumerateDevices();
    const of = (kind: MediaDeviceKind): DeviceChoice[] =>
      all
        .filter((each) => each.kind === kind && each.deviceId)
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.lists.value = { mic: of("audioinput"), cam: of("videoinput"), speaker: of("audiooutput") };
  }

  /** Takes another device; a running track is replaced. */
  async choose(kind: keyof Chosen, id: string): Promise<void> {
    this.chosen.value = { ...this.chosen.value, [kind]: id };
    remember("devices.chosen", this.chosen.value);
    if (kind === "speaker") return;
    this.#stop(kind);
    await this.open([kind]);
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
    if (kind === "mic") this.#measure(null);
  }

  /** Gives all devices back. */
  close(): void {
    this.#stop("mic");
    this.#stop("cam");
  }
}

/** Whether the browser would give both devices without a question. */
export async function isGranted(): Promise<boolean> {
  try {
    const names = ["microphone", "camera"] as PermissionName[];
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return states.every((status) => status.state === "granted");
  } catch {
    return false;
  }
}
