/** Who sits where in the next round: worked out by the hub, then changed by hand. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { formatNumber, t, tn } from "../i18n/i18n";
import type { GroupSpec, PlanInfo } from "../protocol.gen";
import { recall, remember } from "../state/memory";
import { announce } from "../ui/Announcer";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Choice, FieldError } from "../ui/Field";
import { DropZone, MemberChip, type Target } from "./MemberChip";
import { ReportCard } from "./ReportCard";
import { candidates, HOWS, type How, nameOf } from "./words";

/** Ways that go on from round to round as long as their seed is the same. */
const ROTATIONS: ReadonlySet<How> = new Set(["cafe", "mix", "network"]);

const someSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

export function SeatsPart({ plan }: { plan: PlanInfo }) {
  const app = useApp();
  const people = candidates(app, plan);
  const put = (visitor: string, group: string | null) => void place(visitor, group);
  const place = async (visitor: string, group: string | null) => {
    if (!(await app.do("breakout.put", { plan: plan.plan, visitor, group }))) return;
    const title = plan.spec.groups.find((each) => each.id === group)?.title ?? t("No group");
    announce(t("{name}: {group}", { name: nameOf(app, visitor), group: title }));
  };
  const without = people.filter((each) => plan.seats[each] === undefined);
  const targets: Target[] = [
    ...plan.spec.groups.map(({ id, title }) => ({ id, title })),
    { id: null, title: t("No group") },
  ];
  return (
    <div class="seats">
      <AssignForm plan={plan} />
      {plan.report && <ReportCard report={plan.report} />}
      {people.length === 0 ? (
        <Empty icon="people" words={t("Nobody is here yet who could be put into a group.")} />
      ) : (
        <div class="seat-groups">
          <DropZone class="seat-group seat-none flat" onDrop={(visitor) => put(visitor, null)}>
            <h2>
              {t("No group")} <span class="mut num">{formatNumber(without.length)}</span>
            </h2>
            <ul class="members" aria-label={t("No group")}>
              {without.map((visitor) => (
                <MemberChip
                  key={visitor}
                  visitor={visitor}
                  group={null}
                  targets={targets}
                  onMove={(to) => put(visitor, to)}
                />
              ))}
            </ul>
          </DropZone>
          <div class="seat-grid">
            {plan.spec.groups.map((group) => (
              <SeatGroup key={group.id} plan={plan} group={group} targets={targets} onPut={put} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

interface GroupProps {
  plan: PlanInfo;
  group: GroupSpec;
  targets: readonly Target[];
  onPut(visitor: string, group: string | null): void;
}

function SeatGroup({ plan, group, targets, onPut }: GroupProps) {
  const members = Object.entries(plan.seats)
    .filter(([, at]) => at === group.id)
    .map(([visitor]) => visitor);
  const isOver = group.size > 0 && members.length > group.size;
  return (
    <DropZone class="seat-group flat" onDrop={(visitor) => onPut(visitor, group.id)}>
      <h2>
        {group.title} <span class="mut num">{formatNumber(members.length)}</span>
      </h2>
      {isOver && (
        <p class="t12 light-words">{tn("More than {n} person", "More than {n} people", group.size)}</p>
      )}
      <ul class="members" aria-label={group.title}>
        {members.map((visitor, at) => (
          <MemberChip
            key={visitor}
            visitor={visitor}
            group={group.id}
            targets={targets}
            role={plan.spec.roles[at]}
            onMove={(to) => onPut(visitor, to)}
          />
        ))}
      </ul>
    </DropZone>
  );
}

function AssignForm({ plan: { plan, report } }: { plan: PlanInfo }) {
  const app = useApp();
  const [how, setHow] = useState<How>(report?.how ?? "random");
  const busy = app.hub.breakouts.assigning.value.has(plan);
  const failed = app.hub.breakouts.failed.value.get(plan);
  const rotates = ROTATIONS.has(how);
  const key = `breakout.seed.${plan}`;
  const assign = (anew: boolean) => {
    const seed = rotates && !anew ? recall<number>(key, 0) : someSeed();
    if (rotates) remember(key, seed);
    void app.do("breakout.assign", { plan, how, seed });
  };
  return (
    <div class="assign row wrap">
      <Choice
        label={t("How people come together")}
        value={how}
        options={HOWS()}
        onPick={(value) => setHow(value as How)}
      />
      <Button kind="primary" icon="shuffle" busy={busy && t("Is worked out …")} onClick={() => assign(false)}>
        {rotates ? t("Next turn") : t("Assign")}
      </Button>
      {rotates && <Button onClick={() => assign(true)}>{t("Begin anew")}</Button>}
      <p class="hint">{HOWS().find(({ value }) => value === how)?.hint}</p>
      {failed !== undefined && <FieldError text={failedWords(failed)} />}
    </div>
  );
}

const failedWords = (code: string): string =>
  code === "breakout.nobody"
    ? t("Nobody is here who could be put into a group.")
    : t("No assignment came of it. Please try again.");
