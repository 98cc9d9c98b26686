/**
 * Sound and picture over one connection for the whole visit. The hub offers: three places to send from (mids `mic`,
 * `cam` and `screen`) and fixed slots to receive in; afterwards only the map of slots to sources changes, never the
 * connection.
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { uuid7 } from "../net/uuid7";
import type { Frames, MediaLost } from "../protocol.gen";
import { settings } from "../state/settings";
import type { Devices } from "./devices";
import { Ears, type Place } from "./ears";
import { feed, type Mid } from "./feed";
import { lostBy, measured, type Quality, UNMEASURED } from "./quality";

export interface CallPorts {
  /** Asks for a connection; to `keep` the one that stands, if the hub still has it. */
  join(tab: string, keep: boolean): void;
  answer(tab: string, sdp: string): void;
  publish(mic: boolean, cam: boolean): void;
  isMuted: ReadonlySignal<boolean>;
  /** A page in a hall that nobody tends: what another one took from it comes back with the next link. */
  isUnattended?: boolean;
  /** Whether the hub hears one only while the key is held, and is told so; absent where nobody is asked. */
  mustHold?: ReadonlySignal<boolean>;
}

/** While the hub has no media worker it is asked again this often (ms): a new one starts within seconds. */
const ASK_AGAIN = 1500;

/** What is read of the browser's own statistics (W3C webrtc-stats). */
interface Measured {
  type: string;
  nominated?: boolean;
  currentRoundTripTime?: number;
  fractionLost?: number;
}

const SENT: readonly (string | null)[] = ["mic", "cam", "screen"] satisfies Mid[];
const NO_SCREEN: ReadonlySignal<MediaStreamTrack | null> = signal(null);

/** The visitor (or stage) a source belongs to: `<peer>/mic`, `<peer>/cam` or `<peer>/screen`. */
const peerOf = (source: string): string => source.slice(0, source.lastIndexOf("/"));

