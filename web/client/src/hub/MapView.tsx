/** The hub as a map: the canvas fills the window, tools float on it. */
import { t } from "../i18n/i18n";
import { Chip } from "../ui/Chip";
import type { Insets } from "../view/types";
import { useApp } from "./app";
import { Bar, PhoneBar } from "./Controls";
import { company, stageRoom } from "./company";
import { LinkBar } from "./LinkBar";
import type { SheetSize } from "./layout";
import { MapCanvas } from "./MapCanvas";
import { PersonCard } from "./PersonCard";
import { ownPlace, PlaceCard, ViewSwitch } from "./Place";
import { SidePanel } from "./SidePanel";
import { StagePicture, stagePeer } from "./StagePicture";
import { Tiles } from "./Tiles";
import { hearing } from "./words";

/** How much of a phone's map each size of the sheet covers. */
const SHEET_COVERS: Record<SheetSize, number> = { peek: 300, half: 420, full: 420 };

/** What floats on the map; `panel` is how much the open panel covers, in CSS pixels. */
interface Tools {
  panel: number;
  strip: boolean;
  stage: boolean;
}

/** What the floating tools cover, so that one stands in the middle of the free part. */
function covered(isPhone: boolean, { panel, strip, stage }: Tools): Insets {
  const peek = stage ? 430 : strip ? 250 : 84;
  if (isPhone) return { top: 80, right: 0, bottom: panel || peek, left: 0 };
  return { top: stage ? 460 : strip ? 120 : 0, right: panel, bottom: 96, left: 0 };
}

interface ViewProps {
  isPhone: boolean;
  isWide: boolean;
}

export function MapView({ isPhone, isWide }: ViewProps) {
  const app = useApp();
  const others = company(app);
  const isOpen = app.layout.panelOpen.value;
  const width = app.layout.panelWidth.value;
  const panelCovers = isPhone ? SHEET_COVERS[app.layout.sheet.value] : isWide ? width + 24 : 0;
  const tools = {
    panel: isOpen ? panelCovers : 0,
    strip: others.length > 0,
    stage: stageRoom(app) !== null,
  };
  return (
    <main id="content" tabIndex={-1} class={`map-page ${isOpen && isWide ? "with-panel" : ""}`}>
      <h1 class="unseen">{ownPlace(app)}</h1>
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
          {others.length > 0 && <Tiles class="strip card" people={others} most={isWide ? 3 : 2} />}
        </div>
      )}
      {isPhone && !isOpen && <Peek />}
      <MapCanvas insets={covered(isPhone, tools)} isPhone={isPhone} />
      {isPhone ? <PhoneBar /> : <Bar />}
      <SidePanel isWide={isWide} />
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
  const info = app.hub.stages.value.get(room);
  return <StagePicture room={room} title={app.places.title(room)} track={track} info={info} />;
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
