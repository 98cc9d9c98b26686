/** What happens at a door: scans one after the other, their answers, and those that wait for the network. */
import { signal } from "@preact/signals";
import { checkIn, type LetIn } from "../../net/door";
import { ApiError } from "../../net/http";
import { uuid7 } from "../../net/uuid7";

/** Milliseconds after which what could not be sent goes out again. */
const AGAIN_AFTER = 2000;

interface Scan {
  id: string;
  code: string;
}

export type Answer =
  | ({ kind: "in" | "already" | "undone"; scan: string } & LetIn)
  | { kind: "refused"; scan: string; code: string; text: string }
  | { kind: "waiting"; scan: string };

type Send = typeof checkIn;

/** Whether the hub may answer the same scan later. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500;

export class DoorDesk {
  readonly stage: string;
  /** What came of the last scan. */
  readonly answer = signal<Answer | null>(null);
  /** What is on its way, the oldest first. */
  readonly waiting = signal<readonly Scan[]>([]);
  /** Whether the last try found no hub. */
  readonly isCut = signal(false);
  readonly #send: Send;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;

  constructor(stage: string, send: Send = checkIn) {
    this.stage = stage;
    this.#send = send;
  }

  /** Takes what a camera, a scanner or somebody's fingers wrote; several may come while one is on its way. */
  async scan(text: string): Promise<void> {
    const code = text.trim().slice(0, 500);
    if (code === "") return;
    this.waiting.value = [...this.waiting.value, { id: uuid7(), code }];
    await this.retry();
  }

  /** Sends what waits, in the order in which it came. */
  async retry(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.waiting.value[0]; next; next = this.waiting.value[0]) {
      const answer = await this.#ask(next);
      this.isCut.value = answer.kind === "waiting";
      this.answer.value = answer;
      if (answer.kind === "waiting") {
        this.#timer = setTimeout(() => void this.retry(), AGAIN_AFTER);
        break;
      }
      this.waiting.value = this.waiting.value.slice(1);
    }
    this.#isBusy = false;
  }

  /** Somebody was let in by mistake and is out again. */
  undone(visitor: string): void {
    const now = this.answer.value;
    if (now && "visitor" in now && now.visitor === visitor) this.answer.value = { ...now, kind: "undone" };
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #ask({ id, code }: Scan): Promise<Answer> {
    try {
      const found = await this.#send(this.stage, code, id);
      return { kind: found.fresh ? "in" : "already", scan: id, ...found };
    } catch (error) {
      if (isPassing(error)) return { kind: "waiting", scan: id };
      const refusal = error as ApiError;
      return { kind: "refused", scan: id, code: refusal.code, text: refusal.message };
    }
  }
}
