/** Beside the groups: who calls for help, in their order, and who sits in no group. */
import { useApp } from "../hub/app";
import { formatNumber, t, tn } from "../i18n/i18n";
import type { PlanInfo, RoundInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Face } from "../ui/Face";
import { minutesOf, useNow } from "./clock";
import { DropZone, MemberChip, type Target } from "./MemberChip";
import { moveTo } from "./moving";
import { candidates, nameOf } from "./words";

export function HelpQueue({ round }: { round: RoundInfo }) {
  const app = useApp();
  const { breakouts } = app.hub;
  const now = useNow(breakouts);
  const flags = breakouts.helpIn(round.round);
  return (
    <section class="card side-card help-card" aria-label={t("Calls for help")}>
      <div class="row">
        <h2 class="grow">{t("Calls for help")}</h2>
        {flags.length > 0 && <Chip tone="light">{formatNumber(flags.length)}</Chip>}
      </div>
      {flags.length === 0 && <p class="mut t13">{t("Nobody calls at the moment.")}</p>}
      <ol class="help-queue">
        {flags.map(({ group, visitor, asked_at }) => {
          const title = breakouts.titleOf(group);
          const look = app.hub.visitors.value.get(visitor)?.look;
          return (
            <li key={group}>
              <div class="row">
                {look && <Face look={look} size={36} />}
                <div class="grow">
                  <b class="clip">{title}</b>
                  <p class="mut t12">
                    {t("{name}, for {time}", {
                      name: nameOf(app, visitor),
                      time: tn("{n} minute", "{n} minutes", minutesOf(now - asked_at)),
                    })}
                  </p>
                </div>
              </div>
              <div class="row">
                <Button
                  class="grow"
                  size="s"
                  kind="primary"
                  aria-label={t("Go there: {group}", { group: title })}
                  onClick={() => void app.do("breakout.visit", { round: round.round, group })}
                >
                  {t("Go there")}
                </Button>
                <Button
                  class="grow"
                  size="s"
                  aria-label={t("Answer {group}", { group: title })}
                  onClick={() => app.read(`group:${group}`)}
                >
                  {t("Answer")}
                </Button>
                <Button
                  size="s"
                  kind="quiet"
                  aria-label={t("The call of {group} is settled", { group: title })}
                  onClick={() => void app.do("breakout.helped", { round: round.round, group })}
                >
                  {t("Settled")}
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface UnseatedProps {
  plan: PlanInfo;
  round: RoundInfo;
  targets: readonly Target[];
}

export function Unseated({ plan, round, targets }: UnseatedProps) {
  const app = useApp();
  const seated = new Set(round.groups.filter((each) => !each.ended).flatMap((each) => each.members));
  const who = candidates(app, plan).filter((id) => !seated.has(id) && app.hub.person(id) !== null);
  const move = (visitor: string, group: string | null) => void moveTo(app, round, visitor, group);
  return (
    <section class="card side-card" aria-label={t("No group")}>
      <DropZone class="col gap-3" onDrop={(visitor) => move(visitor, null)}>
        <div class="row">
          <h2 class="grow">{t("No group")}</h2>
          <Chip>{formatNumber(who.length)}</Chip>
        </div>
        <p class="mut t12">{t("Who is laid here goes back to the main room.")}</p>
        <ul class="members one" aria-label={t("No group")}>
          {who.map((visitor) => (
            <MemberChip
              key={visitor}
              visitor={visitor}
              group={null}
              targets={targets}
              onMove={(to) => move(visitor, to)}
            />
          ))}
        </ul>
      </DropZone>
    </section>
  );
}
