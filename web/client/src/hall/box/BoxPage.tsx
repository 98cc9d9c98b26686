/** The page of a venue box: a code first, then what the device does, readable from across the room. */
import type { Signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { type Boot, hubName } from "../../boot";
import { Frame } from "../../camera/Frame";
import { HelpNotes } from "../../camera/HelpNotes";
import { Meter } from "../../camera/Meter";
import { t } from "../../i18n/i18n";
import { hallHelpFor } from "../../media/help";
import { words } from "../../state/words";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Choice, Switch } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { Picture } from "../../ui/Picture";
import { QrImage } from "../../ui/QrImage";
import { FloorFaces, Hallway } from "../portal/Hallway";
import { RecordingSign } from "../recording/Sign";
import { BoxScreen } from "./BoxScreen";
import type { VenueBox } from "./box";
import type { Pairing } from "./pairing";
import { fineWord, troubles, troubleWord } from "./words";

interface PageProps {
  boot: Boot;
  pairing: Pairing;
  box: Signal<VenueBox | null>;
  onAgain(): void;
}

export function BoxPage({ boot, pairing, box, onAgain }: PageProps) {
  const running = box.value;
  const [isSetUp, setSetUp] = useState(false);
  if (running && isScreen(running) && !isSetUp)
    return <BoxScreen boot={boot} box={running} onSetUp={() => setSetUp(true)} />;
  return (
    <Frame
      boot={boot}
      title={running ? running.title.value : t("Venue box")}
      place={running ? placeOf(boot, running) : hubName(boot)}
      class={
        running && running.endedBy.value === null
          ? isWindow(running)
            ? "camera window"
            : "camera"
          : "box-pairing"
      }
    >
      {running === null ? (
        <Waiting pairing={pairing} />
      ) : running.endedBy.value !== null ? (
        <Ended onAgain={onAgain} />
      ) : (
        <Running box={running} onShow={isScreen(running) ? () => setSetUp(false) : null} />
      )}
    </Frame>
  );
}

const isWindow = (box: VenueBox): boolean => box.endedBy.value === null && box.use.value.portal !== null;

const isScreen = ({ endedBy, use }: VenueBox): boolean =>
  endedBy.value === null && use.value.screen && use.value.portal === null;

const placeOf = (boot: Boot, box: VenueBox): string =>
  `${words(boot.stages?.[box.own.stage] ?? {})} · ${hubName(boot)}`;

function Waiting({ pairing }: { pairing: Pairing }) {
  const shown = pairing.shown.value;
  return (
    <section class="card box-code" aria-labelledby="pair">
      <h2 id="pair">{t("Make this device a venue box")}</h2>
      <p>{t("A host enters this code in the hosts' desk under “Venue boxes”, or scans the picture.")}</p>
      {shown && (
        <div class="box-digits">
          <p class="digits num" role="status">
            <span class="unseen">{t("Code: {code}", { code: [...shown.code].join(" ") })}</span>
            <span aria-hidden="true">{shown.code.slice(0, 3)}</span>
            <span aria-hidden="true">{shown.code.slice(3)}</span>
          </p>
          <QrImage svg={shown.qr} label={t("QR code for hosts")} />
        </div>
      )}
      {pairing.failed.value && (
        <p class="error" role="alert">
          <Icon name="warning" size="s" />
          {t("The hub cannot be reached. Check your network and try again.")}
        </p>
      )}
      <p class="hint">
        {t(
          "The code is good for ten minutes and once; then a new one comes. This device then sends by itself.",
        )}
      </p>
    </section>
  );
}

function Ended({ onAgain }: { onAgain(): void }) {
  return (
    <section class="card box-code" role="status">
      <h2>{t("This device is no venue box any more")}</h2>
      <p>{t("A host has ended it. It sends and plays nothing.")}</p>
      <Button kind="primary" icon="key" onClick={onAgain}>
        {t("Show a new code")}
      </Button>
    </section>
  );
}

interface RunningProps {
  box: VenueBox;
  /** Back to the venue screen, where the device is one. */
  onShow: (() => void) | null;
}

function Running({ box, onShow }: RunningProps) {
  if (isWindow(box)) return <Window box={box} />;
  return (
    <>
      <div class="box-main">
        <FloorFaces box={box} />
        <Finder box={box} />
      </div>
      <section class="camera-side" aria-label={t("What this device does")}>
        <Notes box={box} />
        {onShow && (
          <Button kind="primary" icon="stage" wide onClick={onShow}>
            {t("Show the venue screen")}
          </Button>
        )}
        <Uses box={box} />
        <p class="hint">{t("It goes on by itself after a cut. Keep it plugged in and the page open.")}</p>
      </section>
    </>
  );
}

