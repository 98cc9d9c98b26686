/** The recordings of a stage: starting and stopping, who is in the one that runs, and all that are kept. */
import { useCallback } from "preact/hooks";
import { formatTime, t, tn } from "../../i18n/i18n";
import { recordingsOf } from "../../net/recordings";
import type { RecordingInfo } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Bones, Empty } from "../../ui/Empty";
import { Icon } from "../../ui/icons";
import { useLoaded } from "../../ui/useLoaded";
import { useSeconds } from "../../ui/useSeconds";
import { useStand } from "../queue/stand";
import { KeptRow } from "./KeptRow";
import { duration, endWord } from "./words";

export function RecordingsDialog({ onClose }: { onClose(): void }) {
  const { hub, stage } = useStand();
  const read = useCallback(() => recordingsOf(stage), [stage]);
  const { value: kept, failed, again } = useLoaded(read, hub.recordings.changes.value);
  const done = kept?.recordings.filter((each) => each.stopped_at !== null) ?? [];
  return (
    <Dialog
      title={t("Recordings")}
      onClose={onClose}
      class="recordings"
      verbs={<Button onClick={onClose}>{t("Done")}</Button>}
    >
      <Running />
      <section class="col gap-3" aria-labelledby="kept-recordings">
        <h3 id="kept-recordings">{t("Kept recordings")}</h3>
        {kept && (
          <p class="hint">
            {tn("Deleted by itself after {n} day.", "Deleted by itself after {n} days.", kept.days)}
          </p>
        )}
        {!kept && !failed && <Bones lines={3} label={t("Loading the recordings")} />}
        {failed && (
          <Empty icon="unplugged" words={t("The list of recordings could not be loaded.")}>
            <Button size="s" onClick={again}>
              {t("Try again")}
            </Button>
          </Empty>
        )}
        {kept && done.length === 0 && <Empty icon="video" words={t("No recording is kept.")} />}
        {done.length > 0 && (
          <ul class="kept">
            {done.map((each) => (
              <KeptRow key={each.recording} kept={each} />
            ))}
          </ul>
        )}
      </section>
    </Dialog>
  );
}

/** What runs, or the button that begins. */
function Running() {
  const { hub, stage, do: give } = useStand();
  const running = hub.recordings.of(stage);
  const ended = endWord(hub.recordings.ended.value.get(stage) ?? "");
  return (
    <section class="flat recording-now" aria-label={t("Recording now")}>
      {running ? (
        <>
          <p class="row">
            <i class="recording-point" aria-hidden="true" />
            <b class="grow">{t("Recording since {time}", { time: formatTime(running.at) })}</b>
            <Since at={running.at} />
          </p>
          <InIt running={running} />
          <Button kind="danger" icon="stop" onClick={() => void give("recording.stop", { stage })}>
            {t("Stop recording")}
          </Button>
        </>
      ) : (
        <>
          {ended && (
            <p class="error" role="alert">
              <Icon name="warning" size="s" />
              {ended}
            </p>
          )}
          <p>
            {t(
              "The main picture and what is heard on stage are recorded, with the hall's cameras and microphones. Everybody sees that it runs; people on stage are in it only after their yes.",
            )}
          </p>
          {hub.may("recording.make") ? (
            <Button kind="primary" icon="video" onClick={() => void give("recording.start", { stage })}>
              {t("Start recording")}
            </Button>
          ) : (
            <p class="hint">{t("Recording is not allowed here.")}</p>
          )}
        </>
      )}
    </section>
  );
}

function Since({ at }: { at: number }) {
  const { hub } = useStand();
  useSeconds();
  return <span class="num mut">{duration(Math.max(0, hub.polls.now() - at))}</span>;
}

/** Who said yes and who said no, by name. */
function InIt({ running }: { running: RecordingInfo }) {
  const { hub } = useStand();
  const named = (yes: boolean) =>
    Object.entries(running.answers)
      .filter(([, said]) => said === yes)
      .map(([id]) => hub.nameOf(id))
      .filter((name) => name !== "");
  const yes = named(true);
  const no = named(false);
  if (yes.length + no.length === 0) return <p class="mut t13">{t("Nobody has answered yet.")}</p>;
  return (
    <dl class="consent-list">
      {yes.length > 0 && (
        <>
          <dt>{t("May be in it")}</dt>
          <dd>{yes.join(", ")}</dd>
        </>
      )}
      {no.length > 0 && (
        <>
          <dt>{t("Left out")}</dt>
          <dd>{no.join(", ")}</dd>
        </>
      )}
    </dl>
  );
}
