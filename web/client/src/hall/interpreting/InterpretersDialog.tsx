/** Who interprets at a stage: hosts name people who are here, each into one language or several. */
import { t } from "../../i18n/i18n";
import { Dialog } from "../../ui/Dialog";
import { NamedList } from "../NamedList";
import { NamingForm } from "../NamingForm";
import { useStand } from "../queue/stand";

export function InterpretersDialog({ onClose }: { onClose(): void }) {
  const stand = useStand();
  const { hub, stage } = stand;
  const named = [...hub.interpreting.named(stage)];
  const pairs = named.flatMap(([visitor, languages]) => languages.map((each) => [visitor, each] as const));
  const ofOne = (visitor: string) => hub.interpreting.named(stage).get(visitor) ?? [];
  const name = (visitor: string, languages: string[]) =>
    stand.do("interpreter.name", { stage, visitor, languages });
  return (
    <Dialog title={t("Interpreters")} onClose={onClose}>
      <p class="hint">
        {t(
          "Each language is a channel that everybody can choose. Interpreters find their console in the hub, beside the lists of the stage.",
        )}
      </p>
      {pairs.length === 0 ? (
        <p>{t("Nobody is named yet.")}</p>
      ) : (
        <NamedList
          label={t("Interpreters")}
          named={pairs}
          ends={(who, language) => t("{name} interprets into {language} no more", { name: who, language })}
          onEnd={(visitor, language) =>
            void name(
              visitor,
              ofOne(visitor).filter((each) => each !== language),
            )
          }
        />
      )}
      <NamingForm
        who={t("Who interprets")}
        verb={t("Name as interpreter")}
        there={hub.interpreting.channels(stage)}
        onName={(visitor, language) => name(visitor, [...ofOne(visitor), language])}
      />
    </Dialog>
  );
}
