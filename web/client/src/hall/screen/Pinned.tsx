/** The question that hosts put before everybody: as large as its length allows. */
import { t, tn } from "../../i18n/i18n";
import type { EntryInfo } from "../../protocol.gen";
import { Icon } from "../../ui/icons";

/** Characters up to which a question is written in that size. */
const SIZES = [
  { most: 60, name: "xl" },
  { most: 140, name: "l" },
  { most: 260, name: "m" },
] as const;

export function Pinned({ entry, author }: { entry: EntryInfo; author: string }) {
  const size = SIZES.find(({ most }) => entry.body.length <= most)?.name ?? "s";
  return (
    <section class="venue-pinned">
      <p class="venue-label">
        <Icon name="question" />
        {t("Question to the stage")}
      </p>
      <h1 class={size} dir="auto">
        {entry.body}
      </h1>
      <p class="venue-sub">
        <Icon name={entry.hall ? "pin" : "online"} />
        {[
          author,
          entry.hall ? t("in the hall") : t("online"),
          ...(entry.votes > 0 ? [tn("{n} vote", "{n} votes", entry.votes)] : []),
        ].join(" · ")}
      </p>
    </section>
  );
}
