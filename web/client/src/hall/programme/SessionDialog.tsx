/** A session by hand: one form for a new one and for a change, on the clocks of the house. */
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../hub/app";
import { t } from "../../i18n/i18n";
import { abstractOf, type SessionForm, setSession } from "../../net/programme";
import type { Session } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Area, Choice, Field, FieldError } from "../../ui/Field";
import { toast } from "../../ui/Toast";
import { failureWords } from "../../ui/useAttempt";
import { blank, formOf } from "./form";

interface Props {
  /** The session to be changed; without one a new one is written. */
  session?: Session;
  onClose(): void;
}

type Set = <Name extends keyof SessionForm>(name: Name) => (value: SessionForm[Name]) => void;

export function SessionDialog({ session, onClose }: Props) {
  const app = useApp();
  const { zone } = app.info;
  const [before] = useState(() =>
    session ? formOf(session, zone) : blank(app.hub.programme.now.value, zone),
  );
  const [form, setForm] = useState(before);
  const [failed, setFailed] = useState<string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const set: Set = (name) => (value) => setForm((now) => ({ ...now, [name]: value }));
  const earlier = useEarlier(session, before, (text) => set("abstract")(text));
  const save = async () => {
    setBusy(true);
    const told = await written(form);
    setBusy(false);
    setFailed(told.faults);
    if (told.session === null) return;
    onClose();
    const id = told.session;
    const undo = session
      ? () => void written({ ...earlier.current(), session: id })
      : () => void app.do("session.remove", { session: id });
    const words = session ? () => t("The session is changed.") : () => t("The session is in the programme.");
    toast(() => [words(), ...told.notes].join(" "), [{ label: t("Undo"), run: undo }]);
  };
  return (
    <Dialog
      title={session ? t("Change a session") : t("Add a session")}
      onClose={onClose}
      class="session-dialog"
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            kind="primary"
            busy={isBusy && t("One moment …")}
            disabled={!earlier.isRead && t("One moment …")}
            onClick={() => void save()}
          >
            {session ? t("Save") : t("Add")}
          </Button>
        </>
      }
    >
      {failed.length > 0 && (
        <div class="col gap-2">
          {failed.map((each) => (
            <FieldError key={each} text={each} />
          ))}
        </div>
      )}
      <Fields form={form} set={set} zone={zone} />
      {session && !session.code.startsWith("hand-") && (
        <p class="hint">{t("It came from a file: importing that file again changes it back.")}</p>
      )}
    </Dialog>
  );
}

/** What the form said before, with the long text, which is read first; so that a change can be taken back. */
function useEarlier(session: Session | undefined, before: SessionForm, found: (text: string) => void) {
  const [abstract, setAbstract] = useState<string | null>(session ? null : "");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is read once a dialog
  useEffect(() => {
    if (!session) return;
    const read = (text: string) => {
      setAbstract(text);
      found(text);
    };
    abstractOf(session.id).then(read, () => toast(() => t("That did not work. Please try again.")));
  }, []);
  return { isRead: abstract !== null, current: () => ({ ...before, abstract: abstract ?? "" }) };
}

interface Told {
  session: string | null;
  faults: string[];
  notes: string[];
}

async function written(form: SessionForm): Promise<Told> {
  try {
    const { session, faults, notes } = await setSession(form);
    const [wrong, noted] = [faults, notes].map(({ told }) =>
      told.map((each) => `${each.problem} ${each.cure}`),
    );
    return { session, faults: wrong ?? [], notes: noted ?? [] };
  } catch (error) {
    return { session: null, faults: [failureWords(error)], notes: [] };
  }
}

function Fields({ form, set, zone }: { form: SessionForm; set: Set; zone: string }) {
  const app = useApp();
  const rooms = app.places.all.value.filter(({ kind }) => kind !== "floor");
  return (
    <div class="session-form">
      <Field
        label={t("Title")}
        value={form.title}
        maxLength={200}
        onInput={(event) => set("title")(event.currentTarget.value)}
      />
      <div class="session-pair">
        <Field
          label={t("Begin")}
          type="datetime-local"
          value={form.start}
          onInput={(event) => set("start")(event.currentTarget.value)}
        />
        <Field
          label={t("End")}
          type="datetime-local"
          value={form.end}
          min={form.start}
          onInput={(event) => set("end")(event.currentTarget.value)}
        />
      </div>
      <p class="hint">{t("Times as in {zone}, where the house is.", { zone: zone.replaceAll("_", " ") })}</p>
      <Choice
        label={t("Room")}
        value={form.room}
        onPick={set("room")}
        options={[
          { value: "", label: t("A place outside the hub") },
          ...rooms.map(({ id }) => ({ value: id, label: app.places.title(id) })),
        ]}
      />
      {form.room === "" && (
        <Field
          label={t("Place")}
          value={form.place}
          maxLength={100}
          onInput={(event) => set("place")(event.currentTarget.value)}
        />
      )}
      <Area
        label={t("Speakers")}
        hint={t("One name a line.")}
        value={form.speakers}
        rows={2}
        maxLength={2000}
        onWrite={set("speakers")}
      />
      <Area label={t("About it")} value={form.abstract} rows={4} maxLength={5000} onWrite={set("abstract")} />
      <div class="session-pair">
        <Field
          label={t("Kind")}
          value={form.kind}
          maxLength={60}
          onInput={(event) => set("kind")(event.currentTarget.value)}
        />
        <Field
          label={t("Language")}
          value={form.language}
          maxLength={20}
          onInput={(event) => set("language")(event.currentTarget.value)}
        />
      </div>
      <Choice
        label={t("How to take part")}
        value={form.mode}
        onPick={(mode) => set("mode")(mode as SessionForm["mode"])}
        options={[
          { value: "both", label: t("on site and online") },
          { value: "on_site", label: t("on site only") },
          { value: "remote", label: t("online only") },
        ]}
      />
      <div class="session-pair">
        <Field
          label={t("Seats on site")}
          value={form.on_site}
          inputMode="numeric"
          maxLength={6}
          onInput={(event) => set("on_site")(event.currentTarget.value)}
        />
        <Field
          label={t("Seats online")}
          value={form.remote}
          inputMode="numeric"
          maxLength={6}
          onInput={(event) => set("remote")(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
