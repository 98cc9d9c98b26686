/** The control tower: all groups of a round at a glance, and what a lead does about them. */
import { type App, useApp } from "../hub/app";
import { t, tn } from "../i18n/i18n";
import type { PlanInfo, RoundInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { usePulses } from "./Activity";
import { GroupTile } from "./GroupTile";
import type { Target } from "./MemberChip";
import { AllPlans } from "./PlanPage";
import { ResultCards } from "./ResultCards";
import { TowerBar } from "./TowerBar";
import { HelpQueue, Unseated } from "./TowerSide";
import { TowerTime } from "./TowerTime";
import { useResults } from "./useResults";

export function TowerPage({ plan }: { plan: PlanInfo }) {
  const app = useApp();
  const round = app.hub.breakouts.roundOf(plan.plan);
  const toPlan = () => {
    app.layout.workshop.value = { page: "plan", plan: plan.plan };
  };
  if (round === null)
    return (
      <Empty icon="table" words={t("No round of this plan was held yet.")}>
        <Button kind="primary" onClick={toPlan}>
          {t("To the plan")}
        </Button>
      </Empty>
    );
  return <Tower plan={plan} round={round} onPlan={toPlan} />;
}

/** With more groups than so many their people are folded away. */
const DENSE_FROM = 9;

interface TowerProps {
  plan: PlanInfo;
  round: RoundInfo;
  onPlan(): void;
}

function Tower({ plan, round, onPlan }: TowerProps) {
  const app = useApp();
  const pulses = usePulses();
  const isOver = round.ended_at !== null;
  const { results, failed } = useResults(plan.plan, !isOver);
  const groups = round.groups.filter((each) => !each.ended || isOver);
  const isDense = groups.length > DENSE_FROM;
  const targets: Target[] = [
    ...groups.map(({ id, title }) => ({ id, title })),
    { id: null, title: t("No group") },
  ];
  return (
    <>
      <header class="row wrap workshop-head">
        <AllPlans />
        <div class="grow">
          <h1>{t("Group work: {title}", { title: round.title })}</h1>
          <p class="mut t12">{roundWords(app, round)}</p>
        </div>
        <TowerTime round={round} />
      </header>
      {isOver ? (
        <OverNote plan={plan} onPlan={onPlan} />
      ) : (
        <TowerBar plan={plan} round={round} onPlan={onPlan} />
      )}
      <div class="tower">
        <ol class={`tower-groups ${isDense ? "dense" : ""}`} aria-label={t("Groups")}>
          {groups.map((group) => (
            <GroupTile
              key={group.id}
              round={round}
              group={group}
              number={round.groups.indexOf(group) + 1}
              targets={targets}
              pulse={pulses.of(group.id)}
              made={results?.groups.find((each) => each.group === group.id) ?? null}
              roles={plan.spec.roles}
              dense={isDense}
            />
          ))}
        </ol>
        <aside class="tower-side" aria-label={t("Calls and results")}>
          {!isOver && <HelpQueue round={round} />}
          {!isOver && !round.rehearsal && <Unseated plan={plan} round={round} targets={targets} />}
          <ResultCards plan={plan.plan} results={results} failed={failed} />
        </aside>
      </div>
    </>
  );
}

/** "Round 2 · 6 groups · 27 people, 5 on site". */
function roundWords(app: App, round: RoundInfo): string {
  const members = round.groups.filter((each) => !each.ended).flatMap((each) => each.members);
  const onSite = members.filter(
    (id) => app.hub.person(id)?.site !== null && app.hub.person(id) !== null,
  ).length;
  const which = round.rehearsal ? t("Rehearsal: nobody is called") : t("Round {n}", { n: round.number });
  const people = tn("{n} person", "{n} people", members.length);
  const site = onSite > 0 ? `, ${tn("{n} on site", "{n} on site", onSite)}` : "";
  return `${which} · ${tn("{n} group", "{n} groups", round.groups.filter((each) => !each.ended).length)} · ${people}${site}`;
}

function OverNote({ plan, onPlan }: { plan: PlanInfo; onPlan(): void }) {
  const app = useApp();
  return (
    <div class="note row wrap round-over" role="status">
      <p class="grow">{t("The round is over. Everybody goes back to the place they left.")}</p>
      <Button
        kind="primary"
        size="s"
        onClick={() => {
          app.layout.workshop.value = { page: "results", plan: plan.plan };
        }}
      >
        {t("To the results")}
      </Button>
      <Button size="s" onClick={onPlan}>
        {t("Plan the next round")}
      </Button>
    </div>
  );
}
