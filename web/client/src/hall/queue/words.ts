/** The words of a queue. */
import { t } from "../../i18n/i18n";
import type { EntryInfo, QueueInfo } from "../../protocol.gen";
import { line } from "../../state/queue";
import { isMine, type Stand } from "./stand";

/** Who asked, as this visitor may know it. */
export function authorOf(stand: Stand, entry: EntryInfo): string {
  if (entry.visitor === null) return t("Anonymous");
  return stand.hub.nameOf(entry.visitor) || t("Somebody who has left");
}

/** What an entry is about, in a few words: for menus, notes and screen readers. */
export function about(stand: Stand, entry: EntryInfo): string {
  const name = authorOf(stand, entry);
  return entry.kind === "hand" ? t("Hand of {name}", { name }) : t("Question of {name}", { name });
}

/** The order in a sentence. */
export const orderWords = ({ order }: QueueInfo): string =>
  order === "alternate"
    ? t("One list for hall and online. People are called in turn.")
    : t("One list for hall and online. People are called in the order in which they came.");

/** Where one stands oneself, in a sentence; empty for those who asked nothing. */
export function ownPlace(stand: Stand, queue: QueueInfo): string {
  const called = line(queue);
  const at = called.findIndex((each) => isMine(stand, each));
  if (at < 0) return "";
  return called[at]?.state === "admitted" ? t("It is your turn.") : t("You are number {n}.", { n: at + 1 });
}
