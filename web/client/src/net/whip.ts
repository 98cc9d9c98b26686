/** Sending a camera to a stage by WHIP (RFC 9725). A line that is cut heals, or is made anew with the same key. */
import { signal } from "@preact/signals";

export type WhipState = "idle" | "connecting" | "live" | "interrupted" | "refused";

/** A cut that lasts longer wants a new session. */
const HEALS_WITHIN = 10_000;
const AGAIN_FIRST = 1000;
const AGAIN_LAST = 8000;

/** The hub will not take this camera, whatever one tries: wrong key, wrong format. */
class Refused extends Error {}

export class Whip {
  readonly state = signal<WhipState>("idle");
  /** The hub's reason, when refused. */
  readonly reason = signal("");
  readonly #url: string;
  readonly #key: string;
  #connection: RTCPeerConnection | null = null;
  #session: string | null = null;
  #stream: MediaStream | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = AGAIN_FIRST;

  constructor(stage: string, key: string) {
    this.#url = `/whip/${encodeURIComponent(stage)}`;
    this.#key = key;
  }

  /** Sends these tracks until `stop`. */
  start(stream: MediaStream): void {
    this.#stream = stream;
    this.#wait = AGAIN_FIRST;
    void this.#connect();
  }

  /** Takes another camera or microphone in the running session. */
  async replace(track: MediaStreamTrack): Promise<void> {
    const senders = this.#connection?.getSenders() ?? [];
    await senders.find((sender) => sender.track?.kind === track.kind)?.replaceTrack(track);
  }

  async #connect(): Promise<void> {
    this.#hangUp();
    if (this.state.value !== "interrupted") this.state.value = "connecting";
    const connection = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" });
    this.#connection = connection;
    connection.addEventListener("connectionstatechange", () => this.#watch(connection));
    for (const track of this.#stream?.getTracks() ?? []) {
      connection.addTransceiver(track, {
        direction: "sendonly",
        streams: this.#stream ? [this.#stream] : [],
      });
    }
    try {
      await connection.setLocalDescription();
      const answer = await this.#post(connection.localDescription?.sdp ?? "");
      await connection.setRemoteDescription({ type: "answer", sdp: answer });
    } catch (error) {
      this.#failed(connection, error);
    }
  }

  async #post(sdp: string): Promise<string> {
    const headers = { "Content-Type": "application/sdp", Authorization: `Bearer ${this.#key}` };
    const response = await fetch(this.#url, { method: "POST", headers, body: sdp });
    if (response.status === 201) {
      this.#session = response.headers.get("Location");
      return response.text();
    }
    const { error } = (await response.json().catch(() => ({}))) as { error?: { text: string } };
    if (response.status < 500) throw new Refused(error?.text ?? "");
    throw new Error(error?.text ?? "");
  }

  #watch(connection: RTCPeerConnection): void {
    if (connection !== this.#connection) return;
    const { connectionState } = connection;
    if (connectionState === "connected") {
      clearTimeout(this.#timer);
      this.#wait = AGAIN_FIRST;
      this.state.value = "live";
    } else if (connectionState === "disconnected") {
      this.state.value = "interrupted";
      this.#later(HEALS_WITHIN);
    } else if (connectionState === "failed") this.#later(0);
  }

  #failed(connection: RTCPeerConnection, error: unknown): void {
    if (connection !== this.#connection) return;
    if (error instanceof Refused) {
      this.stop();
      this.reason.value = error.message;
      this.state.value = "refused";
      return;
    }
    this.#later(this.#wait);
    this.#wait = Math.min(AGAIN_LAST, this.#wait * 2);
  }

  #later(ms: number): void {
    this.state.value = "interrupted";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), ms);
  }

  #hangUp(): void {
    this.#connection?.close();
    this.#connection = null;
  }

  /** Ends the session and tells the hub. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#hangUp();
    const headers = { Authorization: `Bearer ${this.#key}` };
    if (this.#session) fetch(this.#session, { method: "DELETE", headers }).catch(() => undefined);
    this.#session = null;
    this.state.value = "idle";
  }
}
