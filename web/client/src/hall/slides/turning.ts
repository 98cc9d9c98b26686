/** Turning slides by hand: quick presses count from where one has got to, not from what the hub has said yet. */
import { signal } from "@preact/signals";
import type { SlideInfo } from "../../protocol.gen";
import type { Stand } from "../queue/stand";

type Around = Pick<Stand, "stage" | "hub" | "do">;

export class Turning {
  readonly #wanted = signal<{ deck: string; page: number } | null>(null);
  #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  /** The page that was gives a new one of its objects at each drawing. */
  follow(around: Around): void {
    this.#around = around;
  }

  get shown(): SlideInfo | null {
    return this.#around.hub.slides.of(this.#around.stage);
  }

  /** The page one has got to; what the hub shows is on its way there. */
  get page(): number {
    const wanted = this.#wanted.value;
    return wanted !== null && wanted.deck === this.shown?.deck ? wanted.page : (this.shown?.page ?? 0);
  }

  /** So many pages on, or back; the first and the last are the ends. */
  step(pages: number): void {
    if (this.shown) void this.go(this.shown.deck, this.page + pages, this.shown.slide.pages);
  }

  async go(deck: string, page: number, pages: number): Promise<void> {
    const wanted = { deck, page: Math.min(Math.max(page, 1), pages) };
    if (deck === this.shown?.deck && wanted.page === this.page) return;
    this.#wanted.value = wanted;
    await this.#around.do("stage.turn", { stage: this.#around.stage, ...wanted });
    if (this.#wanted.value === wanted) this.#wanted.value = null;
  }

  async end(): Promise<void> {
    this.#wanted.value = null;
    await this.#around.do("stage.turn", { stage: this.#around.stage, deck: null });
  }

  /** What a key does: arrows, and the keys that presenters' remotes send. Whether it does anything. */
  press(key: string): boolean {
    const { shown } = this;
    const step = STEPS[key];
    if (!shown || step === undefined) return false;
    if (Number.isFinite(step)) this.step(step);
    else void this.go(shown.deck, step > 0 ? shown.slide.pages : 1, shown.slide.pages);
    return true;
  }
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
