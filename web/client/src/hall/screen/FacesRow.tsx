/** The people who take part from afar: they count as much as those in the hall, so the hall sees them. */
import { portraitUrl } from "../../art/urls";
import { t, tn } from "../../i18n/i18n";
import type { Person } from "../../state/hub";
import type { Show } from "./show";

/** Portraits shown; the heading counts everybody. */
const MOST = 5;

export function FacesRow({ show }: { show: Show }) {
  const there = show.remote.value;
  const floor = new Set(
    show.line.value.filter((each) => each.state === "admitted").map((each) => each.visitor),
  );
  const first = [...there].sort((a, b) => Number(floor.has(b.id)) - Number(floor.has(a.id))).slice(0, MOST);
  return (
    <section class="venue-faces">
      <h2>
        {there.length === 0
          ? t("Nobody is here online yet")
          : tn("{n} person is here online", "{n} people are here online", there.length)}
      </h2>
      <ul>
        {first.map((each) => (
          <Tile key={each.id} person={each} speaks={floor.has(each.id)} />
        ))}
      </ul>
    </section>
  );
}

function Tile({ person, speaks }: { person: Person; speaks: boolean }) {
  return (
    <li class={speaks ? "speaks" : ""}>
      <img src={portraitUrl(person.look, 240, 220)} alt="" />
      <span dir="auto">{person.name.split(" ")[0]}</span>
    </li>
  );
}
