/** In the hosts' desk: where a box stands as a window on the map, or that it serves its stage. */
import { type App, useApp } from "../../hub/app";
import { t } from "../../i18n/i18n";
import type { Spot } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { windowWord } from "./words";

/** Where the host's own figure stands. */
export function ownSpot({ walk, hub }: App): Spot | null {
  const at = walk.motion.position(hub.self.value ?? "");
  const floor = walk.floor.value;
  return at && floor !== null ? { floor, x: Math.round(at.x), y: Math.round(at.y) } : null;
}

export function Placing({ box }: { box: string }) {
  const app = useApp();
  const portal = app.hub.boxes.all.value.get(box)?.portal ?? null;
  const put = (spot: Spot | null) => void app.do("box.place", { box, spot });
  const here = () => {
    const spot = ownSpot(app);
    if (spot) put(spot);
  };
  return (
    <div class="row wrap">
      <p class="t13 grow">
        {portal
          ? `${windowWord(app, box)} · ${app.places.title(portal.floor)}`
          : t("Serves the stage, and is not on the map.")}
      </p>
      <Button size="s" icon="pin" onClick={here}>
        {portal ? t("Move to where I stand") : t("Stand here as a window")}
      </Button>
      {portal && (
        <Button size="s" icon="stage" onClick={() => put(null)}>
          {t("Give back to the stage")}
        </Button>
      )}
    </div>
  );
}
