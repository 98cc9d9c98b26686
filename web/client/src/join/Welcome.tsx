/** What one learns at the door: whose hub this is, how many are here, where one will stand. */
import { hubName } from "../boot";
import { t, tn } from "../i18n/i18n";
import { Places } from "../state/places";
import { words } from "../state/words";
import { Chip } from "../ui/Chip";
import { Faces } from "../ui/Face";
import { Icon } from "../ui/icons";
import type { JoinProps } from "./JoinPage";

export function Welcome({ boot, info, me, invited, at }: JoinProps) {
  const faces = info?.faces ?? [];
  const here = info?.here ?? 0;
  const place = info && at ? new Places(info.floors).find(at) : null;
  return (
    <div>
      <p class="welcome">
        {invited ? (
          <Chip tone="light">{t("You are invited")}</Chip>
        ) : (
          <Chip tone="light">{words(boot.hub.subtitles) || t("Come in")}</Chip>
        )}
      </p>
      <h1>{me ? t("Welcome back, {name}", { name: me.name }) : hubName(boot)}</h1>
      <p class="lead">
        {here === 0
          ? t("Nobody is here yet. You are the first.")
          : tn("{n} person is already here.", "{n} people are already here.", here)}
      </p>
      {place && (
        <p class="row landing">
          <Icon name="pin" size="s" />
          {t("You will arrive here: {place}", { place: words(place.titles) })}
        </p>
      )}
      {faces.length > 0 && (
        <div class="row">
          <Faces looks={faces.map((face) => face.look)} size={36} most={6} />
          {here > 6 && <span class="chip num">+{here - 6}</span>}
        </div>
      )}
    </div>
  );
}
