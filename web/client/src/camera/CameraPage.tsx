/** A phone or laptop in the hall as the stage's camera: what it shows, where it goes, and how it is going. */
import { type Boot, hubName } from "../boot";
import { formatTime, t } from "../i18n/i18n";
import { type Help, hallHelpFor } from "../media/help";
import { words } from "../state/words";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Field";
import { Icon } from "../ui/icons";
import { Picture } from "../ui/Picture";
import { Frame } from "./Frame";
import { HelpNotes } from "./HelpNotes";
import { Meter } from "./Meter";
import { hindranceHelp, refusalHelp } from "./refusals";
import { StateChip, stateSentence } from "./StateChip";
import type { Session } from "./session";
import type { Choosable, Kind } from "./source";

export function CameraPage({ boot, session }: { boot: Boot; session: Session }) {
  const stage = words(boot.stage?.titles ?? {});
  return (
    <Frame boot={boot} title={t("Camera for {name}", { name: stage })} place={hubName(boot)} class="camera">
      <Finder session={session} stage={stage} />
      <section class="camera-side" aria-label={t("Sending")}>
        <Notes session={session} />
        <Devices session={session} />
        <MainButton session={session} />
        <p class="hint">{t("Everybody at the stage sees and hears what this device sends.")}</p>
      </section>
    </Frame>
  );
}

/** What the device films, with the state in words. */
function Finder({ session, stage }: { session: Session; stage: string }) {
  const { source, whip, since } = session;
  const state = whip.state.value;
  return (
    <figure class={`tile finder ${state}`} aria-label={t("Picture of this device")}>
      {source.cam.value ? (
        <Picture track={source.cam.value} label={t("What this device films")} />
      ) : (
        <div class="finder-empty">
          <Icon name="cctv" />
          {session.key === "" ? t("The key is missing.") : t("No picture yet")}
        </div>
      )}
      <div class="over-top">
        <StateChip state={state} />
        {state === "live" && since.value && (
          <span class="tag still num">{t("since {time}", { time: formatTime(since.value) })}</span>
        )}
      </div>
      {(source.cam.value || state !== "idle") && (
        <figcaption class="tag">{stateSentence(state, stage)}</figcaption>
      )}
    </figure>
  );
}

function Notes({ session }: { session: Session }) {
  const { source, whip } = session;
  const notes: Help[] = [...hallHelpFor(source.trouble.value)];
  if (whip.refusal.value) notes.unshift(refusalHelp(whip.refusal.value));
  if (whip.hindrance.value) notes.unshift(hindranceHelp(whip.hindrance.value));
  if (whip.state.value === "replaced") notes.unshift(replacedHelp());
  if (session.key === "") notes.unshift(keylessHelp());
  return (
    <div role="status" class="col gap-3">
      <HelpNotes notes={notes} />
    </div>
  );
}

const replacedHelp = (): Help => ({
  title: t("Another device is the camera now"),
  text: t("It opened the same link. You can take the stage back at any time."),
});

const keylessHelp = (): Help => ({
  title: t("This link lacks its key"),
  text: t("Scan the code of the hosts again, or open the whole link."),
});

/** Which camera and microphone; a running session takes the new ones over. */
function Devices({ session }: { session: Session }) {
  const { cam, mic } = session.source.choices.value;
  const opened = session.source.cam.value ?? session.source.mic.value;
  if (!opened) return null;
  return (
    <div class="flat camera-devices">
      <Pick session={session} kind="cam" label={t("Camera")} list={cam} />
      <Pick session={session} kind="mic" label={t("Microphone")} list={mic} />
      {session.source.mic.value && <Meter of={session.source.mic} />}
    </div>
  );
}

interface PickProps {
  session: Session;
  kind: Kind;
  label: string;
  list: readonly Choosable[];
}

function Pick({ session, kind, label, list }: PickProps) {
  const running = session.source[kind].value?.getSettings().deviceId ?? "";
  const none = running === "" ? [{ value: "", label: t("None") }] : [];
  const options = list.map(({ id, label: name }) => ({ value: id, label: name || t("Standard") }));
  return (
    <Choice
      label={label}
      value={running}
      onPick={(id) => void session.source.choose(kind, id)}
      options={[...none, ...options]}
    />
  );
}

function MainButton({ session }: { session: Session }) {
  const { source, whip } = session;
  const isOn = ["connecting", "live", "interrupted"].includes(whip.state.value);
  if (isOn)
    return (
      <Button kind="danger" size="l" icon="stop" wide onClick={() => session.stop()}>
        {t("Stop sending")}
      </Button>
    );
  if (source.cam.value === null)
    return (
      <Button
        kind="primary"
        size="l"
        icon="video"
        wide
        disabled={session.key === "" && t("The key is missing.")}
        busy={source.asking.value && t("Waiting for the browser …")}
        onClick={() => void source.open()}
      >
        {source.trouble.value.cam ? t("Try again") : t("Open camera and microphone")}
      </Button>
    );
  return (
    <Button kind="primary" size="l" icon="cctv" wide onClick={() => session.start()}>
      {whip.state.value === "replaced" ? t("Send from here again") : t("Start sending")}
    </Button>
  );
}
