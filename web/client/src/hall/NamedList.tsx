/** People a host named for languages, each to be taken back. */
import { t } from "../i18n/i18n";
import { IconButton } from "../ui/Button";
import { languageName } from "./captions/writing";
import { useStand } from "./queue/stand";

interface NamedProps {
  label: string;
  /** Visitor and language. */
  named: readonly (readonly [string, string])[];
  /** Words of the button that takes it back, for a name. */
  ends(name: string, language: string): string;
  onEnd(visitor: string, language: string): void;
}

export function NamedList({ label, named, ends, onEnd }: NamedProps) {
  const { hub } = useStand();
  const nameOf = (visitor: string) => hub.nameOf(visitor) || t("Somebody who has left");
  return (
    <ul class="writers" aria-label={label}>
      {named.map(([visitor, language]) => (
        <li key={`${visitor} ${language}`} class="row">
          <span class="grow">
            <b class="name">{nameOf(visitor)}</b> <span class="mut">{languageName(language)}</span>
          </span>
          <IconButton
            kind="quiet"
            size="s"
            icon="remove"
            label={ends(nameOf(visitor), languageName(language))}
            onClick={() => onEnd(visitor, language)}
          />
        </li>
      ))}
    </ul>
  );
}
