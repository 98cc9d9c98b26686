/** Addresses for calendars: of everything, and of one's own agenda behind a secret. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import { makeFeed } from "../../net/programme";
import { Button } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { toast } from "../../ui/Toast";

export function Calendars() {
  const [own, setOwn] = useState<string | null>(null);
  const make = () => {
    makeFeed().then(setOwn, () => toast(() => t("That did not work. Please try again.")));
  };
  return (
    <section class="col gap-3" aria-label={t("In your calendar")}>
      <h2 class="programme-day">{t("In your calendar")}</h2>
      <p class="mut t13">
        {t("Subscribe to one of these addresses, and your calendar follows every change.")}
      </p>
      <CopyField label={t("The whole programme")} value={`${location.origin}/programme.ics`} />
      {own ? (
        <CopyField label={t("My agenda")} value={own} />
      ) : (
        <div class="row wrap gap-3">
          <Button size="s" icon="calendar" onClick={make}>
            {t("Make an address for my agenda")}
          </Button>
          <p class="hint grow">{t("Whoever has it can read your agenda. A new one ends the one before.")}</p>
        </div>
      )}
    </section>
  );
}
