/** Taking something over from a file: it is read and reported first, and taken over only on a second word. */
import { useState } from "preact/hooks";
import { FaultList } from "../hall/programme/ImportReport";
import { t, tn } from "../i18n/i18n";
import type { ReadFile } from "../net/breakouts";
import { ApiError } from "../net/http";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { FieldError } from "../ui/Field";
import { toast } from "../ui/Toast";

interface Chosen {
  name: string;
  text: string;
}

interface FileProps {
  title: string;
  hint: string;
  /** Kinds of files, as an input names them. */
  accept: string;
  verb: string;
  /** It is taken over without a fault, or not at all. */
  whole?: boolean;
  read(form: Chosen & { apply: boolean }): Promise<ReadFile>;
  onDone(): void;
}

export function FileDialog({ title, hint, accept, verb, whole, read, onDone }: FileProps) {
  const [file, setFile] = useState<Chosen | null>(null);
  const [report, setReport] = useState<ReadFile | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const ask = async (chosen: Chosen, apply: boolean) => {
    setBusy(true);
    setError("");
    try {
      const found = await read({ ...chosen, apply });
      setReport(found);
      if (found.applied) {
        toast(() => t("The file is taken over."));
        onDone();
      }
    } catch (failure) {
      const words = failure instanceof ApiError ? failure.message : "";
      setReport(null);
      setError(words || t("That did not work. Please try again."));
    } finally {
      setBusy(false);
    }
  };
  const take = async (input: HTMLInputElement) => {
    const chosen = input.files?.[0];
    if (!chosen) return;
    const found = { name: chosen.name, text: await chosen.text() };
    setFile(found);
    await ask(found, false);
  };
  return (
    <Dialog
      title={title}
      onClose={onDone}
      class="import"
      verbs={
        <>
          <Button onClick={onDone}>{t("Cancel")}</Button>
          <Button
            kind="primary"
            busy={busy && t("One moment …")}
            disabled={whyNot(report, whole)}
            onClick={() => file && void ask(file, true)}
          >
            {verb}
          </Button>
        </>
      }
    >
      <p>{hint}</p>
      <label class="field">
        <span class="label">{t("File")}</span>
        <input
          class="input file"
          type="file"
          accept={accept}
          onChange={(event) => void take(event.currentTarget)}
        />
      </label>
      {error && <FieldError text={error} />}
      {report && <ReadReport report={report} whole={whole} />}
    </Dialog>
  );
}

/** Why what was read cannot be taken over. */
function whyNot(report: ReadFile | null, whole?: boolean): string | false {
  if (report === null) return t("Choose a file first.");
  return Boolean(whole && report.faults.count > 0) && faultyWords();
}

const faultyWords = (): string => t("A plan with faults is not taken over.");

interface ReportProps {
  report: ReadFile;
  whole?: boolean;
}

function ReadReport({ report, whole }: ReportProps) {
  return (
    <div class="col gap-3 import-report" role="status">
      {report.people > 0 && (
        <p>
          {tn("{n} person is listed.", "{n} people are listed.", report.people)}{" "}
          {report.matched > 0 &&
            tn("{n} of them is known by now.", "{n} of them are known by now.", report.matched)}
        </p>
      )}
      {report.faults.count === 0 && <p>{t("There is no fault in it.")}</p>}
      <FaultList
        title={tn("{n} fault", "{n} faults", report.faults.count)}
        faults={report.faults}
        hint={whole ? faultyWords() : t("What is faulty is left out.")}
        open
      />
    </div>
  );
}
