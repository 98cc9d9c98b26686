/** The time left, and a group's flag: worn by banner and control tower. */
import { useApp } from "../hub/app";
import { firstName, nameRow } from "../hub/words";
import { t } from "../i18n/i18n";
import type { AtGroupInfo, RoundGroup, RoundInfo } from "../protocol.gen";
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

/** Leads who listen to a group, or are its guests. */
export function LeadsHere({ group }: { group: string }) {
  const { hub } = useApp();
  const names = (list: readonly AtGroupInfo[]) =>
    list.filter((each) => each.group === group).map((each) => firstName(hub.nameOf(each.visitor)));
  const [ears, guests] = [names(hub.breakouts.listening.value), names(hub.breakouts.visiting.value)];
  if (ears.length + guests.length === 0) return null;
  return (
    <p class="row wrap">
      {ears.length > 0 && (
        <Chip tone="info" icon="ear">
          {t("{names} listening", { names: nameRow(ears) })}
        </Chip>
      )}
      {guests.length > 0 && (
        <Chip tone="info" icon="person">
          {t("{names} visiting", { names: nameRow(guests) })}
        </Chip>
      )}
    </p>
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
