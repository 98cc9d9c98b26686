/** One plan before its round: how it is, who sits where, and the ways to begin. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { PlanInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { TabBody, Tabs } from "../ui/Tabs";
import { LeadsPart } from "./LeadsPart";
import { PlanEditor } from "./PlanEditor";
import { PlanMenu } from "./PlansPage";
import { SeatsPart } from "./SeatsPart";
import { StartDialog } from "./StartDialog";

export function PlanPage({ plan }: { plan: PlanInfo }) {
  const app = useApp();
  const [part, setPart] = useState("spec");
  const [starting, setStarting] = useState<"round" | "rehearsal" | null>(null);
  const round = app.hub.breakouts.roundOf(plan.plan);
  const runs = round !== null && round.ended_at === null;
  const go = (page: "tower" | "results") => {
    app.layout.workshop.value = { page, plan: plan.plan };
  };
  return (
    <>
      <header class="row wrap workshop-head">
        <AllPlans />
        <h1 class="grow">{plan.spec.title}</h1>
        <PlanMenu plan={plan} onResults={round === null ? undefined : () => go("results")} />
        {runs ? (
          <Button kind="primary" onClick={() => go("tower")}>
            {t("Control tower")}
          </Button>
        ) : (
          <Button onClick={() => setStarting("rehearsal")}>{t("Rehearse …")}</Button>
        )}
        <Button kind={runs ? "outline" : "primary"} icon="play" onClick={() => setStarting("round")}>
          {runs ? t("Start the next round …") : t("Start …")}
        </Button>
      </header>
      <Tabs
        label={t("Plan")}
        chosen={part}
        onChoose={setPart}
        tabs={[
          { id: "spec", label: t("Plan") },
          { id: "seats", label: t("Who sits where"), count: Object.keys(plan.seats).length },
          { id: "leads", label: t("Leads and people"), count: plan.roster.length },
        ]}
      />
      <TabBody id={part} class="workshop-part">
        {part === "spec" && <PlanEditor plan={plan} />}
        {part === "seats" && <SeatsPart plan={plan} />}
        {part === "leads" && <LeadsPart plan={plan} />}
      </TabBody>
      {starting && (
        <StartDialog plan={plan} rehearsal={starting === "rehearsal"} onClose={() => setStarting(null)} />
      )}
    </>
  );
}

/** The way back to the list of plans. */
export function AllPlans() {
  const app = useApp();
  return (
    <Button
      class="before"
      kind="quiet"
      icon="before"
      onClick={() => {
        app.layout.workshop.value = { page: "plans" };
      }}
    >
      {t("All plans")}
    </Button>
  );
}
