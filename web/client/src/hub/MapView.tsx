/** The hub as a map: the canvas fills the window, tools float on it. */
import { t } from "../i18n/i18n";
import { useApp } from "./app";
import { Bar, PhoneBar } from "./Controls";
import { company } from "./company";
import { PanelHead, PanelTabs } from "./Panel";
import { LinkBar, ownPlace, PlaceCard, ViewSwitch } from "./Place";
import { Tiles } from "./Tiles";

export function MapView({ isPhone, isWide }: { isPhone: boolean; isWide: boolean }) {
  const app = useApp();
  const others = company(app);
  return (
    <main id="content" tabIndex={-1} class={`map-page ${app.panelOpen.value ? "with-panel" : ""}`}>
      <div class="map-top">
        <div class="card">
          <PlaceCard title={ownPlace(app)} />
        </div>
        <ViewSwitch />
        <LinkBar />
      </div>
      {others.length > 0 && !isPhone && <Tiles class="strip card" people={others} most={isWide ? 5 : 3} />}
      {isPhone ? <PhoneBar /> : <Bar />}
      {app.panelOpen.value && (
        <aside class={`panel card ${isWide ? "" : "sheet"}`} aria-label={t("With you")}>
          <PanelHead onClose={() => app.hidePanel()} />
          {isPhone && others.length > 0 && <Tiles class="tiles panel-tiles" people={others} most={2} />}
          <PanelTabs />
        </aside>
      )}
    </main>
  );
}
