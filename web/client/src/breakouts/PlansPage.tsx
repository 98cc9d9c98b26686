/** All plans one leads: opened, copied, removed, taken over from a file. */
import { useState } from "preact/hooks";
import { type App, useApp } from "../hub/app";
import { t, tn } from "../i18n/i18n";
import { planFile, readPlan } from "../net/breakouts";
import type { PlanInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { Bones, Empty } from "../ui/Empty";
import { Menu, MenuItem } from "../ui/Menu";
import { download } from "./download";
import { FileDialog } from "./FileDialog";
import { NewPlanDialog } from "./NewPlanDialog";
import { TimeLeft } from "./signs";

type Open = "new" | "import" | null;

export function PlansPage() {
  const app = useApp();
  const [open, setOpen] = useState<Open>(null);
  const plans = app.hub.breakouts.led.value;
  // Whoever was named for one plan leads that one, and makes no others.
  const mayPlan = app.hub.may("breakout.lead");
  return (
    <>
      <header class="row wrap workshop-head">
        <h1 class="grow">{t("Group work")}</h1>
        {mayPlan && (
          <>
            <Button icon="upload" onClick={() => setOpen("import")}>
              {t("From a file …")}
            </Button>
            <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>
              {t("New plan")}
            </Button>
          </>
        )}
      </header>
      {app.hub.you.value === null && <Bones lines={4} label={t("The hub is loading")} />}
      {app.hub.you.value !== null && plans.length === 0 && (
        <Empty icon="table" words={t("Plans for group work stand here: groups, times, tasks and roles.")}>
          {mayPlan && (
            <Button kind="primary" onClick={() => setOpen("new")}>
              {t("Make the first one")}
            </Button>
          )}
        </Empty>
      )}
      {plans.length > 0 && (
        <ul class="rows flat" aria-label={t("Plans")}>
          {plans.map((plan) => (
            <PlanRow key={plan.plan} plan={plan} />
          ))}
        </ul>
      )}
      {open === "new" && <NewPlanDialog onClose={() => setOpen(null)} />}
      {open === "import" && (
        <FileDialog
          title={t("A plan from a file")}
          hint={t(
            "A plan that was exported here or elsewhere, as JSON. It is read first; nothing changes yet.",
          )}
          accept=".json,application/json"
          verb={t("Take over the plan")}
          whole
          read={(form) => readPlan({ ...form, plan: null })}
          onDone={() => setOpen(null)}
        />
      )}
    </>
  );
}

const countWords = ({ spec }: PlanInfo): string =>
  `${tn("{n} group", "{n} groups", spec.groups.length)} · ${tn("{n} minute", "{n} minutes", spec.minutes)}`;

function PlanRow({ plan }: { plan: PlanInfo }) {
  const app = useApp();
  const round = app.hub.breakouts.roundOf(plan.plan);
  const runs = round !== null && round.ended_at === null;
  const go = (page: "plan" | "tower" | "results") => {
    app.layout.workshop.value = { page, plan: plan.plan };
  };
  return (
    <li>
      <div class="grow">
        <h2 class="title">{plan.spec.title}</h2>
        <p class="mut t12">{countWords(plan)}</p>
      </div>
      {runs && (
        <Chip tone="speak" icon="clock">
          {round.rehearsal ? t("Rehearsal") : t("Round {n}", { n: round.number })} <TimeLeft round={round} />
        </Chip>
      )}
      <Button
        size="s"
        class="verb"
        kind={runs ? "primary" : "outline"}
        aria-label={
          runs
            ? t("Control tower: {plan}", { plan: plan.spec.title })
            : t("Open {plan}", { plan: plan.spec.title })
        }
        onClick={() => go(runs ? "tower" : "plan")}
      >
        {runs ? t("Control tower") : t("Open")}
      </Button>
      <PlanMenu plan={plan} onResults={round === null ? undefined : () => go("results")} />
    </li>
  );
}

interface MenuProps {
  plan: PlanInfo;
  onResults?: () => void;
}

export function PlanMenu({ plan, onResults }: MenuProps) {
  const app = useApp();
  const [asked, setAsked] = useState(false);
  const { title } = plan.spec;
  return (
    <>
      <Menu label={t("More about {plan}", { plan: title })} icon="more" size="s">
        {onResults && (
          <MenuItem icon="list" onPick={onResults}>
            {t("Results")}
          </MenuItem>
        )}
        <MenuItem icon="copy" onPick={() => void copy(app, plan)}>
          {t("Copy the plan")}
        </MenuItem>
        <MenuItem icon="download" onPick={() => download(planFile(plan.plan), `${title}.json`)}>
          {t("Save as a file")}
        </MenuItem>
        <hr />
        <MenuItem icon="trash" danger onPick={() => setAsked(true)}>
          {t("Remove …")}
        </MenuItem>
      </Menu>
      {asked && <RemoveDialog plan={plan} onClose={() => setAsked(false)} />}
    </>
  );
}

const copy = (app: App, { plan, spec }: PlanInfo): Promise<boolean> =>
  app.do("breakout.copy", { plan, title: t("{title} (copy)", { title: spec.title }).slice(0, 120) });

function RemoveDialog({ plan, onClose }: { plan: PlanInfo; onClose(): void }) {
  const app = useApp();
  const remove = async () => {
    if (!(await app.do("breakout.remove", { plan: plan.plan }))) return;
    onClose();
    app.layout.workshop.value = { page: "plans" };
  };
  return (
    <Dialog
      title={t("Remove “{plan}”?", { plan: plan.spec.title })}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Keep it")}</Button>
          <Button kind="danger" onClick={() => void remove()}>
            {t("Remove")}
          </Button>
        </>
      }
    >
      <p>
        {t("The plan goes with its rounds, and with notes and cards of its groups. Save the results first.")}
      </p>
    </Dialog>
  );
}
