/** The page of slides that each stage shows. */
import { signal } from "@preact/signals";
import type { DurableEvents, SlideInfo, Snapshot } from "../protocol.gen";

export class Slides {
  readonly #shown = signal<ReadonlyMap<string, SlideInfo>>(new Map());
  /** Goes up whenever a list of decks may be another one. */
  readonly changes = signal(0);

  /** What a stage shows; null without slides. */
  of(stage: string): SlideInfo | null {
    return this.#shown.value.get(stage) ?? null;
  }

  restore({ slides }: Snapshot): void {
    this.#shown.value = new Map(Object.entries(slides));
    this.changes.value += 1;
  }

  durable(type: string, data: unknown): void {
    if (type === "slide.turned") this.#turn(data as DurableEvents["slide.turned"]);
    if (type === "deck.added" || type === "deck.removed") this.changes.value += 1;
  }

  #turn({ stage, deck, page, slide }: DurableEvents["slide.turned"]): void {
    const shown = new Map(this.#shown.value);
    if (deck === null || slide === null) shown.delete(stage);
    else shown.set(stage, { stage, deck, page, slide });
    this.#shown.value = shown;
  }
}
