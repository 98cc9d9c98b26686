/** The cards with most votes of all groups, put to a vote of everybody with one press. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { Results } from "../net/breakouts";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Bones } from "../ui/Empty";
import { Field } from "../ui/Field";
import { toast } from "../ui/Toast";

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
      <VoteButton plan={plan} disabled={cards.length === 0 && t("No cards yet.")} />
    </section>
  );
}

interface VoteProps {
  plan: string;
  disabled: string | false;
  size?: "s" | "m";
}

/** Up to twelve cards, those with most votes first, as one poll. */
export function VoteButton({ plan, disabled, size = "s" }: VoteProps) {
  const app = useApp();
  const [open, setOpen] = useState(false);
  const [question, setQuestion] = useState("");
  const ask = async () => {
    if (!(await app.do("breakout.vote", { plan, question: question.trim() }))) return;
    setOpen(false);
    toast(() => t("The vote is open"));
  };
  const begin = () => {
    setQuestion(t("Which ideas shall we go on with?"));
    setOpen(true);
  };
  return (
    <>
      <Button size={size} icon="check" disabled={disabled} onClick={begin}>
        {t("Cards to a vote …")}
      </Button>
      {open && (
        <Dialog
          title={t("Put the cards to a vote?")}
          onClose={() => setOpen(false)}
          verbs={
            <>
              <Button onClick={() => setOpen(false)}>{t("Cancel")}</Button>
              <Button
                kind="primary"
                disabled={question.trim() === "" && t("A poll needs a question.")}
                onClick={() => void ask()}
              >
                {t("Open the vote")}
              </Button>
            </>
          }
        >
          <p>{t("Up to twelve cards, those with most votes first, as one poll at the stage.")}</p>
          <Field
            label={t("Your question")}
            value={question}
            maxLength={300}
            dir="auto"
            onInput={(event) => setQuestion(event.currentTarget.value)}
          />
        </Dialog>
      )}
    </>
  );
}
