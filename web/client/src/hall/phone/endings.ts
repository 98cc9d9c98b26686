/** Words for the hub's reasons to end a visit. */
import { t } from "../../i18n/i18n";

interface Ending {
  text: string;
  /** Whether there is a way back. */
  again: boolean;
}

export function endingWords(reason: string | null): Ending {
  if (reason === null || reason === "left") return { text: "", again: true };
  if (reason === "banned" || reason === "visitor.banned")
    return { text: t("This hub is closed to you"), again: false };
  if (reason === "protocol.unknown")
    return { text: t("The hub has been renewed. Please load this page again."), again: false };
  return { text: t("Your visit has ended"), again: true };
}
