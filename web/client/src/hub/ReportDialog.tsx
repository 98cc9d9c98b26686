/** Telling the hosts about a person, or about a message of theirs. */
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import type { Message } from "../net/wire";
import type { Commands } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Area, Choice } from "../ui/Field";
import { toast } from "../ui/Toast";
import { useApp } from "./app";

type Reason = Commands["report.file"]["reason"];

const LONGEST = 1000;
const REASONS: readonly Reason[] = ["harassment", "hate", "child", "spam", "other"];

export const reasonWord = (reason: Reason): string =>
  ({
    harassment: t("Harassment or threats"),
    hate: t("Hatred or discrimination"),
    child: t("A child may be in danger"),
    spam: t("Advertising or spam"),
    other: t("Something else"),
  })[reason];

interface ReportDialogProps {
  /** Whom it may be about; of several one is chosen. */
  people: readonly { id: string; name: string }[];
  message?: Message;
  /** Told to the leads of a workshop with minors in place of the hosts. */
  leads?: boolean;
  onClose(): void;
}

export function ReportDialog({ people, message, leads, onClose }: ReportDialogProps) {
  const app = useApp();
  const [visitor, setVisitor] = useState(people[0]?.id ?? "");
  const name = people.find(({ id }) => id === visitor)?.name ?? "";
  const [reason, setReason] = useState<Reason>("harassment");
  const [body, setBody] = useState("");
  const file = async () => {
    if (!(await app.do("report.file", { visitor, reason, body, message: message?.message ?? null }))) return;
    onClose();
    toast(() => (leads ? t("The leads have your report") : t("The hosts have your report")));
  };
  return (
    <Dialog
      title={titleOf(name, message !== undefined, people.length > 1)}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button kind="primary" onClick={() => void file()}>
            {leads ? t("Tell the leads") : t("Tell the hosts")}
          </Button>
        </>
      }
    >
      {message && <p class="quote t13">{message.body}</p>}
      {people.length > 1 && (
        <Choice
          label={t("Whom is it about?")}
          value={visitor}
          onPick={setVisitor}
          options={people.map(({ id, name: label }) => ({ value: id, label }))}
        />
      )}
      <Choice
        label={t("What is it about?")}
        value={reason}
        onPick={(value) => setReason(value as Reason)}
        options={REASONS.map((value) => ({ value, label: reasonWord(value) }))}
      />
      <Area
        label={t("What happened? (if you like)")}
        rows={3}
        maxLength={LONGEST}
        dir="auto"
        value={body}
        onWrite={setBody}
      />
      <p class="hint">{seenWords(name, message !== undefined, leads ?? false)}</p>
    </Dialog>
  );
}

function titleOf(name: string, isMessage: boolean, isOpen: boolean): string {
  if (isOpen) return t("What is wrong?");
  return isMessage ? t("Report this message of {name}", { name }) : t("Report {name}", { name });
}

/** Who sees what is told. */
function seenWords(name: string, isMessage: boolean, leads: boolean): string {
  if (leads) return t("The leads see your nick name. {name} is not told.", { name });
  return isMessage
    ? t("The hosts see your name, the message and what was said around it. {name} is not told.", { name })
    : t("The hosts see your name. {name} is not told.", { name });
}
