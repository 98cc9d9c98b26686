/** In the hosts' desk: where a box stands as a window on the map, or that it serves its stage. */
import { useState } from "preact/hooks";
import { type App, useApp } from "../../hub/app";
import { t } from "../../i18n/i18n";
import type { Spot } from "../../protocol.gen";
import { words } from "../../state/words";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Field";
import { windowWord } from "./words";

const HERE = "";

/** Where the host's own figure stands. */
function ownSpot({ walk, hub }: App): Spot | null {
  const at = walk.motion.position(hub.self.value ?? "");
  const floor = walk.floor.value;
  return at && floor !== null ? { floor, x: Math.round(at.x), y: Math.round(at.y) } : null;
}

/** The places of the pack for windows, by a name of their own. */
const places = ({ info }: App) =>
  info.floors.flatMap(({ id: floor, windows }) =>
    windows.map(({ name, at: [x, y], titles }) => ({
      value: `${floor}/${name}`,
      label: words(titles),
      spot: { floor, x, y },
    })),
  );

/** The spot that a name of `WhereChoice` means. */
export const spotOf = (app: App, where: string): Spot | null =>
  where === HERE ? ownSpot(app) : (places(app).find(({ value }) => value === where)?.spot ?? null);

interface WhereProps {
  where: string;
  onPick(where: string): void;
}

/** Where one stands, or a place of the pack; nothing to choose where it names none. */
export function WhereChoice({ where, onPick }: WhereProps) {
  const named = places(useApp());
  if (named.length === 0) return null;
  return (
    <Choice
      label={t("Place of the window")}
      value={where}
      onPick={onPick}
      options={[{ value: HERE, label: t("Where I stand") }, ...named]}
    />
  );
}

export function Placing({ box }: { box: string }) {
  const app = useApp();
  const [where, setWhere] = useState(HERE);
  const portal = app.hub.boxes.all.value.get(box)?.portal ?? null;
  const put = (spot: Spot | null) => void app.do("box.place", { box, spot });
  const stand = () => {
    const spot = spotOf(app, where);
    if (spot) put(spot);
  };
  return (
    <details open={portal !== null}>
      <summary>{t("Window into the hallway")}</summary>
      <div class="col gap-3">
        <p class="t13">
          {portal
            ? `${windowWord(app, box)} · ${app.places.title(portal.floor)}`
            : t("Serves the stage, and is not on the map.")}
        </p>
        <WhereChoice where={where} onPick={setWhere} />
        <div class="row wrap">
          <Button size="s" icon="pin" onClick={stand}>
            {portal ? t("Move the window there") : t("Stand there as a window")}
          </Button>
          {portal && (
            <Button size="s" icon="stage" onClick={() => put(null)}>
              {t("Give back to the stage")}
            </Button>
          )}
        </div>
      </div>
    </details>
  );
}
