/** Who may be meant while a name is typed after @: a list under which the field keeps the focus (ARIA combobox). */
import { t } from "../../i18n/i18n";
import type { Person } from "../../state/hub";
import { Face } from "../../ui/Face";

interface CallListProps {
  id: string;
  people: readonly Person[];
  chosen: number;
  onPick(person: Person): void;
}

export function CallList({ id, people, chosen, onPick }: CallListProps) {
  return (
    <div id={id} class="call-list card" role="listbox" aria-label={t("People to call by name")}>
      {people.map((person, at) => (
        <div
          key={person.id}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          onMouseDown={(event) => {
            // The field keeps the focus.
            event.preventDefault();
            onPick(person);
          }}
        >
          <Face look={person.look} size={24} />
          <span class="grow">{person.name}</span>
        </div>
      ))}
    </div>
  );
}
