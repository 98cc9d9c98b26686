/** The time left, and a group's flag: worn by banner and control tower. */
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { RoundGroup, RoundInfo } from "../protocol.gen";
import { Chip } from "../ui/Chip";
import { clockOf, isShort, leftOf, useNow } from "./clock";

/** The time left; on its own it is told by the words in front of it. */
export function TimeLeft({ round, group = null }: { round: RoundInfo; group?: RoundGroup | null }) {
  const { hub } = useApp();
  const now = useNow(hub.breakouts);
  if (round.ended_at !== null) return <span class="group-time num">{t("over")}</span>;
  const left = leftOf(round, group, now);
  return (
    <span
      class={`group-time num ${isShort(left) ? "short" : ""}`}
      role="timer"
      aria-label={t("Time left: {time}", { time: clockOf(left) })}
    >
      {clockOf(left)}
    </span>
  );
}

/** A group's flag as a sign. */
export function HelpSign() {
  return (
    <Chip tone="light" icon="help">
      {t("Needs help")}
    </Chip>
  );
}
