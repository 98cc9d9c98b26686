/** What columns are called. */
import { t } from "../i18n/i18n";
import type { Column } from "../protocol.gen";

export function columnTitle({ id, title }: Column): string {
  if (title !== "") return title;
  return { ideas: t("Ideas"), questions: t("Questions"), next: t("Next steps") }[id] ?? id;
}
