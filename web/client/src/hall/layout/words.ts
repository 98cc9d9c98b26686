/** The layouts in words and signs, in the order in which they are offered. */
import { t } from "../../i18n/i18n";
import type { StageLayout } from "../../state/layouts";
import type { IconName } from "../../ui/icons";

export const LAYOUTS: readonly StageLayout[] = ["picture", "speaker", "side", "gallery"];

export const layoutIcon = (layout: StageLayout): IconName => `layout-${layout}`;

export function layoutWord(layout: StageLayout): string {
  const words: Record<StageLayout, string> = {
    picture: t("Picture alone"),
    speaker: t("Picture and who speaks"),
    side: t("Side by side"),
    gallery: t("Gallery"),
  };
  return words[layout];
}
