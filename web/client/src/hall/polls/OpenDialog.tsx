/** Opening a poll: for how long people vote. */
import { useState } from "preact/hooks";
import { t, tn } from "../../i18n/i18n";
import type { PollInfo } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Choice } from "../../ui/Field";
import { useStand } from "../queue/stand";

/** Minutes to choose from. */
const MINUTES = [1, 2, 5, 10, 30] as const;

export function OpenDialog({ poll, onClose }: { poll: PollInfo; onClose(): void }) {
  const stand = useStand();
  const [minutes, setMinutes] = useState("0");
  const open = async () => {
    const seconds = minutes === "0" ? null : Number(minutes) * 60;
    if (await stand.do("poll.open", { poll: poll.poll, seconds })) onClose();
  };
  return (
    <Dialog
      title={t("Open the poll")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button kind="primary" onClick={() => void open()}>
            {t("Open now")}
          </Button>
        </>
      }
    >
      <p dir="auto">{poll.spec.question}</p>
      <Choice
        label={t("Time to vote")}
        value={minutes}
        onPick={setMinutes}
        options={[
          { value: "0", label: t("Until I close it") },
          ...MINUTES.map((each) => ({ value: String(each), label: tn("{n} minute", "{n} minutes", each) })),
        ]}
      />
    </Dialog>
  );
}
