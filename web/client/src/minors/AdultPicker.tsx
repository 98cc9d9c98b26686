/** Named adults: found by name, taken by Enter or a click, put off again by a button each. */
import { useId, useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { standing } from "../hub/words";
import { t, tn } from "../i18n/i18n";
import { matches } from "../state/find";
import type { Person } from "../state/hub";
import { IconButton } from "../ui/Button";
import { Face } from "../ui/Face";

const MOST = 6;

interface PickerProps {
  chosen: readonly string[];
  onAdd(visitor: string): void;
  /** Absent where nobody can be put off here. */
  onRemove(visitor: string): void;
}

export function AdultPicker({ chosen, onAdd, onRemove }: PickerProps) {
  const app = useApp();
  return (
    <div class="col gap-3">
      <ul class={chosen.length > 0 ? "rows flat narrow" : ""} aria-label={t("Named adults")}>
        {chosen.map((id) => (
          <li key={id}>
            <b class="name grow">{app.hub.nameOf(id) || t("Somebody forgotten")}</b>
            <IconButton
              kind="quiet"
              size="s"
              icon="close"
              label={t("No longer name {name}", { name: app.hub.nameOf(id) })}
              onClick={() => onRemove(id)}
            />
          </li>
        ))}
      </ul>
      <Finder chosen={chosen} onAdd={onAdd} />
    </div>
  );
}

/** A combobox after the ARIA pattern: arrows move, Enter takes, Escape empties. */
function Finder({ chosen, onAdd }: Omit<PickerProps, "onRemove">) {
  const app = useApp();
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = found(app.hub.people.value, app.hub.minors.children.value, chosen, query);
  const marked = list[Math.min(at, list.length - 1)];
  const take = (person: Person | undefined) => {
    if (!person) return;
    onAdd(person.id);
    setQuery("");
    setAt(0);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined)
      setAt((Math.min(at, list.length - 1) + step + list.length) % Math.max(1, list.length));
    else if (event.key === "Enter") take(marked);
    else if (event.key === "Escape" && query !== "") setQuery("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="field finder">
      <label for={id}>{t("Find an adult by name")}</label>
      <input
        id={id}
        class="input"
        type="text"
        role="combobox"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded={list.length > 0}
        aria-controls={`${id}-found`}
        aria-activedescendant={marked ? `${id}-${marked.id}` : undefined}
        aria-describedby={`${id}-said`}
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      <div id={`${id}-found`} role="listbox" class="hits" aria-label={t("Found")}>
        {list.map((person) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and takes the keys
          <div
            key={person.id}
            id={`${id}-${person.id}`}
            role="option"
            tabIndex={-1}
            class="hit"
            aria-selected={person === marked}
            onClick={() => take(person)}
          >
            <Face look={person.look} size={32} />
            <span class="grow">
              <b>{person.name}</b>
              <span class="mut t12">{standing(person.role)}</span>
            </span>
          </div>
        ))}
      </div>
      <span id={`${id}-said`} class="hint" role="status">
        {query === ""
          ? ""
          : list.length === 0
            ? t("Nobody of this name is in the hub.")
            : tn("{n} person found", "{n} people found", list.length)}
      </span>
    </div>
  );
}

/** People of a name who are neither named yet nor children; nobody before something is typed. */
function found(
  people: readonly Person[],
  children: ReadonlySet<string>,
  chosen: readonly string[],
  query: string,
): Person[] {
  const word = query.trim();
  if (word === "") return [];
  return people
    .filter(({ id, name }) => !chosen.includes(id) && !children.has(id) && matches(word, name))
    .slice(0, MOST);
}
