/** Where one is, whether the link stands, and the switch between map and list. */
import { hubName } from "../boot";
import { t, tn } from "../i18n/i18n";
import { Icon, Logo } from "../ui/icons";
import { type App, useApp, type View } from "./app";

/** The title of where one stands: the room, else the floor, else the hub. */
export function ownPlace(app: App): string {
  const self = app.hub.self.value ?? "";
  const place = app.hub.ownRoom.value ?? app.hub.onFloor.value.get(self) ?? null;
  return app.places.title(place) || hubName(app.boot);
}

export function PlaceCard({ title }: { title: string }) {
  const app = useApp();
  const here = app.hub.people.value.length;
  return (
    <div class="place-card">
      <Logo />
      <div class="grow">
        <p class="place-title two clip">{title}</p>
        <p class="mut t12 num clip">
          {title === hubName(app.boot) ? "" : `${hubName(app.boot)} · `}
          {tn("{n} here", "{n} here", here)}
        </p>
      </div>
    </div>
  );
}

/** A broken link is said under the place; everything stays visible and messages wait. */
export function LinkBar() {
  const app = useApp();
  const state = app.linkState.value;
  return (
    <div role="status">
      {state === "broken" && (
        <p class="link-bar">
          <span class="ring" aria-hidden="true" />
          {t("Reconnecting … Your messages are kept.")}
        </p>
      )}
    </div>
  );
}

export function ViewSwitch({ fill }: { fill?: boolean }) {
  const app = useApp();
  const option = (view: View, icon: "map" | "list", label: string) => (
    <button type="button" aria-pressed={app.view.value === view} onClick={() => app.setView(view)}>
      <Icon name={icon} size="s" />
      <span class="view-word">{label}</span>
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons are no form
    <div class={`seg view-switch ${fill ? "fill" : ""}`} role="group" aria-label={t("View")}>
      {option("map", "map", t("Map"))}
      {option("list", "list", t("List"))}
    </div>
  );
}
