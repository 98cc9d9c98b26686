/** What a box shows of people from afar: those at its window, or who has the floor at its stage; large, with names. */
import { portraitUrl } from "../../art/urls";
import { t } from "../../i18n/i18n";
import type { Person } from "../../state/hub";
import { Icon } from "../../ui/icons";
import { Picture } from "../../ui/Picture";
import type { VenueBox } from "../box/box";

/** Faces shown; of more the rest is heard. */
const MOST = 6;

/** The people at a window, those who speak first. */
function company({ hub, own }: VenueBox): Person[] {
  const members = hub.conversationOf(own.id)?.members ?? [];
  const people = members.filter((id) => id !== own.id).map((id) => hub.person(id));
  const found = people.filter((each) => each !== null);
  return found.sort((a, b) => Number(hub.speaking.value.has(b.id)) - Number(hub.speaking.value.has(a.id)));
}

/** A window into the hub: whoever walks up to it on the map. */
export function Hallway({ box }: { box: VenueBox }) {
  const people = company(box);
  return (
    <section class="hallway" aria-label={t("People at this window")}>
      {people.length === 0 ? (
        <div class="hallway-empty" role="status">
          <Icon name="people" />
          <h2>{t("Nobody is at this window at the moment")}</h2>
          <p>{t("Whoever walks up to it online is seen and heard here, and sees and hears you.")}</p>
        </div>
      ) : (
        <Faces box={box} people={people.slice(0, MOST)} />
      )}
    </section>
  );
}

/** Who is on the stage from afar and sends a picture: the hall sees whom it hears. */
export function FloorFaces({ box }: { box: VenueBox }) {
  const people = [...box.call.pictures.value.keys()].map((id) => box.hub.person(id));
  const found = people.filter((each) => each !== null);
  if (found.length === 0) return null;
  return (
    <section class="hallway" aria-label={t("On the stage from afar")}>
      <Faces box={box} people={found.slice(0, MOST)} />
    </section>
  );
}

function Faces({ box, people }: { box: VenueBox; people: readonly Person[] }) {
  return (
    <ul class={`hallway-faces of-${people.length}`}>
      {people.map((each) => (
        <FaceTile key={each.id} box={box} person={each} />
      ))}
    </ul>
  );
}

function FaceTile({ box, person }: { box: VenueBox; person: Person }) {
  const { id, name, look } = person;
  const track = box.call.pictures.value.get(id);
  const speaks = box.hub.speaking.value.has(id);
  const portrait = portraitUrl(look, 640, 400);
  return (
    <li class={`tile ${speaks ? "speaking" : ""}`}>
      {track ? (
        <Picture track={track} label={t("Camera of {name}", { name })} poster={portrait} />
      ) : (
        <img src={portrait} alt="" />
      )}
      <span class="tag">
        {speaks && (
          <span class="on">
            <Icon name="bars" />
          </span>
        )}
        <span class="clip" dir="auto">
          {name}
        </span>
      </span>
    </li>
  );
}
