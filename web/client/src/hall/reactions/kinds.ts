/** The five reactions: their signs, and their names. */
import { t } from "../../i18n/i18n";
import type { Commands } from "../../protocol.gen";

export type Kind = Commands["stage.react"]["kind"];

export const SIGNS: Record<Kind, string> = { clap: "👏", heart: "❤️", laugh: "😂", idea: "💡", party: "🎉" };
export const KINDS = Object.keys(SIGNS) as Kind[];

export const kindWord = (kind: Kind): string =>
  ({ clap: t("Clap"), heart: t("Heart"), laugh: t("Laugh"), idea: t("Good idea"), party: t("Celebrate") })[
    kind
  ];