export class Call {
  /** This tab's name: of several tabs of one visitor only one has sound and picture. */
  readonly #tab: string = uuid7();
  readonly #devices: Devices;
  readonly #ports: CallPorts;
  readonly #screen: ReadonlySignal<MediaStreamTrack | null>;
  readonly #ears = new Ears();
  readonly #stops: (() => void)[] = [];
  readonly #slots = signal<Readonly<Record<string, string | null>>>({});
  readonly #tracks = signal<ReadonlyMap<string, MediaStreamTrack>>(new Map());
  readonly #talking = signal(false);
  /** Whether the key to speak is held. */
  readonly isTalking: ReadonlySignal<boolean> = this.#talking;
  readonly line = signal<Quality>(UNMEASURED);
  readonly quality = computed(() => this.line.value.state);
  #connection: RTCPeerConnection | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether one is heard only while the key is held: by one's own choice, or where the hub wants it so. */
  readonly holds = computed(() => settings.value.pushToTalk || this.mustHold.value);
  /** Whether the hub wants it so. */
  readonly mustHold = computed(() => this.#ports.mustHold?.value ?? false);
  readonly #micOn = computed(() => {
    const { mic, wanted } = this.#devices;
    return mic.value !== null && wanted.value.mic && !this.#ports.isMuted.value;
  });
  /** Whether what one says goes out now: wanted, allowed, and the key held where push to talk is on. */
  readonly micOpen = computed(() => {
    return this.#micOn.value && (!this.holds.value || this.#talking.value);
  });
  /** What the hub is told of the microphone: where it is told of the key too, whether there is one. */
  readonly #micTold = computed(() => (this.mustHold.value ? this.#micOn.value : this.micOpen.value));
  readonly camOpen = computed(() => {
    const { cam, wanted } = this.#devices;
    return cam.value !== null && wanted.value.cam && !this.#ports.isMuted.value;
  });

  /** What is seen, by its source: `<peer>/cam` or `<peer>/screen`. */
  readonly seen = computed<ReadonlyMap<string, MediaStreamTrack>>(() => {
    const found = new Map<string, MediaStreamTrack>();
    for (const [mid, source] of Object.entries(this.#slots.value)) {
      const track = this.#tracks.value.get(mid);
      if (source && track) found.set(source, track);
    }
    return found;
  });

  /** Cameras by the peer they belong to. */
  readonly pictures = computed(() => {
    const cameras = [...this.seen.value].filter(([source]) => source.endsWith("/cam"));
    return new Map(cameras.map(([source, track]) => [peerOf(source), track]));
  });

  constructor(devices: Devices, ports: CallPorts, screen = NO_SCREEN) {
    this.#devices = devices;
    this.#ports = ports;
    this.#screen = screen;
    this.#stops.push(
      effect(() => void feed(this.#connection, "mic", devices.mic.value, this.micOpen.value)),
      effect(() => void feed(this.#connection, "cam", devices.cam.value, this.camOpen.value)),
      effect(() => void feed(this.#connection, "screen", screen.value, screen.value !== null)),
      this.#tell(),
      effect(() => this.#ears.choose(devices.chosen.value.speaker)),
    );
  }

  /** Tells the hub of each change; the first state goes with `begin`. */
  #tell(): () => void {
    let isFirst = true;
    return effect(() => {
      const [mic, cam] = [this.#micTold.value, this.camOpen.value];
      if (!isFirst) this.#ports.publish(mic, cam);
      isFirst = false;
    });
  }

  /** Must be called from a click, so that the browser lets sound out. */
  wake(): void {
    this.#ears.wake();
  }

  /**
   * What the browser itself measures: the round trip (ms) of its checks of the line, and the share of what it sends
   * that the hub says it lost. Each null where nothing is known yet.
   */
  async measure(): Promise<{ rtt: number | null; loss: number | null }> {
    let [rtt, loss]: (number | null)[] = [null, null];
    const stats = (await this.#connection?.getStats()) ?? new Map<string, unknown>();
    for (const entry of stats.values() as Iterable<Measured>) {
      if (entry.type === "candidate-pair" && entry.nominated && entry.currentRoundTripTime !== undefined)
        rtt = entry.currentRoundTripTime * 1000;
      if (entry.type === "remote-inbound-rtp") loss = Math.max(loss ?? 0, entry.fractionLost ?? 0);
    }
    return { rtt: rtt ?? null, loss: loss ?? null };
  }

  /** Whether the browser lets sound out. */
  get isAwake(): boolean {
    return this.#ears.isAwake;
  }

  /**
   * The link is open: says what one sends, and asks for the hub's offer. A connection that stands is kept if the hub
   * has it: one that was started anew, on a machine that was, has not. What another tab has now stays there, where
   * somebody may fetch it.
   */
  begin(): void {
    const state = this.#connection?.connectionState;
    this.#ports.publish(this.#micTold.value, this.camOpen.value);
    if (this.quality.value === "elsewhere" && !this.#ports.isUnattended) return;
    this.#ports.join(this.#tab, state === "connected");
  }

  /** Takes sound and picture over from another tab. */
  fetch(): void {
    this.#ports.join(this.#tab, false);
  }

  /** What the hub tells this tab. */
  hear<Type extends keyof Frames>(type: Type, frame: Frames[Type]): void {
    if ("tab" in frame && frame.tab === this.#tab) this.#frames[type]?.(frame);
  }

  readonly #frames: { [Type in keyof Frames]?: (frame: Frames[Type]) => void } = {
    "media.offer": ({ sdp }) => void this.#offered(sdp),
    "media.slots": ({ slots }) => this.#map(slots),
    "media.lost": ({ reason }) => this.#lost(reason),
    "media.quality": (frame) => {
      this.line.value = measured(this.line.value, frame);
    },
  };

  /** Where every heard person stands, seen from the visitor: sets volume and direction. */
  place(places: ReadonlyMap<string, Place>): void {
    this.#ears.place(places);
  }

  /** Volume of everything, 0 to 1. */
  loudness(share: number): void {
    this.#ears.loudness(share);
  }

  /** A source that is understood above all others, and how loud those are (0 to 1); null for none. */
  mix(first: string | null, below: number): void {
    this.#ears.mix(first, below);
  }

  /** A cough: what one says goes out as silence while it is held, without anybody being told. */
  cough(held: boolean): void {
    const { value: track } = this.#devices.mic;
    if (track) track.enabled = !held;
  }

  /** Push to talk: the key went down or up. */
  talk(held: boolean): void {
    this.#talking.value = held;
  }

  async #offered(sdp: string): Promise<void> {
    this.#hangUp();
    const connection = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" });
    this.#connection = connection;
    connection.addEventListener("track", ({ transceiver, track }) => this.#take(transceiver.mid, track));
    connection.addEventListener("connectionstatechange", () => this.#watch(connection));
    await connection.setRemoteDescription({ type: "offer", sdp });
    for (const transceiver of connection.getTransceivers()) {
      if (SENT.includes(transceiver.mid)) transceiver.direction = "sendonly";
    }
    await connection.setLocalDescription();
    await feed(connection, "mic", this.#devices.mic.value, this.micOpen.value);
    await feed(connection, "cam", this.#devices.cam.value, this.camOpen.value);
    await feed(connection, "screen", this.#screen.value, this.#screen.value !== null);
    if (connection.localDescription) this.#ports.answer(this.#tab, connection.localDescription.sdp);
  }

  #take(mid: string | null, track: MediaStreamTrack): void {
    if (mid === null) return;
    if (track.kind === "audio") this.#ears.add(mid, track);
    else this.#tracks.value = new Map(this.#tracks.value).set(mid, track);
  }

  #watch(connection: RTCPeerConnection): void {
    if (connection !== this.#connection) return;
    const { connectionState: state } = connection;
    if (state === "connected") this.line.value = UNMEASURED;
    if (state === "disconnected" || state === "failed") this.line.value = lostBy("line");
    if (state === "failed") this.#ports.join(this.#tab, false);
  }

  #map(slots: Record<string, string | null>): void {
    this.#slots.value = slots;
    this.#ears.map(slots);
  }

  /** Sound and picture are gone: asked for again, unless another tab has them now. */
  #lost(reason: MediaLost["reason"]): void {
    this.line.value = lostBy(reason);
    this.#hangUp();
    if (reason === "worker" || reason === "line") this.#ports.join(this.#tab, false);
    if (reason === "unavailable")
      this.#timer = setTimeout(() => this.#ports.join(this.#tab, false), ASK_AGAIN);
  }

  #hangUp(): void {
    clearTimeout(this.#timer);
    this.#connection?.close();
    this.#connection = null;
    this.#tracks.value = new Map();
    this.#slots.value = {};
    this.#ears.clear();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#hangUp();
    this.#ears.close();
  }
}
