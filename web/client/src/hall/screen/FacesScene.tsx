/** The people who take part from afar, as many as the screen holds: those who have the floor first. */
import { t, tn } from "../../i18n/i18n";
import { FaceTile, floorFirst, OnlineHeading } from "./FacesRow";
import type { Show } from "./show";

/** Five in a row, three rows; up to two rows of three they are larger. */
const MOST = 15;
const FEW = 6;

export function FacesScene({ show }: { show: Show }) {
  const { first, speaks, count } = floorFirst(show, MOST);
  return (
    <section class="venue-crowd">
      <OnlineHeading count={count} />
      {count === 0 ? (
        <p class="venue-none">{t("Whoever comes into the hall on the map is seen here.")}</p>
      ) : (
        <ul class={count <= FEW ? "few" : ""}>
          {first.map((each) => (
            <FaceTile key={each.id} show={show} person={each} speaks={speaks(each)} />
          ))}
        </ul>
      )}
      {count > MOST && <p class="venue-sub">{tn("{n} more", "{n} more", count - MOST)}</p>}
    </section>
  );
}
