/** The hub: map or list, with what both share. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { remindOf } from "../hall/programme/remind";
import { t } from "../i18n/i18n";
import { Announcer } from "../ui/Announcer";
import { later } from "../ui/later";
import { Toasts } from "../ui/Toast";
import { type App, AppProvider, useApp } from "./app";
import { ClosedPage } from "./ClosedPage";
import { Dialogs } from "./Dialogs";
import { listenToKeys } from "./keys";
import { ListView } from "./ListView";
import { MapView } from "./MapView";
import { SidePanel } from "./SidePanel";
import { StageConsent } from "./StageQueue";

const WaitPage = later(() => import("../minors/WaitPage"));
const WorkshopPage = later(() => import("../breakouts/WorkshopPage"));

const PHONE = "(max-width: 699px)";
const WIDE = "(min-width: 1100px)";

/** Whether a media query holds now. */
function useQuery(query: string): boolean {
  const holds = useSignal(matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = () => {
      holds.value = list.matches;
    };
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, [query, holds]);
  return holds.value;
}

export function HubPage({ app, onAgain }: { app: App; onAgain(): void }) {
  useEffect(() => listenToKeys(app), [app]);
  useEffect(() => remindOf(app), [app]);
  return (
    <AppProvider value={app}>
      {app.linkState.value === "closed" ? <ClosedPage onAgain={onAgain} /> : <Admitted />}
      <Announcer />
    </AppProvider>
  );
}

/** Who comes to a workshop with minors sees nothing of the hub before being let in. */
function Admitted() {
  const app = useApp();
  const waits = Boolean(app.me.workshop) && !app.hub.minors.isChild.value;
  return waits ? <WaitPage /> : <OpenHub />;
}

function OpenHub() {
  const app = useApp();
  const isPhone = useQuery(PHONE);
  const isWide = useQuery(WIDE);
  const isList = app.layout.view.value === "list";
  const isLead = app.layout.workshop.value !== null;
  return (
    <>
      <a class="skip" href="#content">
        {t("Skip to the content")}
      </a>
      {isLead ? (
        <WorkshopPage isPhone={isPhone} />
      ) : isList ? (
        <ListView isPhone={isPhone} isWide={isWide} />
      ) : (
        <MapView isPhone={isPhone} isWide={isWide} />
      )}
      {(isLead || (!isWide && isList)) && <SidePanel isWide={false} />}
      <Dialogs />
      <StageConsent />
      <Toasts />
    </>
  );
}
