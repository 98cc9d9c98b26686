/** Who writes a stage's captions: hosts name people who are here, each for a language. */
import { useState } from "preact/hooks";
import { locale, t } from "../../i18n/i18n";
import { Button, IconButton } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Choice } from "../../ui/Field";
import { type Stand, useStand } from "../queue/stand";
import { choices, languageName } from "./writing";

const nameOf = ({ hub }: Stand, visitor: string) => hub.nameOf(visitor) || t("Somebody who has left");

export function WritersDialog({ onClose }: { onClose(): void }) {
  const stand = useStand();
  const writers = [...stand.hub.captions.writers(stand.stage)];
  return (
    <Dialog title={t("Captioners")} onClose={onClose}>
      <p class="hint">
        {t("They write and mend captions at this stage, and may nothing else more than before.")}
      </p>
      {writers.length === 0 ? (
        <p>{t("Nobody is named yet. You can write yourself, too.")}</p>
      ) : (
        <ul class="writers" aria-label={t("Captioners")}>
          {writers.map(([visitor, language]) => (
            <Writer key={visitor} visitor={visitor} language={language} />
          ))}
        </ul>
      )}
      <Naming />
    </Dialog>
  );
}

function Writer({ visitor, language }: { visitor: string; language: string }) {
  const stand = useStand();
  const name = nameOf(stand, visitor);
  const fields = { stage: stand.stage, visitor, language: null };
  return (
    <li class="row">
      <span class="grow">
        <b class="name">{name}</b> <span class="mut">{languageName(language)}</span>
      </span>
      <IconButton
        kind="quiet"
        size="s"
        icon="remove"
        label={t("{name} writes no more", { name })}
        onClick={() => void stand.do("caption.captioner", fields)}
      />
    </li>
  );
}

function Naming() {
  const stand = useStand();
  const { hub, stage } = stand;
  const [visitor, setVisitor] = useState("");
  const [language, setLanguage] = useState<string>(locale.value);
  const people = hub.people.value.map(({ id, name }) => ({ value: id, label: name }));
  const name = async () => {
    if (await stand.do("caption.captioner", { stage, visitor, language })) setVisitor("");
  };
  return (
    <div class="col gap-3">
      <Choice
        label={t("Who writes")}
        options={[{ value: "", label: t("Choose somebody who is here") }, ...people]}
        value={visitor}
        onPick={setVisitor}
      />
      <Choice
        label={t("In which language")}
        options={choices(hub.captions.languages(stage))}
        value={language}
        onPick={setLanguage}
      />
      <div class="verbs">
        <Button
          kind="primary"
          disabled={visitor === "" && t("Please choose somebody first.")}
          onClick={() => void name()}
        >
          {t("Name as captioner")}
        </Button>
      </div>
    </div>
  );
}
