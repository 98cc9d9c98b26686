/** How lively groups were in the last minutes: how many voices were heard in each span of time. */
export type Pulse = readonly number[];

export const SPANS = 36;
/** One span in milliseconds: all of them are three minutes. */
export const SPAN_MS = 5000;

export class Pulses {
  readonly #heard = new Map<string, Set<string>>();
  #all = new Map<string, Pulse>();

  /** Voices that are heard now, by group. */
  hear(voices: ReadonlyMap<string, readonly string[]>): void {
    for (const [group, who] of voices) {
      const heard = this.#heard.get(group) ?? new Set();
      for (const each of who) heard.add(each);
      this.#heard.set(group, heard);
    }
  }

  /** A span is over: what was heard in it stands last; voices that go on are heard in the next one too. */
  turn(voices: ReadonlyMap<string, readonly string[]>): void {
    const groups = new Set([...this.#all.keys(), ...this.#heard.keys()]);
    this.#all = new Map(
      [...groups].map((group) => [
        group,
        [...this.of(group), this.#heard.get(group)?.size ?? 0].slice(-SPANS),
      ]),
    );
    this.#heard.clear();
    this.hear(voices);
  }

  /** Voices in each span, the newest last; as many as there are spans. */
  of(group: string): Pulse {
    return this.#all.get(group) ?? new Array<number>(SPANS).fill(0);
  }
}
