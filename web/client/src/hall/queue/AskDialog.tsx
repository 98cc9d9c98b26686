/** A question in writing, with the name or, where the host allows it, without. */
import { useState } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import type { QueueInfo } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Area, Switch } from "../../ui/Field";
import { useStand } from "./stand";

/** Characters a question may have. */
const MOST = 500;

export function AskDialog({ queue, onClose }: { queue: QueueInfo; onClose(): void }) {
  const stand = useStand();
  const [body, setBody] = useState("");
  const [anonymous, setAnonymous] = useState(false);
  const [sending, setSending] = useState(false);
  const left = MOST - body.length;
  const send = async () => {
    setSending(true);
    const isAsked = await stand.do("stage.ask", { stage: stand.stage, body, anonymous });
    setSending(false);
    if (isAsked) onClose();
  };
  return (
    <Dialog
      title={t("Write a question")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            kind="primary"
            busy={sending && t("Sending …")}
            disabled={body.trim() === "" && t("Please write your question first.")}
            onClick={() => void send()}
          >
            {t("Ask")}
          </Button>
        </>
      }
    >
      <Area
        label={t("Your question")}
        hint={<span class="num">{tn("{n} character left", "{n} characters left", left)}</span>}
        rows={4}
        maxLength={MOST}
        dir="auto"
        autofocus
        value={body}
        onWrite={setBody}
      />
      {queue.anonymous_allowed && (
        <Switch
          label={t("Ask without my name")}
          hint={t("Neither other people nor the moderation see who asked. The question is read out for you.")}
          on={anonymous}
          onTurn={setAnonymous}
        />
      )}
      {queue.moderated && (
        <p class="hint">{t("The moderation reads questions before everybody sees them.")}</p>
      )}
    </Dialog>
  );
}
