/** The hub as a map: the canvas fills the window, tools float on it. */
import { t } from "../i18n/i18n";
import { Chip } from "../ui/Chip";
import type { Insets } from "../view/types";
import { useApp } from "./app";
import { Bar, PhoneBar } from "./Controls";
import { company, stageRoom } from "./company";
import { MapCanvas } from "./MapCanvas";
import { PanelHead, PanelTabs } from "./Panel";
import { PersonCard } from "./PersonCard";
import { LinkBar, ownPlace, PlaceCard, ViewSwitch } from "./Place";
import { StagePicture, stagePeer } from "./StagePicture";
import { Tiles } from "./Tiles";
import { hearing } from "./words";

/** What floats on the map. */
interface Tools {
  panel: boolean;
  strip: boolean;
  stage: boolean;
}

/** What the floating tools cover, so that one stands in the middle of the free part. */
function covered(isPhone: boolean, { panel, strip, stage }: Tools): Insets {
  const peek = stage ? 430 : strip ? 250 : 84;
  if (isPhone) return { top: 80, right: 0, bottom: panel ? 420 : peek, left: 0 };
  return { top: stage ? 460 : strip ? 120 : 0, right: panel ? 384 : 0, bottom: 96, left: 0 };
}

interface ViewProps {
  isPhone: boolean;
  isWide: boolean;
}

export function MapView({ isPhone, isWide }: ViewProps) {
  const app = useApp();
  const others = company(app);
  const isOpen = app.panelOpen.value;
  const tools = {
    panel: isOpen && (isWide || isPhone),
    strip: others.length > 0,
    stage: stageRoom(app) !== null,
  };
  return (
    <main id="content" tabIndex={-1} class={`map-page ${isOpen && isWide ? "with-panel" : ""}`}>
      <h1 class="unseen">{ownPlace(app)}</h1>
      <MapCanvas insets={covered(isPhone, tools)} isPhone={isPhone} />
      <div class="map-top">
        <div class="card">
          <PlaceCard title={ownPlace(app)} />
        </div>
        <ViewSwitch />
        <LinkBar />
      </div>
      {!isPhone && (
        <div class="map-side">
          <OwnStage />
          {others.length > 0 && <Tiles class="strip card" people={others} most={isWide ? 4 : 2} />}
        </div>
      )}
      {isPhone && !isOpen && <Peek />}
      {isPhone ? <PhoneBar /> : <Bar />}
      {isOpen && (
        <aside class={`panel card ${isWide ? "" : "sheet"}`} aria-label={t("With you")}>
          <PanelHead onClose={() => app.hidePanel()} />
          <PanelTabs />
        </aside>
      )}
      <PersonCard />
    </main>
  );
}

/** The picture of the stage one is in front of. */
export function OwnStage() {
  const app = useApp();
  const room = stageRoom(app);
  if (room === null) return null;
  const track = app.call.pictures.value.get(stagePeer(room)) ?? null;
  return <StagePicture title={app.places.title(room)} track={track} info={app.hub.stages.value.get(room)} />;
}

/** On a phone: the pictures of those one hears, above the bar. */
function Peek() {
  const app = useApp();
  const others = company(app);
  if (others.length === 0 && stageRoom(app) === null) return null;
  return (
    <section class="peek" aria-label={t("With you")}>
      <div class="row">
        <h2 class="grow">{t("With you")}</h2>
        {others.length > 0 && (
          <Chip tone="speak" icon="ear">
            {hearing(others.length + 1)}
          </Chip>
        )}
      </div>
      <OwnStage />
      <Tiles class="peek-tiles" people={others} most={2} />
    </section>
  );
}
