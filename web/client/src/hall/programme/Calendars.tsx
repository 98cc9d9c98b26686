/** Addresses for calendars: of everything or of one room, and of one's own agenda behind a secret. */
import { useState } from "preact/hooks";
import { useApp } from "../../hub/app";
import { t } from "../../i18n/i18n";
import { makeFeed } from "../../net/programme";
import { Button } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { Choice } from "../../ui/Field";
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
      <Whole />
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

/** Everything, or what is in one of the rooms. */
function Whole() {
  const { hub, places } = useApp();
  const [room, setRoom] = useState("");
  const all = { value: "", label: t("The whole programme") };
  const used = new Set(hub.programme.plan.value.map((each) => each.room));
  const rooms = [...used].filter((each) => each !== null);
  const options = [all, ...rooms.map((value) => ({ value, label: places.title(value) }))];
  const path = room === "" ? "/programme.ics" : `/programme/${encodeURIComponent(room)}.ics`;
  return (
    <>
      <Choice label={t("What is in it")} value={room} options={options} onPick={setRoom} />
      <CopyField label={t("Address of this calendar")} value={location.origin + path} />
    </>
  );
}
