/** Beside the groups: the cards with most votes of all of them, put to a vote of everybody with one press. */
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { Results } from "../net/breakouts";
import { Button } from "../ui/Button";
import { Bones } from "../ui/Empty";
import { VoteButton } from "./Votes";

/** So many stand beside the groups. */
const SHOWN = 6;

interface CardsProps {
  plan: string;
  results: Results | null;
  failed: boolean;
}

export function ResultCards({ plan, results, failed }: CardsProps) {
  const app = useApp();
  const groups = results?.groups ?? [];
  const cards = groups.flatMap((each) => each.cards).sort((a, b) => b.votes - a.votes);
  const written = groups.filter((each) => each.cards.length > 0 || each.notes.trim() !== "").length;
  return (
    <section class="card side-card" aria-label={t("Results")}>
      <div class="row">
        <h2 class="grow">{t("Results")}</h2>
        {results !== null && (
          <span class="mut t12">{t("{n} of {most}", { n: written, most: groups.length })}</span>
        )}
      </div>
      {results === null && !failed && <Bones lines={3} label={t("Results are loading")} />}
      {failed && <p class="mut t13">{t("The results cannot be read at the moment. They are kept.")}</p>}
      {results !== null && cards.length === 0 && <p class="mut t13">{t("No cards yet.")}</p>}
      <ul class="result-cards">
        {cards.slice(0, SHOWN).map((card, at) => (
          <li key={`${at} ${card.text}`}>{card.text}</li>
        ))}
      </ul>
      <Button
        size="s"
        onClick={() => {
          app.layout.workshop.value = { page: "results", plan };
        }}
      >
        {t("All results")}
      </Button>
      <VoteButton plan={plan} title={results?.title ?? ""} results={results} />
    </section>
  );
}
