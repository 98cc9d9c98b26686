/** Pictures of those one hears: the camera where there is one, else the portrait. */
import { portraitUrl } from "../art/urls";
import { t } from "../i18n/i18n";
import type { Person } from "../state/hub";
import { Icon } from "../ui/icons";
import { Picture } from "../ui/Picture";
import { useApp } from "./app";
import { firstName } from "./words";

interface TileProps {
  person: Person;
  own?: boolean;
}

function Tile({ person, own }: TileProps) {
  const app = useApp();
  const { call, hub, devices } = app;
  const track = own
    ? call.camOpen.value
      ? devices.cam.value
      : null
    : (call.pictures.value.get(person.id) ?? null);
  const sends = hub.media.value.get(person.id);
  const isMuted = own ? !call.micOpen.value : person.muted || sends?.mic === false;
  const speaks = hub.speaking.value.has(person.id);
  const name = own ? t("You") : firstName(person.name);
  return (
    <li class={`tile ${speaks ? "speaking" : ""} ${own ? "mirror" : ""}`}>
      {track ? (
        <Picture track={track} label={own ? t("Your camera") : t("Camera of {name}", { name })} />
      ) : (
        <img src={portraitUrl(person.look, 160, 100)} alt="" />
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
  // The number of the rest takes a place of its own.
  const shown = people.slice(0, people.length > most ? most - 1 : most);
  const rest = people.length - shown.length;
  return (
    <ul class={extra} aria-label={t("Pictures")}>
      {shown.map((person) => (
        <Tile key={person.id} person={person} />
      ))}
      {self && <Tile person={self} own />}
      {rest > 0 && <li class="tile rest num">+{rest}</li>}
    </ul>
  );
}
