/** What may be done with a workshop with minors: its link, its adults, more time, its end, and erasing it at once. */
import { useState } from "preact/hooks";
import { type App, useApp } from "../hub/app";
import { Waiting } from "../hub/desk/Waiting";
import { t } from "../i18n/i18n";
import { minorsLink } from "../net/minors";
import type { WorkshopInfo } from "../protocol.gen";
import { KEPT_MS } from "../state/minors";
import { Button } from "../ui/Button";
import { CopyField } from "../ui/CopyField";
import { Dialog } from "../ui/Dialog";
import { QrImage } from "../ui/QrImage";
import { useLoaded } from "../ui/useLoaded";
import { AdultPicker } from "./AdultPicker";
import { momentWords } from "./words";

const HALF_HOUR = 30 * 60_000;

interface InfoProps {
  info: WorkshopInfo;
}

/** Whether one may name adults: administrators always, moderators once they are named themselves. */
function mayName({ hub }: App, { mine }: WorkshopInfo): boolean {
  const role = hub.you.value?.role;
  return role === "administrator" || (role === "moderator" && mine === "adult");
}

export function Verbs({ info }: InfoProps) {
  const app = useApp();
  const [asked, setAsked] = useState<"link" | "adults" | "end" | "clear" | null>(null);
  const close = () => setAsked(null);
  const { workshop, mine, ended_at, ends_at } = info;
  const mayEnd = mine === "adult" || app.hub.you.value?.role === "administrator";
  return (
    <div class="row wrap">
      {ended_at === null && (
        <Button size="s" icon="link" onClick={() => setAsked("link")}>
          {t("Link for the minors …")}
        </Button>
      )}
      {mayName(app, info) && (
        <Button size="s" icon="people" onClick={() => setAsked("adults")}>
          {t("Named adults …")}
        </Button>
      )}
      {mine === "adult" && ended_at === null && (
        <Button
          size="s"
          icon="clock"
          onClick={() => void app.do("minors.prolong", { workshop, ends_at: ends_at + HALF_HOUR })}
        >
          {t("30 minutes longer")}
        </Button>
      )}
      {mayEnd && ended_at === null && (
        <Button size="s" kind="danger" icon="stop" onClick={() => setAsked("end")}>
          {t("End the workshop …")}
        </Button>
      )}
      {mayEnd && ended_at !== null && (
        <Button size="s" kind="danger" icon="eraser" onClick={() => setAsked("clear")}>
          {t("Erase now …")}
        </Button>
      )}
      {asked === "link" && <LinkDialog info={info} onClose={close} />}
      {asked === "adults" && <AdultsDialog info={info} onClose={close} />}
      {asked === "end" && <EndDialog info={info} onClose={close} />}
      {asked === "clear" && <ClearDialog info={info} onClose={close} />}
    </div>
  );
}

interface DialogProps extends InfoProps {
  onClose(): void;
}

function LinkDialog({ info: { workshop, title }, onClose }: DialogProps) {
  const [read] = useState(() => () => minorsLink(workshop));
  const link = useLoaded(read);
  return (
    <Dialog title={t("Link to “{title}”", { title })} onClose={onClose}>
      {link.value === null ? (
        <Waiting list={link} />
      ) : (
        <>
          <CopyField
            label={t("Address for the minors")}
            hint={t("Whoever opens it waits until a named adult lets them in.")}
            value={link.value.link}
          />
          <QrImage svg={link.value.qr} label={t("QR code of the address")} />
        </>
      )}
    </Dialog>
  );
}

function AdultsDialog({ info: { workshop, adults }, onClose }: DialogProps) {
  const app = useApp();
  const name = (visitor: string, on: boolean) => void app.do("minors.name", { workshop, visitor, on });
  return (
    <Dialog title={t("Who leads the workshop?")} onClose={onClose}>
      <p class="mut">
        {t("Named adults come in, let minors in and hear them. Each change stands in the log.")}
      </p>
      <AdultPicker chosen={adults} onAdd={(id) => name(id, true)} onRemove={(id) => name(id, false)} />
    </Dialog>
  );
}

function EndDialog({ info: { workshop, title }, onClose }: DialogProps) {
  const app = useApp();
  const [busy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    const ended = await app.do("minors.end", { workshop });
    setBusy(false);
    if (ended) onClose();
  };
  return (
    <Dialog
      title={t("End “{title}”?", { title })}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Let it go on")}</Button>
          <Button kind="danger" busy={busy && t("One moment …")} onClick={() => void end()}>
            {t("End the workshop")}
          </Button>
        </>
      }
    >
      <p>{t("All minors leave at once and cannot come back.")}</p>
      <p>
        {t(
          "On {when} these are erased: nick names, messages, notes, cards, sketches, groups and their results.",
          { when: momentWords(Date.now() + KEPT_MS) },
        )}
      </p>
      <p class="mut">
        {t(
          "Until then the named adults can read and save results. The rooms stay closed until everything is erased.",
        )}
      </p>
    </Dialog>
  );
}

function ClearDialog({ info: { workshop, title }, onClose }: DialogProps) {
  const app = useApp();
  const clear = async () => {
    if (await app.do("minors.clear", { workshop })) onClose();
  };
  return (
    <Dialog
      title={t("Erase “{title}” now?", { title })}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Keep it for now")}</Button>
          <Button kind="danger" icon="eraser" onClick={() => void clear()}>
            {t("Erase now")}
          </Button>
        </>
      }
    >
      <p>
        {t(
          "Messages, notes, cards, sketches, groups and their results are gone for good. The rooms open again.",
        )}
      </p>
    </Dialog>
  );
}
