/** The way in for the phones of a hall: a code to show or to print, and its address. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { type HallLink, hallLink } from "../../net/hosts";
import { Button } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { Dialog } from "../../ui/Dialog";
import { Bones } from "../../ui/Empty";
import { FieldError } from "../../ui/Field";
import { QrImage } from "../../ui/QrImage";
import { useStand } from "./stand";

export function PhonesDialog({ onClose }: { onClose(): void }) {
  const { stage } = useStand();
  const [made, setMade] = useState<HallLink | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    hallLink(stage)
      .then(setMade)
      .catch(() => setFailed(true));
  }, [stage]);
  return (
    <Dialog
      title={t("Take part with your phone")}
      onClose={onClose}
      class="phones-dialog"
      verbs={
        <Button kind="primary" disabled={!made && t("One moment …")} onClick={() => print()}>
          {t("Print")}
        </Button>
      }
    >
      <p>{t("Scan the code: ask, vote and raise your hand from your seat. You need no account.")}</p>
      {failed && <FieldError text={t("That did not work. Please try again.")} />}
      {!made && !failed && <Bones lines={4} label={t("One moment …")} />}
      {made && (
        <>
          <QrImage svg={made.qr} label={t("QR code of the page for phones in the hall")} />
          <p class="phones-address">{made.link}</p>
          <CopyField label={t("Link")} value={made.link} />
        </>
      )}
    </Dialog>
  );
}
