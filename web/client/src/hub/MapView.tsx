/** The hub as a map: the canvas fills the window, tools float on it. */
import { useState } from "preact/hooks";
import { GroupBanner } from "../breakouts/Banner";
import { OpenVotes } from "../breakouts/Votes";
import { HallNote } from "../hall/HallNote";
import { t } from "../i18n/i18n";
import { MinorsBanner } from "../minors/Banner";
import type { Person } from "../state/hub";
import { useHeight } from "../ui/useHeight";
import type { Insets } from "../view/types";
import { useApp } from "./app";
import { Bar, PhoneBar } from "./Controls";
import { company, sharersHere, stageRoom } from "./company";
import { FollowBanner } from "./FollowBanner";
import { LinkBar } from "./LinkBar";
import type { SheetSize } from "./layout";
import { MapCanvas } from "./MapCanvas";
import { Hearing } from "./Panel";
import { PersonCard } from "./PersonCard";
import { ownPlace, PlaceCard, ViewSwitch } from "./Place";
import { SharedScreens } from "./SharedScreens";
import { SidePanel } from "./SidePanel";
import { StagePicture } from "./StagePicture";
import { Tiles } from "./Tiles";

/** What each size of the sheet covers of a phone's map above the bar, as a share of the window. */
const SHEET_COVERS: Record<SheetSize, number> = { peek: 0.26, half: 0.5, full: 0.5 };

/** What floats on the map; `panel` and `peek` are how much of it they cover, in CSS pixels. */
interface Tools {
  panel: number;
  peek: number;
  strip: boolean;
  stage: boolean;
}

/** What the floating tools cover, so that one stands in the middle of the free part. */
function covered(isPhone: boolean, { panel, peek, strip, stage }: Tools): Insets {
  if (isPhone) return { top: 80, right: 0, bottom: panel || 84 + peek, left: 0 };
  const isLow = innerHeight < 500;
  return { top: isLow ? 0 : stage ? 490 : strip ? 150 : 0, right: panel, bottom: isLow ? 64 : 96, left: 0 };
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
  const [peek, setPeek] = useState(0);
  const panelCovers = isPhone ? 70 + SHEET_COVERS[app.layout.sheet.value] * innerHeight : width + 24;
  const tools = {
    panel: isOpen ? panelCovers : 0,
    peek,
    strip: others.length > 0,
    stage: stageRoom(app) !== null || sharersHere(app).length > 0,
  };
  return (
    <main
      id="content"
      tabIndex={-1}
      class={`map-page ${isOpen ? (isWide ? "with-panel" : "with-sheet") : ""}`}
    >
      <h1 class="unseen">{ownPlace(app)}</h1>
      <div class="map-top">
        <div class="card">
          <PlaceCard title={ownPlace(app)} />
        </div>
        <ViewSwitch />
        <LinkBar />
        <MinorsBanner />
        <GroupBanner />
        <OpenVotes />
        <FollowBanner />
      </div>
      {!isPhone && (
        <div class="map-side">
          <OwnStage />
          <SharedScreens />
          {others.length > 0 && (
            <section class="strip-card card" aria-label={t("With you")}>
              <div class="row strip-head">
                <Hearing />
              </div>
              <Tiles class="strip" people={others} most={isWide ? 3 : 2} />
            </section>
          )}
        </div>
      )}
      {isPhone && !isOpen && <Peek onHeight={setPeek} />}
      <MapCanvas insets={covered(isPhone, tools)} isPhone={isPhone} />
      {isPhone ? <PhoneBar /> : <Bar />}
      <SidePanel isWide={isWide} silent={!isPhone} />
      <PersonCard />
    </main>
  );
}

/** The picture of the stage one is in front of. */
export function OwnStage() {
  const app = useApp();
  const room = stageRoom(app);
  if (room === null) return null;
  if (app.hub.ownHall.value === room)
    return <HallNote onUndo={() => void app.do("visitor.attend", { stage: null })} />;
  return <StagePicture room={room} title={app.places.title(room)} />;
}

/** On a phone: the pictures of those one hears, above the bar. */
function Peek({ onHeight }: { onHeight: (height: number) => void }) {
  const app = useApp();
  const others = company(app);
  if (others.length === 0 && stageRoom(app) === null) return null;
  return <Near people={others} onHeight={onHeight} />;
}

function Near({ people, onHeight }: { people: readonly Person[]; onHeight: (height: number) => void }) {
  return (
    <section ref={useHeight("--peek-height", onHeight)} class="peek" aria-label={t("With you")}>
      <div class="row">
        <h2 class="grow">{t("With you")}</h2>
        <Hearing />
      </div>
      <OwnStage />
      <SharedScreens />
      <Tiles class="peek-tiles" people={people} most={2} />
    </section>
  );
}
