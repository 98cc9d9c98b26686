/**
 * Sending a camera to a stage by WHIP (RFC 9725) with plain `fetch`. A cut of the line heals by itself (ICE); one that
 * lasts gets a new session with the same key, which takes the old one's place.
 */
import { signal } from "@preact/signals";

export type SendState = "idle" | "connecting" | "live" | "interrupted" | "refused" | "replaced";
/** Why the hub takes nothing from this device, whatever one tries. */
export type Refusal = "key" | "stage" | "format";
/** What keeps a new session from starting just now. */
export type Hindrance = "network" | "unavailable";

/** Milliseconds a cut may last before a new session is tried; also how long one may take to connect. */
const HEALS_WITHIN = 10_000;
const AGAIN_FIRST = 1000;
const AGAIN_LAST = 8000;
const ANSWERS_WITHIN = 8000;
const MOST_BITS = 2_500_000;

const REFUSALS: Record<number, Refusal> = {
  401: "key",
  403: "key",
  404: "stage",
  400: "format",
  406: "format",
};

class Refused extends Error {
  readonly why: Refusal;

  constructor(why: Refusal) {
    super(why);
    this.why = why;
  }
}

/** The hub is there and cannot take a camera at the moment. */
class Unavailable extends Error {}

export class Whip {
  readonly state = signal<SendState>("idle");
  readonly refusal = signal<Refusal | null>(null);
  readonly hindrance = signal<Hindrance | null>(null);
  readonly #url: string;
  readonly #authority: Record<string, string>;
  #connection: RTCPeerConnection | null = null;
  #session: string | null = null;
  #tracks: readonly MediaStreamTrack[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = AGAIN_FIRST;

  constructor(stage: string, key: string) {
    this.#url = `/whip/${encodeURIComponent(stage)}`;
    this.#authority = { Authorization: `Bearer ${key}` };
  }

  /** Sends these tracks until `stop`. */
  start(tracks: readonly MediaStreamTrack[]): void {
    this.#tracks = tracks;
    this.#wait = AGAIN_FIRST;
    this.refusal.value = null;
    this.state.value = "connecting";
    void this.#connect();
  }

  /** Takes another camera or microphone in the running session. */
  async replace(track: MediaStreamTrack): Promise<void> {
    const old = this.#tracks.find((each) => each.kind === track.kind);
    this.#tracks = [...this.#tracks.filter((each) => each !== old), track];
    const sender = this.#connection?.getSenders().find((each) => each.track?.kind === track.kind);
    if (sender) await sender.replaceTrack(track);
    else if (this.state.value !== "idle") void this.#connect();
  }

  async #connect(): Promise<void> {
    this.#hangUp();
    const connection = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" });
    this.#connection = connection;
    connection.addEventListener("connectionstatechange", () => this.#watch(connection));
    const streams = [new MediaStream([...this.#tracks])];
    for (const track of this.#tracks) {
      const sendEncodings = track.kind === "video" ? [{ maxBitrate: MOST_BITS }] : [{}];
      connection.addTransceiver(track, { direction: "sendonly", streams, sendEncodings });
    }
    try {
      await connection.setLocalDescription();
      const { session, answer } = await this.#post(connection.localDescription?.sdp ?? "");
      if (connection !== this.#connection) {
        this.#delete(session);
        return;
      }
      this.#session = session;
      this.#within(HEALS_WITHIN);
      await connection.setRemoteDescription({ type: "answer", sdp: answer });
    } catch (error) {
      if (connection === this.#connection) this.#failed(error);
    }
  }

  async #post(sdp: string): Promise<{ session: string; answer: string }> {
    const headers = { ...this.#authority, "Content-Type": "application/sdp" };
    const signal = AbortSignal.timeout(ANSWERS_WITHIN);
    const response = await fetch(this.#url, { method: "POST", headers, body: sdp, signal });
    const refusal = REFUSALS[response.status];
    if (refusal) throw new Refused(refusal);
    if (response.status !== 201) throw new Unavailable(String(response.status));
    return { session: response.headers.get("Location") ?? "", answer: await response.text() };
  }

  #watch(connection: RTCPeerConnection): void {
    if (connection !== this.#connection) return;
    const { connectionState } = connection;
    if (connectionState === "connected") {
      clearTimeout(this.#timer);
      this.#wait = AGAIN_FIRST;
      this.hindrance.value = null;
      this.state.value = "live";
    } else if (connectionState === "disconnected") {
      this.state.value = "interrupted";
      this.#within(HEALS_WITHIN);
      void this.#again(true);
    } else if (connectionState === "failed") void this.#again();
  }

  #failed(error: unknown): void {
    if (error instanceof Refused) {
      this.#end("refused");
      this.refusal.value = error.why;
      return;
    }
    this.hindrance.value = error instanceof Unavailable ? "unavailable" : "network";
    this.state.value = "interrupted";
    this.#within(this.#wait);
    this.#wait = Math.min(AGAIN_LAST, this.#wait * 2);
  }

  /** A new session unless the present one heals in time. */
  #within(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#again(), ms * (0.9 + 0.2 * Math.random()));
  }

  /**
   * Asks whether the session still counts, and makes a new one: if it ended, or (unless `onlyIfEnded`) in any case. A
   * device that another one replaced stays away, else both would take the stage from each other for ever.
   */
  async #again(onlyIfEnded = false): Promise<void> {
    const connection = this.#connection;
    const fate = await this.#fate();
    if (connection !== this.#connection || connection?.connectionState === "connected") return;
    if (fate === "replaced") this.#end("replaced");
    else if (fate === "ended" || !onlyIfEnded) {
      this.state.value = "interrupted";
      void this.#connect();
    }
  }

  async #fate(): Promise<"counts" | "ended" | "replaced"> {
    if (!this.#session) return "ended";
    try {
      const headers = { ...this.#authority, "Content-Type": "application/trickle-ice-sdpfrag" };
      const signal = AbortSignal.timeout(ANSWERS_WITHIN);
      const response = await fetch(this.#session, { method: "PATCH", headers, signal });
      if (response.status !== 404) return "counts";
      const { error } = (await response.json()) as { error?: { details?: { reason?: string } } };
      return error?.details?.reason === "replaced" ? "replaced" : "ended";
    } catch {
      return "counts";
    }
  }

  #hangUp(): void {
    clearTimeout(this.#timer);
    this.#connection?.close();
    this.#connection = null;
  }

  #end(state: SendState): void {
    this.#hangUp();
    this.#session = null;
    this.hindrance.value = null;
    this.state.value = state;
  }

  /** Ends the session and tells the hub, even while the page goes away. */
  stop(): void {
    if (this.#session) this.#delete(this.#session);
    this.#end("idle");
  }

  #delete(session: string): void {
    const request = { method: "DELETE", headers: this.#authority, keepalive: true };
    fetch(session, request).catch(() => undefined);
  }
}
