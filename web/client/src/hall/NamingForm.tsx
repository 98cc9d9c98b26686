/** Naming somebody who is here for a language. */
import { useState } from "preact/hooks";
import { locale, t } from "../i18n/i18n";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Field";
import { choices } from "./captions/writing";
import { useStand } from "./queue/stand";

interface NamingProps {
  /** What the person will do, as a question: "Who writes". */
  who: string;
  verb: string;
  /** Languages in use, offered with the usual ones. */
  there: readonly string[];
  /** Whether it was done. */
  onName(visitor: string, language: string): Promise<boolean>;
}

export function NamingForm({ who, verb, there, onName }: NamingProps) {
  const { hub } = useStand();
  const [visitor, setVisitor] = useState("");
  const [language, setLanguage] = useState<string>(locale.value);
  const people = hub.people.value.map(({ id, name }) => ({ value: id, label: name }));
  const name = async () => {
    if (await onName(visitor, language)) setVisitor("");
  };
  return (
    <div class="col gap-3">
      <Choice
        label={who}
        options={[{ value: "", label: t("Choose somebody who is here") }, ...people]}
        value={visitor}
        onPick={setVisitor}
      />
      <Choice label={t("In which language")} options={choices(there)} value={language} onPick={setLanguage} />
      <div class="verbs">
        <Button
          kind="primary"
          disabled={visitor === "" && t("Please choose somebody first.")}
          onClick={() => void name()}
        >
          {verb}
        </Button>
      </div>
    </div>
  );
}
