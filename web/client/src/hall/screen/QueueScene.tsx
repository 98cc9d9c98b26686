/** The list at the large place: a pinned question before all else, else hands and questions in their order. */
import { t } from "../../i18n/i18n";
import { EntryRow } from "./LineCard";
import { Pinned } from "./Pinned";
import type { Show } from "./show";

/** Entries that fit with their words. */
const MOST = 6;

export function QueueScene({ show }: { show: Show }) {
  const pinned = show.pinned.value;
  if (pinned) return <Pinned entry={pinned} author={show.authorOf(pinned)} />;
  const line = show.line.value;
  const next = line.find((each) => each.state === "waiting");
  return (
    <section class="venue-queue venue-line-up">
      <h2>
        <span>{t("Raised hands and questions")}</span>
        {line.length > 0 && <span class="num">{line.length}</span>}
      </h2>
      {line.length === 0 ? (
        <p class="venue-none">{t("Nobody has raised a hand yet. Scan the code to be the first.")}</p>
      ) : (
        <ol>
          {line.slice(0, MOST).map((entry, at) => (
            <EntryRow key={entry.entry} show={show} entry={entry} at={at + 1} isNext={entry === next} whole />
          ))}
        </ol>
      )}
    </section>
  );
}
