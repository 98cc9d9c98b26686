/** Filling in a ballot: what is chosen so far, and whether it can be sent. */
import type { Ballot, PollSpec } from "../../protocol.gen";

/** Steps of a rating. */
export const RATINGS = [1, 2, 3, 4, 5] as const;
/** Characters of a word. */
export const WORD_MOST = 40;

/** What a form starts with: one's own ballot, else nothing chosen; a ranking in the order of the options. */
export function blank(spec: PollSpec, mine: Ballot | null): Ballot {
  if (mine) return mine;
  return { picks: spec.kind === "ranking" ? spec.options.map((_, at) => at) : [], words: [] };
}

/** The choice after an option was picked, or picked off. */
export function pick(spec: PollSpec, { picks }: Ballot, option: number): Ballot {
  if (spec.kind !== "multiple") return { picks: [option], words: [] };
  const others = picks.filter((each) => each !== option);
  return { picks: others.length < picks.length ? others : [...picks, option], words: [] };
}

/** A ranking with the option at `from` moved by one place. */
export function moved({ picks }: Ballot, from: number, step: 1 | -1): Ballot {
  const next = [...picks];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(from + step, 0, taken);
  return { picks: next, words: [] };
}

/** The ballot as it is sent, or null while it is not filled in. */
export function filled(spec: PollSpec, ballot: Ballot): Ballot | null {
  const words = ballot.words.map((each) => each.trim()).filter((each) => each !== "");
  if (spec.kind === "words") return words.length > 0 ? { picks: [], words } : null;
  return ballot.picks.length > 0 ? { picks: ballot.picks, words: [] } : null;
}
