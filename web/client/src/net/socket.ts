/**
 * The live link to the hub: Socket.IO, websocket first. It resumes by number after a break, and carries commands
 * one at a time from the outbox until each is acknowledged.
 */
import { io, type Socket } from "socket.io-client";
import type { Ack, Commands, Resumed, Snapshot, WireError } from "../protocol.gen";
import type { DocAnswer } from "./documents";
import { ApiError } from "./http";
import type { Outbox, Sent } from "./outbox";
import { Sequence } from "./sequence";
import { uuid7 } from "./uuid7";
import type { DurableFrame, LiveFrame } from "./wire";

export type LinkState = "connecting" | "open" | "broken" | "closed";

/** What the link tells. `durable` and `live` are called in the order of the hub. */
export interface LinkListener {
  state(state: LinkState, reason: string | null): void;
  snapshot(snapshot: Snapshot): void;
  resumed(resumed: Resumed): void;
  durable(type: string, frame: DurableFrame): void;
  live(type: string, data: unknown): void;
  positions(records: ArrayBuffer): void;
  /** The hub has answered a command; `isTold` if what it did was told already, or is in the first state. */
  answered?(sent: Sent, ack: Ack, isTold: boolean): void;
}

/** A command the hub refused. */
export class CommandError extends Error {
  readonly code: string;

  constructor(error: Pick<WireError, "code" | "text">) {
    super(error.text);
    this.code = error.code;
  }
}

interface Waiter {
  resolve(ack: Ack): void;
  reject(error: CommandError): void;
}

/** After these the hub wants no new attempt: the person was sent out, or sits in another tab. */
const FINAL = new Set(["removed", "banned", "erased", "revoked", "replaced", "left"]);
const RETRY_AFTER = 1000;
/**
 * Pauses between attempts to come back (ms): they double up to a limit, each with some chance. A hub that was killed is
 * there again within seconds, so the first attempts are never far apart; after those it is worth to be sparing.
 */
const PAUSE = { first: 300, soon: 1500, later: 5000, chance: 0.5 };
const SOON_FOR = 20;
const ACK_WITHIN = 10_000;

