/** The people who take part from afar: they count as much as those in the hall, so the hall sees them. */
import { portraitUrl } from "../../art/urls";
import { t, tn } from "../../i18n/i18n";
import type { Person } from "../../state/hub";
import { Picture } from "../../ui/Picture";
import type { Show } from "./show";

/** Portraits shown; the heading counts everybody. */
const MOST = 5;

/** Who takes part from afar: whoever has the floor first, then those who are seen by their camera. */
export function floorFirst(show: Show, most: number) {
  const there = show.remote.value;
  const floor = new Set(
    show.line.value.filter((each) => each.state === "admitted").map((each) => each.visitor),
  );
  const speaks = ({ id }: Person): boolean => floor.has(id);
  const rank = (each: Person): number => 2 * Number(speaks(each)) + Number(show.pictures.value.has(each.id));
  const first = [...there].sort((a, b) => rank(b) - rank(a)).slice(0, most);
  return { first, speaks, count: there.length };
}

export function FacesRow({ show }: { show: Show }) {
  const { first, speaks, count } = floorFirst(show, MOST);
  return (
    <section class="venue-faces">
      <OnlineHeading count={count} />
      <ul>
        {first.map((each) => (
          <FaceTile key={each.id} show={show} person={each} speaks={speaks(each)} />
        ))}
      </ul>
    </section>
  );
}

export const OnlineHeading = ({ count }: { count: number }) => (
  <h2>
    {count === 0
      ? t("Nobody is here online yet")
      : tn("{n} person is here online", "{n} people are here online", count)}
  </h2>
);

interface TileProps {
  show: Show;
  person: Person;
  speaks: boolean;
}

/** Somebody as their camera shows them, else as drawn. */
export function FaceTile({ show, person, speaks }: TileProps) {
  const track = show.pictures.value.get(person.id);
  const portrait = portraitUrl(person.look, 240, 220);
  return (
    <li class={speaks ? "speaks" : ""}>
      {track ? (
        <Picture track={track} label={t("Camera of {name}", { name: person.name })} poster={portrait} />
      ) : (
        <img src={portrait} alt="" />
      )}
      <span dir="auto">{person.name.split(" ")[0]}</span>
    </li>
  );
}
