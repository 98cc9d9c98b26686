/** Pictures of those one hears: the camera where there is one, else the portrait. */
import { portraitUrl } from "../art/urls";
import { windowPosterUrl } from "../art/window";
import { t, tn } from "../i18n/i18n";
import type { Person } from "../state/hub";
import { Icon } from "../ui/icons";
import { Picture } from "../ui/Picture";
import { useApp } from "./app";
import { onOwnStage } from "./StagePicture";
import { firstName } from "./words";

interface TileProps {
  person: Person;
  own?: boolean;
  /** How many more there are who have no picture here. */
  more?: number;
}

function Tile({ person, own, more = 0 }: TileProps) {
  const app = useApp();
  const { call, hub, devices } = app;
  const track = own
    ? call.camOpen.value
      ? devices.cam.value
      : null
    : (call.pictures.value.get(person.id) ?? null);
  const sends = hub.media.value.get(person.id);
  const isSilent = hub.minors.isMinor(person.id)
    ? !hub.minors.talking.value.has(person.id)
    : sends?.mic === false;
  const isMuted = own ? !call.micOpen.value : person.muted || isSilent;
  const speaks = hub.speaking.value.has(person.id);
  const isWindow = person.role === "venue";
  const portrait = isWindow ? windowPosterUrl() : portraitUrl(person.look, 160, 100);
  const name = own ? t("You") : isWindow ? person.name : firstName(person.name);
  return (
    <li class={`tile ${speaks ? "speaking" : ""} ${own ? "mirror" : ""}`}>
      {track ? (
        <Picture
          track={track}
          label={own ? t("Your camera") : t("Camera of {name}", { name })}
          poster={portrait}
        />
      ) : (
        <img src={portrait} alt="" />
      )}
      {more > 0 && (
        <span class="more num">
          <span aria-hidden="true">+{more}</span>
          <span class="unseen">{tn("{n} more", "{n} more", more)}</span>
        </span>
      )}
      <span class="tag">
        {speaks && !isMuted && (
          <span class="on">
            <Icon name="bars" />
          </span>
        )}
        {isMuted && (
          <span class="off">
            <Icon name="mic-off" />
            <span class="unseen">{t("muted")}</span>
          </span>
        )}
        {own && <WeakSign />}
        <span class="clip">{name}</span>
      </span>
    </li>
  );
}

/** One's own line is weak: a sign on one's own picture; the words stand under the place. */
function WeakSign() {
  const state = useApp().call.quality.value;
  if (state !== "poor") return null;
  return (
    <span class="weak">
      <Icon name="signal" />
      <span class="unseen">{t("weak connection")}</span>
    </span>
  );
}

interface TilesProps {
  people: readonly Person[];
  /** Most pictures at once; the rest is a number. */
  most: number;
  class: string;
}

/** The others and, last, oneself. */
export function Tiles({ people, most, class: extra }: TilesProps) {
  const app = useApp();
  const self = app.hub.person(app.hub.self.value ?? "");
  const onStage = onOwnStage(app);
  const rest = people.filter(({ id }) => !onStage.has(id));
  const shown = rest.slice(0, most);
  return (
    <ul class={extra} aria-label={t("Pictures")}>
      {shown.map((person, at) => (
        <Tile key={person.id} person={person} more={at === most - 1 ? rest.length - most : 0} />
      ))}
      {self && <Tile person={self} own />}
    </ul>
  );
}
