/** The places of the hub: who is there, and the one verb that fits. */
import { useState } from "preact/hooks";
import { RoomPlan } from "../hall/programme/RoomPlan";
import { t, tc, tn } from "../i18n/i18n";
import { isShut, minorsIn, outerPlaces } from "../minors/words";
import type { Place } from "../state/places";
import { Button, IconButton } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Bones } from "../ui/Empty";
import { Faces } from "../ui/Face";
import { Icon } from "../ui/icons";
import { toast } from "../ui/Toast";
import { useApp } from "./app";
import { WatchOnly } from "./WatchOnly";
import { firstName, hearing, hereCount, nameRow, peopleIn, placeIcon } from "./words";

export function PlaceList() {
  const app = useApp();
  if (app.hub.you.value === null) return <Bones lines={6} label={t("The hub is loading")} />;
  return (
    <ul class="rows flat places" aria-label={t("Places")}>
      {outerPlaces(app).map((place) => (
        <Family key={place.id} place={place} />
      ))}
    </ul>
  );
}

/** A place and, once unfolded, the places inside it. */
function Family({ place }: { place: Place }) {
  const app = useApp();
  const inner = app.places.within(place.id);
  const [open, setOpen] = useState(false);
  const unfold = inner.length > 0 && (
    <button type="button" class="btn link s unfold" aria-expanded={open} onClick={() => setOpen(!open)}>
      <Icon name="down" size="s" />
      {tn("{n} place inside", "{n} places inside", inner.length)}
    </button>
  );
  return (
    <>
      <PlaceRow place={place}>{unfold}</PlaceRow>
      {open && inner.map((each) => <PlaceRow key={each.id} place={each} inner />)}
    </>
  );
}

interface RowProps {
  place: Place;
  inner?: boolean;
  children?: preact.ComponentChildren;
}

function PlaceRow({ place, inner, children }: RowProps) {
  const app = useApp();
  // Who is behind the door of a workshop with minors is nobody else's to know: nobody is counted.
  const shut = isShut(app, place.id);
  const people = shut ? [] : peopleIn(app, place);
  const isHere = people.some((each) => each.id === app.hub.self.value);
  const talk = isHere ? app.hub.ownConversation.value : null;
  const locked = app.hub.locked.value.has(place.id);
  const title = app.places.title(place.id);
  const count = shut ? "" : hereCount(people.length, place.capacity);
  return (
    <li
      class={`${isHere ? "here" : ""} ${inner ? "sub-row" : ""}`}
      aria-current={isHere ? "location" : undefined}
    >
      <span class="sign">
        <Icon name={placeIcon(place)} />
      </span>
      <div class="grow">
        <div class="row wrap">
          <h2 class="title">{title}</h2>
          {talk && (
            <Chip tone="speak" icon="ear">
              {hearing(talk.members.length)}
            </Chip>
          )}
          {locked && <Chip icon="lock">{t("closed")}</Chip>}
          {minorsIn(app, place.id) && <Chip icon="moderator">{t("Workshop with minors")}</Chip>}
        </div>
        <p class="count-inline num sub t13">{count}</p>
        <p class={`place-hint sub t13 ${talk ? "" : "one"}`}>{secondLine(place, isHere, app)}</p>
        <RoomPlan room={place.id} />
        {children}
        {place.kind === "stage" && <WatchOnly room={place.id} plain />}
      </div>
      <Faces looks={people.map((each) => each.look)} />
      <span class="count num sub t13">{count}</span>
      {app.hub.may("room.lock") && <DoorButton place={place} />}
      <Verb place={place} count={people.length} isHere={isHere} />
    </li>
  );
}

function secondLine(place: Place, isHere: boolean, app: ReturnType<typeof useApp>): string {
  const talk = app.hub.ownConversation.value;
  if (!isHere || !talk)
    return app.places.hint(place.id) || (place.kind === "floor" ? t("Open ground to meet and talk.") : "");
  const names = talk.members
    .filter((id) => id !== app.hub.self.value)
    .map((id) => firstName(app.hub.nameOf(id)));
  return t("You are here, talking with {names}", { names: nameRow(names) });
}

/** Closing and opening a room that has a door; the sign says how it is. Without one its column stays free. */
function DoorButton({ place }: { place: Place }) {
  const app = useApp();
  // No door is locked while a workshop with minors is behind it.
  if (!place.lockable || minorsIn(app, place.id)) return <span class="no-door" />;
  const locked = app.hub.locked.value.has(place.id);
  const names = { place: app.places.title(place.id) };
  return (
    <IconButton
      size="s"
      class="door"
      icon={locked ? "lock" : "unlock"}
      label={locked ? t("Open {place}", names) : t("Close {place}", names)}
      onClick={() => void app.do(locked ? "room.unlock" : "room.lock", { room: place.id })}
    />
  );
}

function Verb({ place, count, isHere }: { place: Place; count: number; isHere: boolean }) {
  const app = useApp();
  const title = app.places.title(place.id);
  const label = (verb: string) => `${verb}: ${title}`;
  if (isHere)
    return (
      <span class="btn s soft verb" aria-hidden="true">
        <span class="wide-words">{t("You are here")}</span>
        <span class="short-words">{t("Here")}</span>
      </span>
    );
  if (isShut(app, place.id))
    return (
      <Button
        size="s"
        class="verb"
        aria-label={label(tc("room", "Closed"))}
        disabled={t("A workshop with minors takes place here.")}
      >
        {tc("room", "Closed")}
      </Button>
    );
  if (app.hub.locked.value.has(place.id))
    return (
      <Button size="s" class="verb" aria-label={label(t("Knock"))} onClick={() => void knock(app, place.id)}>
        {t("Knock")}
      </Button>
    );
  const full = place.capacity > 0 && count >= place.capacity;
  return (
    <Button
      size="s"
      class="verb"
      aria-label={label(tc("room", "Enter"))}
      disabled={full && t("This place is full")}
      onClick={() => app.goTo(place.id)}
    >
      {full ? t("Full") : tc("room", "Enter")}
    </Button>
  );
}

async function knock(app: ReturnType<typeof useApp>, room: string): Promise<void> {
  if (await app.do("room.knock", { room })) toast(() => t("You knocked. Please wait a moment."));
}