export class Link {
  readonly #socket: Socket;
  readonly #outbox: Outbox;
  readonly #listener: LinkListener;
  readonly #sequence = new Sequence();
  readonly #waiters = new Map<string, Waiter>();
  #flying: string | null = null;
  #reason: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `claims` goes with each attempt: the language, and where to stand on the first one. */
  constructor(outbox: Outbox, listener: LinkListener, ticket: () => Promise<string>, claims: () => object) {
    this.#outbox = outbox;
    this.#listener = listener;
    this.#socket = io({
      autoConnect: false,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: PAUSE.first,
      reconnectionDelayMax: PAUSE.soon,
      randomizationFactor: PAUSE.chance,
      auth: (send) => {
        const say = (key: string) =>
          send({ ...claims(), ticket: key, last: this.#sequence.last, protocol: 1 });
        ticket().then(say, (error: unknown) => this.#ticketless(error, say));
      },
    });
    this.#listen();
  }

  open(): void {
    this.#listener.state("connecting", null);
    this.#socket.connect();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#reason = "left";
    this.#socket.disconnect();
    this.#listener.state("closed", "left");
  }

  get isOpen(): boolean {
    return this.#socket.connected;
  }

  /** Gives a command; resolves when the hub has acknowledged it, over breaks of the link. */
  send<Name extends keyof Commands>(name: Name, fields: Commands[Name], cmdId = uuid7()): Promise<Ack> {
    const answer = new Promise<Ack>((resolve, reject) => this.#waiters.set(cmdId, { resolve, reject }));
    this.#outbox.push({ cmd_id: cmdId, name, fields });
    this.#pump();
    return answer;
  }

  /** Asks for a fresh first state: what one may see has changed. */
  refresh(): void {
    this.#socket.emit("hub.since", { last: -1 });
  }

  /** Sends an event that is no command and resolves with its answer; rejects where none comes. */
  async ask(event: string, fields: object): Promise<DocAnswer<object>> {
    if (!this.#socket.connected) throw new Error("no link");
    return await this.#socket.timeout(ACK_WITHIN).emitWithAck(event, fields);
  }

  /** Says where the own avatar stands now. Lossy: the next position makes up for a lost one. */
  move(x: number, y: number, state: number, epoch: number): void {
    if (this.#socket.connected) this.#socket.volatile.emit("m", x, y, state, epoch);
  }

  #listen(): void {
    const socket = this.#socket;
    socket.io.on("reconnect_attempt", (attempt) => {
      socket.io.reconnectionDelayMax(attempt < SOON_FOR ? PAUSE.soon : PAUSE.later);
    });
    socket.on("connect_error", (error) => this.#refused(error));
    socket.on("disconnect", (why) => this.#broken(why));
    socket.on("hub.closing", ({ reason }: { reason: string }) => {
      this.#reason = reason;
    });
    socket.on("hub.snapshot", (snapshot: Snapshot) => this.#snapshot(snapshot));
    socket.on("hub.resumed", (resumed: Resumed) => this.#resumed(resumed));
    socket.on("p", (records: ArrayBuffer) => this.#listener.positions(records));
    socket.onAny((type: string, frame: unknown) => this.#event(type, frame));
  }

  #event(type: string, frame: unknown): void {
    if (typeof frame !== "object" || frame === null) return;
    if ("seq" in frame && "prev" in frame) this.#durable(type, frame as DurableFrame);
    // What is no event of the hub (media, one's own rights) comes bare, all else with its time.
    else this.#listener.live(type, "data" in frame ? (frame as LiveFrame).data : frame);
  }

  #durable(type: string, frame: DurableFrame): void {
    const verdict = this.#sequence.judge(frame.seq, frame.prev);
    if (verdict === "apply") this.#listener.durable(type, frame);
    if (verdict === "ask") this.#socket.emit("hub.since", { last: this.#sequence.last });
  }

  #snapshot(snapshot: Snapshot): void {
    this.#sequence.reach(snapshot.seq);
    this.#listener.snapshot(snapshot);
    this.#ready();
  }

  #resumed(resumed: Resumed): void {
    this.#sequence.reach(resumed.upto);
    this.#listener.resumed(resumed);
    this.#ready();
  }

  #ready(): void {
    this.#reason = null;
    this.#listener.state("open", null);
    this.#pump();
  }

  #refused(error: Error & { data?: WireError }): void {
    if (error.data && !error.data.retry) {
      this.#socket.disconnect();
      this.#listener.state("closed", error.data.code);
      return;
    }
    this.#listener.state("broken", this.#reason);
    if (!this.#socket.active) this.#again();
  }

  #broken(why: string): void {
    this.#flying = null;
    this.#sequence.relink();
    if (why === "io client disconnect") return;
    if (this.#reason !== null && FINAL.has(this.#reason)) {
      this.#socket.disconnect();
      this.#listener.state("closed", this.#reason);
      return;
    }
    this.#listener.state("broken", this.#reason);
    // Socket.IO does not come back by itself when the server closed the link.
    if (!this.#socket.active) this.#again();
  }

  /** No ticket: who has no visit any more is told so by the hub; for any other reason one tries again. */
  #ticketless(error: unknown, say: (key: string) => void): void {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) say("");
    else if (this.#reason !== "left") {
      this.#socket.disconnect();
      this.#listener.state("broken", this.#reason);
      this.#again();
    }
  }

  #again(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#socket.connect(), RETRY_AFTER * (0.5 + Math.random()));
  }

  #pump(): void {
    const next = this.#outbox.head;
    if (!next || this.#flying !== null || !this.#socket.connected || this.#sequence.last === null) return;
    this.#flying = next.cmd_id;
    const payload = { cmd_id: next.cmd_id, ...next.fields };
    this.#socket.timeout(ACK_WITHIN).emit(next.name, payload, (late: Error | null, ack: Ack) => {
      if (this.#flying !== next.cmd_id) return;
      this.#flying = null;
      if (late || (!ack.ok && ack.error?.retry)) this.#later();
      else this.#settle(next, ack);
    });
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), RETRY_AFTER);
  }

  #settle(sent: Sent, ack: Ack): void {
    this.#outbox.settle(sent.cmd_id);
    const waiter = this.#waiters.get(sent.cmd_id);
    this.#waiters.delete(sent.cmd_id);
    if (ack.ok) waiter?.resolve(ack);
    else waiter?.reject(new CommandError(ack.error ?? { code: "server.failed", text: "" }));
    this.#listener.answered?.(sent, ack, (ack.seq ?? Infinity) <= (this.#sequence.last ?? -1));
    this.#pump();
  }
}
