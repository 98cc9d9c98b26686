/** Beginning a workshop with minors: title, rooms, named adults, its end, and what it does. */
import { useState } from "preact/hooks";
import { wallTime } from "../hall/programme/form";
import { type App, useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import { CommandError } from "../net/socket";
import { Button } from "../ui/Button";
import { Field, FieldError, Switch } from "../ui/Field";
import { AdultPicker } from "./AdultPicker";
import { RuleList } from "./RuleList";
import { bans, fitRooms } from "./words";

const TITLE_MOST = 80;
const HOURS = 2;
const HOUR = 3_600_000;
const LEAST_MS = 5 * 60_000;
const MOST_MS = 14 * 24 * HOUR;

/** This device's own zone: the field shows its clock. */
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A moment of a field of the own clock (UTC milliseconds), or null where it is none or out of bounds. */
function endOfField(text: string, now: number): number | null {
  const at = new Date(text).getTime();
  return at >= now + LEAST_MS && at <= now + MOST_MS ? at : null;
}

/** What still lacks, in words, or null. */
function lacking(title: string, rooms: readonly string[], adults: readonly string[], end: number | null) {
  if (title.trim() === "") return t("A title is missing.");
  if (rooms.length === 0) return t("Choose at least one room.");
  if (adults.length === 0) return t("Name at least one adult.");
  return end === null ? t("The end lies between 5 minutes and 14 days from now.") : null;
}

const toggled = (all: readonly string[], one: string): string[] =>
  all.includes(one) ? all.filter((each) => each !== one) : [...all, one];

export function OpenForm({ onDone, onCancel }: { onDone(): void; onCancel(): void }) {
  const app = useApp();
  const [title, setTitle] = useState("");
  const [rooms, setRooms] = useState<string[]>([]);
  const [adults, setAdults] = useState<string[]>([app.me.id]);
  const [ends, setEnds] = useState(() => wallTime(Date.now() + HOURS * HOUR, zone()));
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const end = endOfField(ends, Date.now());
  const missing = lacking(title, rooms, adults, end);
  const begin = async () => {
    if (end === null) return;
    setBusy(true);
    setFailed(null);
    try {
      await app.link.send("minors.open", { title: title.trim(), rooms, adults, ends_at: end });
      onDone();
    } catch (error) {
      const text = error instanceof CommandError ? error.message : "";
      setFailed(text || t("That did not work. Please try again."));
      setBusy(false);
    }
  };
  return (
    <div class="col gap-4">
      <Field
        label={t("Title of the workshop")}
        hint={t("Everybody in the hub can read it.")}
        value={title}
        maxLength={TITLE_MOST}
        autofocus
        dir="auto"
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <RoomChoice app={app} rooms={rooms} onTurn={(room) => setRooms(toggled(rooms, room))} />
      <section class="col gap-3" aria-labelledby="minors-adults">
        <h3 id="minors-adults">{t("Named adults")}</h3>
        <p class="hint">
          {t("Only they come in besides the minors, and they let them in. Two or more are best.")}
        </p>
        <AdultPicker
          chosen={adults}
          onAdd={(id) => setAdults([...adults, id])}
          onRemove={(id) => setAdults(adults.filter((each) => each !== id))}
        />
      </section>
      <Field
        label={t("Ends at")}
        type="datetime-local"
        value={ends}
        error={end === null ? t("The end lies between 5 minutes and 14 days from now.") : null}
        onInput={(event) => setEnds(event.currentTarget.value)}
      />
      <section class="col gap-3" aria-labelledby="minors-rules">
        <h3 id="minors-rules">{t("What this does")}</h3>
        <RuleList rules={bans()} label={t("What this does")} />
        <p class="hint">{t("No setting of a room takes any of this back.")}</p>
      </section>
      {failed && <FieldError text={failed} />}
      <div class="verbs">
        <Button onClick={onCancel}>{t("Cancel")}</Button>
        <Button
          kind="primary"
          busy={busy && t("One moment …")}
          disabled={missing ?? false}
          onClick={() => void begin()}
        >
          {t("Begin the workshop")}
        </Button>
      </div>
    </div>
  );
}

function RoomChoice({
  app,
  rooms,
  onTurn,
}: {
  app: App;
  rooms: readonly string[];
  onTurn(room: string): void;
}) {
  return (
    <fieldset class="bare col gap-3">
      <legend class="label">{t("Rooms")}</legend>
      <p class="hint">{t("Everybody else in them is led out. Tables inside a room belong to it.")}</p>
      <p class="hint">
        {t("Notes and cards that lie there already are seen inside, and erased with the rest.")}
      </p>
      <div class="room-choice">
        {fitRooms(app).map(({ id }) => (
          <Switch key={id} label={app.places.title(id)} on={rooms.includes(id)} onTurn={() => onTurn(id)} />
        ))}
      </div>
    </fieldset>
  );
}
