/**
 * Continuity of the durable events. Each says which number the server sent before it (`prev`), so that a gap is seen
 * even though a visitor gets only part of the hub's numbers.
 */
type Verdict = "apply" | "drop" | "ask";

export class Sequence {
  /** Number of the last event that was applied; null before the first snapshot. */
  last: number | null = null;
  #asking = false;

  /** What to do with an event: apply it, drop it (known, or part of the answer awaited), or ask for what is missing. */
  judge(seq: number, prev: number): Verdict {
    if (this.last === null || seq <= this.last) return "drop";
    if (prev === this.last) {
      this.last = seq;
      return "apply";
    }
    if (this.#asking) return "drop";
    this.#asking = true;
    return "ask";
  }

  /** A snapshot or the end of a resumption holds everything up to `seq`. */
  reach(seq: number): void {
    this.last = seq;
    this.#asking = false;
  }

  /** The link is new: an open question was lost with the old one. */
  relink(): void {
    this.#asking = false;
  }
}
