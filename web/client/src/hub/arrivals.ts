/** Who comes into a room, told to those in it: a few by name, many of one moment by their number. */
import { t } from "../i18n/i18n";

/** Milliseconds for which those who come are gathered. */
const MOMENT_MS = 2000;
/** So many of one moment are named. */
const NAMED = 2;

export class Arrivals {
  readonly #say: (words: string) => void;
  #names: string[] = [];

  constructor(say: (words: string) => void) {
    this.#say = say;
  }

  /** Somebody came in. The first of a moment starts it. */
  came(name: string): void {
    this.#names.push(name);
    if (this.#names.length === 1) setTimeout(() => this.#tell(), MOMENT_MS);
  }

  #tell(): void {
    const names = this.#names;
    this.#names = [];
    if (names.length > NAMED) this.#say(t("{n} people came in.", { n: names.length }));
    else for (const name of names) this.#say(t("{name} came in.", { name }));
  }
}
