/** The key with which a speech program writes a stage's captions: made here, shown once. */
import { t } from "../../i18n/i18n";
import { makeCaptionKey } from "../../net/hosts";
import { Dialog } from "../../ui/Dialog";
import { FieldError } from "../../ui/Field";
import { KeyFields, NewKeyButton, useNewKey } from "../../ui/NewKey";
import { useStand } from "../queue/stand";

export function CaptionKeyDialog({ onClose }: { onClose(): void }) {
  const { stage } = useStand();
  const key = useNewKey(() => makeCaptionKey(stage));
  return (
    <Dialog title={t("Key for a speech program")} onClose={onClose} verbs={<NewKeyButton of={key} />}>
      <p>{t("With a key, a program that turns speech into text writes the captions of this stage.")}</p>
      <p class="hint">{t("A new key ends the old one: a program that uses it writes no more.")}</p>
      {key.failed && <FieldError text={key.failed} />}
      {key.made && (
        <>
          <p role="status">
            <b>{t("The key is shown only now.")}</b>
          </p>
          <KeyFields address={key.made.address} value={key.made.key} />
        </>
      )}
    </Dialog>
  );
}
