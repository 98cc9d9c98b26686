/** One's own code for the door: large enough for a scanner, with a short form to read out. */

import { formatDay, t } from "../../i18n/i18n";
import { ownCode } from "../../net/door";
import { Button } from "../../ui/Button";
import { Bones } from "../../ui/Empty";
import { FieldError } from "../../ui/Field";
import { QrImage } from "../../ui/QrImage";
import { useLoaded } from "../../ui/useLoaded";

/** Four and four: read out and typed without a slip. */
const spaced = (short: string): string => `${short.slice(0, 4)} ${short.slice(4)}`;

export function MyCode({ name }: { name: string }) {
  const { value: code, failed, again } = useLoaded(ownCode);
  if (code === null)
    return failed ? (
      <div class="col gap-3">
        <FieldError text={t("The hub cannot be reached. Check your network and try again.")} />
        <Button onClick={again}>{t("Try again")}</Button>
      </div>
    ) : (
      <Bones lines={5} label={t("One moment …")} />
    );
  return (
    <div class="my-code">
      <QrImage svg={code.qr} label={t("QR code for the door")} />
      <p class="my-name">{name}</p>
      <p class="my-short num">{spaced(code.short)}</p>
      <p>
        {t("Show this code at the door. You are checked in at once and appear on the map as in the hall.")}
      </p>
      <p class="hint">
        {t("It is yours alone and good until {day}. Whoever has it can be let in as you.", {
          day: formatDay(code.ends_at),
        })}
      </p>
    </div>
  );
}
