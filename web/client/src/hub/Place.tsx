/** Where one is, the address of that place, and the switch between map and list. */
import { hubName } from "../boot";
import { RoomPlan } from "../hall/programme/RoomPlan";
import { RecordingSign } from "../hall/recording/Sign";
import { t, tn } from "../i18n/i18n";
import { IconButton } from "../ui/Button";
import { copyText } from "../ui/CopyField";
import { Icon, Logo } from "../ui/icons";
import { toast } from "../ui/Toast";
import { type App, useApp } from "./app";
import { queueStage } from "./company";
import type { View } from "./layout";

/** The title of where one stands: the room, else the floor, else the hub. */
export function ownPlace(app: App): string {
  return app.places.title(ownPlaceId(app)) || hubName(app.boot);
}

export function PlaceCard({ title }: { title: string }) {
  const app = useApp();
  const here = app.hub.people.value.length;
  const stage = queueStage(app);
  return (
    <div class="place-card">
      <Logo />
      <div class="grow">
        <p class="place-title two clip">{title}</p>
        <p class="place-note mut t12 num">
          <span>{tn("{n} here", "{n} here", here)}</span>
          {title !== hubName(app.boot) && <span class="place-hub">{hubName(app.boot)}</span>}
        </p>
        {stage !== null && <RecordingSign hub={app.hub} stage={stage} />}
        {app.hub.ownRoom.value !== null && <RoomPlan room={app.hub.ownRoom.value} />}
      </div>
      <CopyLink />
    </div>
  );
}

/** The id of the place where one stands: the room, else the floor. */
const ownPlaceId = (app: App): string | null =>
  app.hub.ownRoom.value ?? app.hub.onFloor.value.get(app.hub.self.value ?? "") ?? null;

/** Copies the address that lands whoever opens it at one's own place. */
export async function copyOwnPlace(app: App): Promise<void> {
  const id = ownPlaceId(app);
  if (id === null) return;
  const url = `${location.origin}/?at=${encodeURIComponent(id)}`;
  const isCopied = await copyText(url);
  const place = app.places.title(id);
  toast(() => (isCopied ? t("The link to {place} is copied", { place }) : url));
}

function CopyLink() {
  const app = useApp();
  const id = ownPlaceId(app);
  // A child's place is nobody's to be led to.
  if (id === null || app.hub.minors.isChild.value) return null;
  return (
    <IconButton
      kind="quiet"
      size="s"
      icon="link"
      class="copy-place"
      label={t("Copy the link to {place}", { place: app.places.title(id) })}
      onClick={() => void copyOwnPlace(app)}
    />
  );
}

export function ViewSwitch({ fill }: { fill?: boolean }) {
  const app = useApp();
  const option = (view: View, icon: "map" | "list", label: string) => (
    <button
      type="button"
      aria-pressed={app.layout.view.value === view}
      onClick={() => app.layout.setView(view)}
    >
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
