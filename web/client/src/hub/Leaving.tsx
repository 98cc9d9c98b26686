/** The two ways out: to come back as oneself, or to be forgotten. */
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { forgetPerson } from "../state/memory";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { FieldError } from "../ui/Field";
import { failureWords } from "../ui/useAttempt";
import { useApp } from "./app";

interface CloseProps {
  onClose(): void;
}

export function LeaveDialog({ onClose }: CloseProps) {
  const app = useApp();
  const [going, setGoing] = useState(false);
  const leave = async () => {
    setGoing(true);
    await app.leave();
  };
  return (
    <Dialog
      title={t("Leave the hub?")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Stay")}</Button>
          <Button kind="danger" icon="leave" busy={going && t("Leaving …")} onClick={() => void leave()}>
            {t("Leave")}
          </Button>
        </>
      }
    >
      <p>{t("Your figure disappears from the hub. In this browser you can come back as yourself.")}</p>
      <p>
        <Button
          kind="link"
          icon="eraser"
          onClick={() => {
            app.layout.dialog.value = "forget";
          }}
        >
          {t("Leave and be forgotten …")}
        </Button>
      </p>
    </Dialog>
  );
}

/** What is erased, in the words of the dialog. */
const ERASED = () => [
  t("your name and your figure"),
  t("the text of your messages, direct ones too"),
  t("your role, your place and your way back in"),
  t("what this browser remembers of you: name, figure, chosen devices"),
];

export function ForgetDialog({ onClose }: CloseProps) {
  const app = useApp();
  const [going, setGoing] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const forget = async () => {
    setGoing(true);
    try {
      await app.forget();
      forgetPerson();
      location.replace("/");
    } catch (error) {
      setGoing(false);
      setFailed(failureWords(error, t("Nothing was erased. Please try again.")));
    }
  };
  return (
    <Dialog
      title={t("Leave and be forgotten?")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Stay")}</Button>
          <Button kind="danger" icon="eraser" busy={going && t("Erasing …")} onClick={() => void forget()}>
            {t("Erase and leave")}
          </Button>
        </>
      }
    >
      <p>{t("These are erased, here and on the hub's disk:")}</p>
      <ul class="bullets">
        {ERASED().map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <p>{t("This cannot be undone. If you come again, you come as somebody new.")}</p>
      {failed && <FieldError text={failed} />}
    </Dialog>
  );
}
