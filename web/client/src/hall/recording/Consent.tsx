/** The question whether one may be in a recording, asked once; and the answer, which can be changed at any moment. */
import { signal } from "@preact/signals";
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/icons";
import { sitsHere, useStand } from "../queue/stand";
import { isConcerned } from "./asked";

/** Recordings whose question was put away without an answer, in this tab. */
const putAway = signal<ReadonlySet<string>>(new Set());

/** Asks who is on the stage or wants to be; without an answer one is not in the recording. */
export function ConsentQuestion() {
  const { hub, stage, do: give, isInside } = useStand();
  const running = hub.recordings.of(stage);
  const isAsked = running !== null && running.mine === null && isConcerned(hub, stage, isInside);
  if (!isAsked || putAway.value.has(running.recording)) return null;
  const close = () => {
    putAway.value = new Set(putAway.value).add(running.recording);
  };
  const answer = (yes: boolean) => {
    void give("recording.consent", { stage, yes });
    close();
  };
  return (
    <Dialog
      title={t("May you be recorded?")}
      onClose={close}
      class="consent"
      verbs={
        <>
          <Button onClick={() => answer(false)}>{t("No, leave me out")}</Button>
          <Button kind="primary" icon="check" onClick={() => answer(true)}>
            {t("Yes, record me")}
          </Button>
        </>
      }
    >
      <p>{t("This stage is being recorded. Without your yes, nothing of you is in it.")}</p>
      <ul class="consent-points">
        <li>
          {t("With it, your voice, your camera and a screen you share are recorded while you are on stage.")}
        </li>
        <li>{t("The hosts can watch and download the recording until it is deleted.")}</li>
        <li>{t("You can take your yes back at any moment; from then on you are out.")}</li>
      </ul>
    </Dialog>
  );
}

function stateWord(isIn: boolean, sits: boolean): string {
  if (sits) return t("The hall's cameras and microphones are in it; this device sends nothing.");
  return isIn
    ? t("Your voice, camera and shared screen are in it while you are on stage.")
    : t("Nothing of you is in it.");
}

/** One's own answer, to be changed; for those who only watch, that nothing of them is in it. */
export function ConsentState() {
  const { hub, stage, do: give, isInside } = useStand();
  const running = hub.recordings.of(stage);
  if (running === null) return null;
  const isIn = running.mine === true;
  const mayChange = isIn || running.mine === false || isConcerned(hub, stage, isInside);
  return (
    <div class={`note consent-state ${isIn ? "light" : ""}`} role="status">
      <Icon name="video" />
      <p class="grow">
        <b>{t("This stage is being recorded.")}</b> {stateWord(isIn, sitsHere({ hub, stage }))}
      </p>
      {mayChange && (
        <Button
          size="s"
          kind={isIn ? undefined : "soft"}
          onClick={() => void give("recording.consent", { stage, yes: !isIn })}
        >
          {isIn ? t("Take me out") : t("Record me")}
        </Button>
      )}
    </div>
  );
}
