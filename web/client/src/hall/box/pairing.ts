/** How a device becomes a venue box: it shows a code, asks whether a host has entered it, and comes in. */
import { signal } from "@preact/signals";
import { ApiError, get, post } from "../../net/http";

export interface OwnBox {
  id: string;
  stage: string;
  title: string;
}

interface Code {
  code: string;
  token: string;
  ends_at: number;
  link: string;
  qr: string;
}

const ASK_EVERY = 2000;
const AGAIN_AFTER = 5000;

/** Which box this device is, or null. */
export const ownBox = async (): Promise<OwnBox | null> =>
  ((await get("/api/box")) as { box: OwnBox | null }).box;

/** A ticket for one socket of the box. */
export const boxTicket = async (): Promise<string> =>
  ((await post("/api/box/ticket", {})) as { ticket: string }).ticket;

export class Pairing {
  readonly shown = signal<Code | null>(null);
  readonly failed = signal(false);
  readonly #onPaired: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onPaired: () => void) {
    this.#onPaired = onPaired;
  }

  /** Shows a new code; one that is over gives way to the next by itself. */
  async begin(): Promise<void> {
    this.stop();
    try {
      this.shown.value = (await post("/api/box/code", {})) as Code;
      this.failed.value = false;
      this.#later(() => this.#ask(), ASK_EVERY);
    } catch {
      this.failed.value = true;
      this.#later(() => this.begin(), AGAIN_AFTER);
    }
  }

  async #ask(): Promise<void> {
    try {
      const token = this.shown.value?.token ?? "";
      const { paired } = (await post("/api/box/claim", { token })) as { paired: boolean };
      if (paired) this.#onPaired();
      else this.#later(() => this.#ask(), ASK_EVERY);
    } catch (error) {
      const isOver = error instanceof ApiError && error.status === 404;
      this.#later(() => (isOver ? this.begin() : this.#ask()), isOver ? 0 : AGAIN_AFTER);
    }
  }

  #later(act: () => Promise<void>, ms: number): void {
    this.#timer = setTimeout(() => void act(), ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