/** For those who pass by: the people at the window, oneself in small, and what the device does behind a line. */
function Window({ box }: { box: VenueBox }) {
  return (
    <>
      <Hallway box={box} />
      <section class="window-foot" aria-label={t("What this device does")}>
        <Finder box={box} />
        <div class="col gap-3 grow">
          <Notes box={box} />
          <details>
            <summary>{t("Set this device up")}</summary>
            <Uses box={box} />
          </details>
        </div>
      </section>
    </>
  );
}

function Finder({ box }: { box: VenueBox }) {
  const { cam } = box.devices;
  const isLive = box.link.value === "open" && box.use.value.cam && cam.value !== null;
  return (
    <figure class={`tile finder ${isLive ? "live" : ""}`} aria-label={t("Picture of this device")}>
      {cam.value && box.use.value.cam ? (
        <Picture track={cam.value} label={t("What this device films")} />
      ) : (
        <div class="finder-empty">
          <Icon name={box.use.value.cam ? "cctv" : "video-off"} />
          {box.use.value.cam ? t("No picture yet") : t("The camera is off")}
        </div>
      )}
      <div class="over-top">
        <States box={box} />
      </div>
    </figure>
  );
}

/** How it is: all troubles, or that it works. */
function States({ box }: { box: VenueBox }) {
  const health = box.reporter.health.value ?? undefined;
  const presence = box.link.value === "open" ? "here" : "lost";
  const found = troubles(box.use.value, presence, health).map(troubleWord);
  return (
    <div class="row wrap" role="status">
      <RecordingSign hub={box.hub} stage={box.own.stage} />
      {(found.length > 0 ? found : [fineWord()]).map(({ text, icon, tone }) => (
        <Chip key={text} tone={tone} icon={icon}>
          {text}
        </Chip>
      ))}
    </div>
  );
}

function Notes({ box }: { box: VenueBox }) {
  const { mic, cam } = box.use.value;
  const trouble = box.devices.trouble.value;
  const notes = hallHelpFor({ mic: mic ? trouble.mic : null, cam: cam ? trouble.cam : null });
  const isBlocked = box.reporter.health.value?.speaker === "blocked";
  return (
    <div role="status" class="col gap-3">
      {isBlocked && (
        <Button kind="primary" size="l" icon="speaker" wide onClick={() => box.wake()}>
          {t("Let sound out")}
        </Button>
      )}
      <HelpNotes notes={notes} />
    </div>
  );
}

function Uses({ box }: { box: VenueBox }) {
  const { mic, cam, speaker, screen } = box.use.value;
  const choose = (change: Parameters<VenueBox["choose"]>[0]) => box.choose(change);
  return (
    <div class="flat camera-devices">
      <Switch label={t("Camera")} on={cam} onTurn={(on) => choose({ cam: on })} />
      {cam && <Pick box={box} kind="cam" label={t("Which camera")} />}
      <Switch label={t("Microphone")} on={mic} onTurn={(on) => choose({ mic: on })} />
      {mic && <Pick box={box} kind="mic" label={t("Which microphone")} />}
      {mic && <Meter of={box.devices.mic} />}
      <Switch
        label={t("Loudspeaker")}
        hint={
          isWindow(box)
            ? t("Plays the people at this window.")
            : t("Plays people who are on the stage from afar, never the hall itself.")
        }
        on={speaker}
        onTurn={(on) => choose({ speaker: on })}
      />
      {speaker && <Pick box={box} kind="speaker" label={t("Which loudspeaker")} />}
      {!isWindow(box) && (
        <Switch
          label={t("Venue screen")}
          hint={t("For a projector: programme, questions, polls, faces, map and captions.")}
          on={screen}
          onTurn={(on) => choose({ screen: on })}
        />
      )}
    </div>
  );
}

interface PickProps {
  box: VenueBox;
  kind: "cam" | "mic" | "speaker";
  label: string;
}

function Pick({ box, kind, label }: PickProps) {
  const list = box.devices.lists.value[kind];
  if (list.length < 2) return null;
  const running = kind === "speaker" ? null : box.devices[kind].value?.getSettings().deviceId;
  const value = running ?? box.devices.chosen.value[kind];
  const isOther = !list.some(({ id }) => id === value);
  const options = list.map(({ id, label: name }) => ({ value: id, label: name || t("Standard") }));
  if (isOther) options.unshift({ value, label: t("Standard") });
  return (
    <Choice
      label={label}
      value={value}
      onPick={(id) => void box.devices.choose(kind, id)}
      options={options}
    />
  );
}
