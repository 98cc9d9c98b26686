/** Taking a programme over from a file: it is read and reported first, and changed only on a second word. */
import { useState } from "preact/hooks";
import { useApp } from "../../hub/app";
import { t, tn } from "../../i18n/i18n";
import { importProgramme, type Report } from "../../net/programme";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Choice, FieldError, Switch } from "../../ui/Field";
import { toast } from "../../ui/Toast";
import { useAttempt } from "../../ui/useAttempt";
import { ImportReport } from "./ImportReport";

interface File {
  name: string;
  text: string;
}

export function ImportDialog({ onClose }: { onClose(): void }) {
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const [rooms, setRooms] = useState<Record<string, string>>({});
  const [cancelling, setCancelling] = useState(false);
  const { busy, failed, run } = useAttempt();
  const ask = (chosen: File, named: Record<string, string>, apply: boolean) =>
    run(async () => {
      const form = { ...chosen, rooms: named, cancel_missing: cancelling && apply, apply };
      const found = await importProgramme(form);
      if (!found.applied) return setReport(found);
      toast(() => t("The programme is imported."));
      onClose();
    });
  const take = async (input: HTMLInputElement) => {
    const chosen = input.files?.[0];
    if (!chosen) return;
    const read = { name: chosen.name, text: await chosen.text() };
    setFile(read);
    setRooms({});
    await ask(read, {}, false);
  };
  const assign = (name: string, room: string) => {
    const named = { ...rooms, [name]: room };
    setRooms(named);
    if (file) void ask(file, named, false);
  };
  const news = report
    ? report.changes.filter(({ what }) => what === "added" || what === "changed").length
    : 0;
  const missing = report ? report.changes.filter(({ what }) => what === "missing").length : 0;
  const total = news + (cancelling ? missing : 0);
  return (
    <Dialog
      title={t("Import a programme")}
      onClose={onClose}
      class="import"
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            kind="primary"
            busy={busy && t("One moment …")}
            disabled={total === 0 && t("Choose a file that changes something.")}
            onClick={() => file && void ask(file, rooms, true)}
          >
            {tn("Import {n} session", "Import {n} sessions", total)}
          </Button>
        </>
      }
    >
      <p>
        {t("A schedule.json of pretalx or frab, or a table as CSV. It is read first; nothing changes yet.")}
      </p>
      <label class="field">
        <span class="label">{t("File")}</span>
        <input
          class="input file"
          type="file"
          accept=".json,.csv,application/json,text/csv"
          onChange={(event) => void take(event.currentTarget)}
        />
      </label>
      {failed && <FieldError text={failed} />}
      {report && <ImportReport report={report} />}
      {report && <RoomChoices report={report} chosen={rooms} onAssign={assign} />}
      {missing > 0 && (
        <Switch
          label={tn(
            "Cancel {n} session that is missing in it",
            "Cancel {n} sessions that are missing in it",
            missing,
          )}
          hint={t("Otherwise they stay as they are.")}
          on={cancelling}
          onTurn={setCancelling}
        />
      )}
    </Dialog>
  );
}

interface RoomProps {
  report: Report;
  chosen: Record<string, string>;
  onAssign(name: string, room: string): void;
}

/** Names that mean no room of the hub, or that were given one here. */
function RoomChoices({ report, chosen, onAssign }: RoomProps) {
  const app = useApp();
  const open = report.rooms.filter(({ name, room }) => room === null || name in chosen);
  const rooms = app.places.all.value.filter(({ kind }) => kind !== "floor");
  const options = [
    { value: "", label: t("A place outside the hub") },
    ...rooms.map(({ id }) => ({ value: id, label: app.places.title(id) })),
  ];
  return (
    <>
      {open.map(({ name, room }) => (
        <Choice
          key={name}
          label={t("Room of the hub for “{name}”", { name })}
          value={room ?? ""}
          options={options}
          onPick={(value) => onAssign(name, value)}
        />
      ))}
    </>
  );
}
