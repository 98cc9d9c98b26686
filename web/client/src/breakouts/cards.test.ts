import { expect, test } from "vitest";
import type { Results } from "../net/breakouts";
import { cardCount, noVote, votedWords } from "./cards";

/** What came of a group for each list of texts. */
function made(...groups: string[][]): Results {
  const cards = (texts: string[]) => texts.map((text) => ({ column: "ideas", text, votes: 0 }));
  const rest = { title: "", task: "", members: [], notes: "" };
  const told = groups.map((texts, at) => ({ group: `${at}`, ...rest, cards: cards(texts) }));
  return { title: "", at: 0, rounds: 1, groups: told };
}

test("whoever puts more cards to a vote than a poll holds is told how many of how many", () => {
  expect(votedWords(12, 40)).toContain("12 of 40 cards");
  expect(votedWords(7, 7)).toBe("Everybody can vote now.");
});

test("equal cards count as one, and one alone makes no vote", () => {
  const twice = made(["Trees"], ["Trees"]);
  expect(cardCount(twice)).toBe(1);
  expect(noVote(twice)).toBe("A vote needs two cards.");
  expect(noVote(made(["Trees"], ["Trees", "Benches"]))).toBe(false);
  expect(noVote(null)).toBe("Results are loading");
});
