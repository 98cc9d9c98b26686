/** Who writes captions, in which languages, and how often what is being written is told. */
import { locale } from "../../i18n/i18n";
import type { HubState } from "../../state/hub";

/** Offered beside those in which somebody writes already. */
const USUAL = "ar cs da de el en es fa fi fr he hi hu it ja ko nl no pl pt ro ru sv tr uk zh".split(" ");
/** Milliseconds between two tellings of a line that is being written. */
const EVERY_MS = 500;

/** Whether one writes at a stage: as a host, or named for it. */
export function mayWrite(hub: HubState, stage: string): boolean {
  return hub.may("caption.write") || hub.captions.writers(stage).has(hub.self.value ?? "");
}

/** A language in the words of the page. */
export function languageName(language: string): string {
  return new Intl.DisplayNames([locale.value], { type: "language" }).of(language) ?? language;
}

/** The languages to choose from, by name. */
export function choices(there: readonly string[]): { value: string; label: string }[] {
  const all = [...new Set([...USUAL, ...there])].map((value) => ({ value, label: languageName(value) }));
  return all.sort((a, b) => a.label.localeCompare(b.label, locale.value));
}

/** Tells what is being written at most twice a second, always the newest, and one telling at a time. */
export class Telling {
  readonly #tell: (body: string) => Promise<unknown>;
  #next: string | null = null;
  #isBusy = false;

  constructor(tell: (body: string) => Promise<unknown>) {
    this.#tell = tell;
  }

  write(body: string): void {
    this.#next = body.trim() || null;
    if (!this.#isBusy) void this.#run();
  }

  /** What waits is told no more: the line is final, or nobody writes. */
  drop(): void {
    this.#next = null;
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#next !== null) {
      const body = this.#next;
      this.#next = null;
      const pause = new Promise((done) => setTimeout(done, EVERY_MS));
      await Promise.all([this.#tell(body), pause]);
    }
    this.#isBusy = false;
  }
}
