/** Find a place or a person and go there: a combobox after the ARIA pattern. */
import { useId, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { knownPlaces, outerPlaces } from "../minors/words";
import { matches } from "../state/find";
import type { Person } from "../state/hub";
import type { Place } from "../state/places";
import { Dialog } from "../ui/Dialog";
import { Face } from "../ui/Face";
import { Icon } from "../ui/icons";
import { type App, useApp } from "./app";
import { company, nearby } from "./company";
import { doing, peopleIn, placeIcon } from "./words";

interface Hit {
  id: string;
  name: string;
  note: string;
  sign: preact.ComponentChildren;
  go(): void;
}

const MOST = 8;
/** So many of those close by stand before the places, as long as nothing is typed. */
const SUGGESTED = 3;

const placeHit = (app: App, place: Place): Hit => ({
  id: `place-${place.id}`,
  name: app.places.title(place.id),
  note: t("{n} here", { n: peopleIn(app, place).length }),
  sign: (
    <span class="sign small">
      <Icon name={placeIcon(place)} size="s" />
    </span>
  ),
  go: () => app.goTo(place.id),
});

const personHit = (app: App, person: Person): Hit => ({
  id: `person-${person.id}`,
  name: person.name,
  note: doing(app, person),
  sign: <Face look={person.look} size={32} />,
  go: () => app.goToPerson(person.id),
});

/** Before anything is typed: a few who are close by, then the places that lie in no other. */
function suggested(app: App): Hit[] {
  const near = [...company(app), ...nearby(app)].slice(0, SUGGESTED);
  return [
    ...near.map((each) => personHit(app, each)),
    ...outerPlaces(app).map((each) => placeHit(app, each)),
  ];
}

/** People and places of a name, those inside others too. */
function found(app: App, query: string): Hit[] {
  const others = app.hub.people.value.filter((person) => person.id !== app.hub.self.value);
  const people = others.filter((person) => matches(query, person.name));
  const places = knownPlaces(app).filter((place) => matches(query, app.places.title(place.id)));
  return [...people.map((each) => personHit(app, each)), ...places.map((each) => placeHit(app, each))];
}

const hits = (app: App, query: string): Hit[] =>
  (query === "" ? suggested(app) : found(app, query)).slice(0, MOST);

export function SearchDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = hits(app, query.trim());
  const chosen = list[Math.min(at, list.length - 1)];
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    hit.go();
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((Math.min(at, list.length - 1) + step + list.length) % Math.max(1, list.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(chosen);
    }
  };
  return (
    <Dialog title={t("Find and go there")} onClose={onClose} class="search">
      <div class="input">
        <Icon name="search" />
        <input
          type="text"
          autofocus
          role="combobox"
          aria-expanded={true}
          aria-controls={`${id}-hits`}
          aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
          aria-label={t("Place or person")}
          placeholder={t("Place or person")}
          value={query}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
      </div>
      <div id={`${id}-hits`} role="listbox" class="hits" aria-label={t("Found")}>
        {list.map((hit) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and takes the keys
          <div
            key={hit.id}
            id={`${id}-${hit.id}`}
            role="option"
            tabIndex={-1}
            class="hit"
            aria-selected={hit === chosen}
            onClick={() => go(hit)}
          >
            {hit.sign}
            <span class="grow">
              <b>{hit.name}</b>
              <span class="mut t12">{hit.note}</span>
            </span>
            <span class="mut t12">{t("Go there")}</span>
          </div>
        ))}
      </div>
      <p class="hint" role="status">
        {list.length === 0 ? t("Nothing found. Try another name.") : ""}
      </p>
    </Dialog>
  );
}
