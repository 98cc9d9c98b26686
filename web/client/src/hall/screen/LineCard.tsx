/** Who has the floor and who comes next, from the hall and from afar in one list. */
import { t } from "../../i18n/i18n";
import type { EntryInfo } from "../../protocol.gen";
import { CARD_MOST } from "../../state/scenes";
import { Face } from "../../ui/Face";
import { Icon } from "../../ui/icons";
import type { Show } from "./show";

export function LineCard({ show }: { show: Show }) {
  const line = show.line.value;
  const next = line.find((each) => each.state === "waiting");
  return (
    <section class="venue-queue">
      <h2>
        <span>{t("Raised hands")}</span>
        {line.length > 0 && <span class="num">{line.length}</span>}
      </h2>
      {line.length === 0 ? (
        <p class="venue-none">{t("Nobody has raised a hand yet.")}</p>
      ) : (
        <ol>
          {line.slice(0, CARD_MOST).map((entry, at) => (
            <EntryRow key={entry.entry} show={show} entry={entry} at={at + 1} isNext={entry === next} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** Where somebody is and what for: "in the hall, row 7". */
function about({ hall, seat, kind, state }: EntryInfo, isNext: boolean): string {
  const side = hall ? t("in the hall") : t("online");
  const turn = state === "admitted" ? t("has the floor now") : isNext ? t("is next") : "";
  const what = kind === "hand" ? seat : turn === "" ? t("Question") : "";
  return [side, what, turn].filter(Boolean).join(", ");
}

interface RowProps {
  show: Show;
  entry: EntryInfo;
  at: number;
  isNext: boolean;
  /** With the words of a question. */
  whole?: boolean;
}

/** One of the list; the heading of its card counts all. */
export function EntryRow({ show, entry, at, isNext, whole }: RowProps) {
  const known = entry.anonymous ? undefined : show.hub.visitors.value.get(entry.visitor ?? "");
  return (
    <li class={entry.state === "admitted" ? "has-floor" : ""}>
      <b class="num">{at}</b>
      {known ? <Face look={known.look} size={96} /> : <Icon name="hidden" />}
      <div>
        <h3 dir="auto">{show.authorOf(entry)}</h3>
        <p>
          <Icon name={entry.hall ? "pin" : "online"} />
          <span dir="auto">{about(entry, isNext)}</span>
        </p>
        {whole && entry.body && (
          <p class="venue-words" dir="auto">
            {entry.body}
          </p>
        )}
      </div>
    </li>
  );
}
