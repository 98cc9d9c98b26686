/** Who writes a stage's captions: hosts name people who are here, each for a language. */
import { t } from "../../i18n/i18n";
import { Dialog } from "../../ui/Dialog";
import { NamedList } from "../NamedList";
import { NamingForm } from "../NamingForm";
import { useStand } from "../queue/stand";

export function WritersDialog({ onClose }: { onClose(): void }) {
  const stand = useStand();
  const { hub, stage } = stand;
  const writers = [...hub.captions.writers(stage)];
  return (
    <Dialog title={t("Captioners")} onClose={onClose}>
      <p class="hint">
        {t("They write and mend captions at this stage, and may nothing else more than before.")}
      </p>
      {writers.length === 0 ? (
        <p>{t("Nobody is named yet. You can write yourself, too.")}</p>
      ) : (
        <NamedList
          label={t("Captioners")}
          named={writers}
          ends={(name) => t("{name} writes no more", { name })}
          onEnd={(visitor) => void stand.do("caption.captioner", { stage, visitor, language: null })}
        />
      )}
      <NamingForm
        who={t("Who writes")}
        verb={t("Name as captioner")}
        there={hub.captions.languages(stage)}
        onName={(visitor, language) => stand.do("caption.captioner", { stage, visitor, language })}
      />
    </Dialog>
  );
}
