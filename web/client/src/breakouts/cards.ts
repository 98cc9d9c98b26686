/** What comes to a vote of all that the groups laid on their boards. */
import { t } from "../i18n/i18n";
import type { Results } from "../net/breakouts";

/** How many cards all groups have, equal ones taken as one. */
export const cardCount = (results: Results | null): number =>
  new Set((results?.groups ?? []).flatMap(({ cards }) => cards.map(({ text }) => text))).size;

/** Why there can be no vote upon the cards yet. */
export function noVote(results: Results | null): string | false {
  if (results === null) return t("Results are loading");
  return cardCount(results) < 2 && t("A vote needs two cards.");
}

/** What a lead is told once `shown` of `all` cards are put to a vote. */
export const votedWords = (shown: number, all: number): string =>
  shown < all
    ? t("Everybody can vote now on {n} of {most} cards: the best of each group, then the next best.", {
        n: shown,
        most: all,
      })
    : t("Everybody can vote now.");
