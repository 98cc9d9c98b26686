/** Group work in place of map and list: all plans, or one plan's preparation, control tower or results. */
import { useLayoutEffect } from "preact/hooks";
import { type App, useApp } from "../hub/app";
import { ChatControl, Control, LeaveControl, MediaControl, useBar } from "../hub/Controls";
import { LinkBar } from "../hub/LinkBar";
import type { Workshop } from "../hub/layout";
import { MoreMenu } from "../hub/MoreMenu";
import { t } from "../i18n/i18n";
import { MinorsAlarms } from "../minors/Banner";
import { LateLines } from "../notes/LateLines";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { PlanPage } from "./PlanPage";
import { PlansPage } from "./PlansPage";
import { ResultsPage } from "./ResultsPage";
import { TowerPage } from "./TowerPage";

export default function WorkshopPage({ isPhone }: { isPhone: boolean }) {
  const app = useApp();
  const bar = useBar();
  const at = app.layout.workshop.value;
  // A page of its own begins at its top, for eyes and screen readers; at once, so that no key that follows is lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another page is opened
  useLayoutEffect(() => {
    document.getElementById("content")?.focus({ preventScroll: true });
  }, [at?.page]);
  if (at === null) return null;
  return (
    <div class={`workshop ${app.layout.panelOpen.value ? "with-panel" : ""}`}>
      <main id="content" tabIndex={-1} class="workshop-main">
        <LinkBar />
        <MinorsAlarms />
        <LateLines />
        <Page at={at} />
      </main>
      <nav ref={bar} class={isPhone ? "phone-bar" : "bar card"} aria-label={t("Controls")}>
        <MediaControl kind="mic" />
        <MediaControl kind="cam" />
        <ChatControl />
        <Control icon="map" label={t("To the hub")} onPress={() => leave(app)} />
        <MoreMenu />
        {!isPhone && <LeaveControl />}
      </nav>
    </div>
  );
}

const leave = ({ layout }: App): void => layout.leaveWorkshop();

function Page({ at }: { at: Workshop }) {
  const app = useApp();
  if (at.page === "plans") return <PlansPage />;
  if (at.page === "results") return <ResultsPage key={at.plan} plan={at.plan} />;
  const plan = app.hub.breakouts.plans.value.get(at.plan);
  if (!plan?.leads)
    return (
      <Empty icon="table" words={t("This plan is not there any more, or you do not lead it.")}>
        <Button onClick={() => leave(app)}>{t("To the hub")}</Button>
      </Empty>
    );
  return at.page === "plan" ? (
    <PlanPage key={at.plan} plan={plan} />
  ) : (
    <TowerPage key={at.plan} plan={plan} />
  );
}
