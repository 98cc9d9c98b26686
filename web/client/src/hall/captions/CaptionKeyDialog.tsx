/** The key with which a speech program writes a stage's captions: made here, shown once. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { type CaptionKey, makeCaptionKey } from "../../net/hosts";
import { ApiError } from "../../net/http";
import { Button } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { Dialog } from "../../ui/Dialog";
import { FieldError } from "../../ui/Field";
import { useStand } from "../queue/stand";

export function CaptionKeyDialog({ onClose }: { onClose(): void }) {
  const { stage } = useStand();
  const [made, setMade] = useState<CaptionKey | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const make = async () => {
    setBusy(true);
    setFailed(null);
    try {
      setMade(await makeCaptionKey(stage));
    } catch (error) {
      const said = error instanceof ApiError ? error.message : "";
      setFailed(said || t("That did not work. Please try again."));
    }
    setBusy(false);
  };
  return (
    <Dialog
      title={t("Key for a speech program")}
      onClose={onClose}
      verbs={
        <Button
          kind={made ? "outline" : "primary"}
          icon="key"
          busy={busy && t("Making …")}
          onClick={() => void make()}
        >
          {t("Make a new key")}
        </Button>
      }
    >
      <p>{t("With a key, a program that turns speech into text writes the captions of this stage.")}</p>
      <p class="hint">{t("A new key ends the old one: a program that uses it writes no more.")}</p>
      {failed && <FieldError text={failed} />}
      {made && (
        <>
          <p role="status">
            <b>{t("The key is shown only now.")}</b>
          </p>
          <CopyField label={t("Address")} value={made.address} />
          <CopyField label={t("Key (bearer token)")} value={made.key} />
        </>
      )}
    </Dialog>
  );
}
