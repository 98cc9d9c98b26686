/** The code for people who sit in the hall: it says so for them as they come in. */
import { useCallback, useState } from "preact/hooks";
import { t } from "../../../i18n/i18n";
import { hallLink } from "../../../net/hosts";
import { CopyField } from "../../../ui/CopyField";
import { QrImage } from "../../../ui/QrImage";
import { useLoaded } from "../../../ui/useLoaded";
import { Waiting } from "../Waiting";

export function HallCode({ stage }: { stage: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("Code for people who sit in the hall")}</summary>
      {isOpen && <Shown stage={stage} />}
    </details>
  );
}

function Shown({ stage }: { stage: string }) {
  const read = useCallback(() => hallLink(stage), [stage]);
  const link = useLoaded(read);
  if (link.value === null || link.failed) return <Waiting list={link} />;
  return (
    <div class="key-card">
      <QrImage svg={link.value.qr} label={t("QR code for people in the hall")} />
      <div class="col gap-3 grow">
        <p>
          {t("Who comes by it is shown as sitting in the hall: their device plays and sends nothing there.")}
        </p>
        <CopyField label={t("For phones")} value={link.value.link} />
        <CopyField
          label={t("For laptops: into the hub")}
          value={`${new URL(link.value.link).origin}/?hall=${encodeURIComponent(stage)}`}
        />
      </div>
    </div>
  );
}
