/** Trying out camera, microphone and loudspeaker before anybody hears or sees them. */
import { useEffect, useState } from "preact/hooks";
import type { Look } from "../art/look";
import { portraitUrl } from "../art/urls";
import { t } from "../i18n/i18n";
import { playChime } from "../media/chime";
import type { DeviceChoice, Devices, Kind } from "../media/devices";
import { helpFor } from "../media/help";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Field";
import { Icon } from "../ui/icons";
import { Picture } from "../ui/Picture";
import { useLevel } from "../ui/useLevel";

interface CheckProps {
  devices: Devices;
  look: Look;
}

export function DeviceCheck({ devices, look }: CheckProps) {
  useEffect(() => () => devices.tried(), [devices]);
  const asked = devices.mic.value !== null || devices.cam.value !== null;
  return (
    <section aria-label={t("Camera and microphone")}>
      <Mirror devices={devices} look={look} />
      <Troubles devices={devices} />
      {asked ? <Choices devices={devices} /> : isFresh(devices) && <Ask devices={devices} />}
    </section>
  );
}

/** Nothing was asked of the browser yet. */
const isFresh = ({ cam, mic, trouble }: Devices): boolean =>
  !cam.value && !mic.value && !trouble.value.mic && !trouble.value.cam;

/** Where the devices will stand: what asking the browser is for, and the button. */
function Ask({ devices }: { devices: Devices }) {
  return (
    <div class="flat ask">
      <p class="grow sub t13">{t("Try out before you enter how others will see and hear you.")}</p>
      <Button
        icon="video"
        busy={devices.asking.value && t("Waiting for the browser …")}
        onClick={() => void devices.tryOut()}
      >
        {t("Try camera and microphone")}
      </Button>
    </div>
  );
}

function Mirror({ devices, look }: CheckProps) {
  const { cam } = devices;
  return (
    <div class="tile mirror mirror-box">
      {cam.value ? (
        <Picture track={cam.value} label={t("Your camera")} />
      ) : (
        <img src={portraitUrl(look, 640, 468)} alt="" />
      )}
      <span class="tag">
        <Icon name={cam.value ? "hidden" : "video-off"} />
        {cam.value ? t("Only you see this picture") : t("Camera off: others see your portrait")}
      </span>
      {!isFresh(devices) && (
        <div class="switches">
          <Toggle devices={devices} kind="mic" />
          <Toggle devices={devices} kind="cam" />
        </div>
      )}
    </div>
  );
}

function Toggle({ devices, kind }: { devices: Devices; kind: Kind }) {
  const on = devices.wanted.value[kind] && devices[kind].value !== null;
  const label = kind === "mic" ? t("Microphone") : t("Camera");
  return (
    <button
      type="button"
      class="round"
      aria-pressed={on}
      aria-label={label}
      title={label}
      onClick={() => void devices.want(kind, !on)}
    >
      <Icon name={kind === "mic" ? (on ? "mic" : "mic-off") : on ? "video" : "video-off"} />
    </button>
  );
}

function Troubles({ devices }: { devices: Devices }) {
  const { value } = devices.trouble;
  const help = helpFor(value);
  const failed = (["mic", "cam"] as const).filter((kind) => value[kind] !== null);
  return (
    <div role="status" class="col gap-3">
      {help.map(({ title, text }) => (
        <div key={title} class="note light">
          <Icon name="warning" />
          <div class="grow">
            <h3>{title}</h3>
            <p>{text}</p>
          </div>
          <Button kind="quiet" size="s" onClick={() => void devices.tryOut(failed)}>
            {t("Try again")}
          </Button>
        </div>
      ))}
    </div>
  );
}

const options = (list: readonly DeviceChoice[], chosen: string, fallback: string) => [
  ...(list.some((each) => each.id === chosen) ? [] : [{ value: chosen, label: fallback }]),
  ...list.map(({ id, label }) => ({ value: id, label: label || fallback })),
];

function Choices({ devices }: { devices: Devices }) {
  const { mic, cam, speaker } = devices.lists.value;
  const chosen = devices.chosen.value;
  const pick = (kind: "mic" | "cam" | "speaker") => (id: string) => void devices.choose(kind, id);
  const running = (kind: Kind) => devices[kind].value?.getSettings().deviceId ?? chosen[kind];
  return (
    <div class="flat devices">
      <div class="col gap-1">
        <Choice
          label={t("Microphone")}
          value={running("mic")}
          onPick={pick("mic")}
          options={options(mic, running("mic"), t("Standard"))}
        />
        <Meter devices={devices} />
      </div>
      <Choice
        label={t("Camera")}
        value={running("cam")}
        onPick={pick("cam")}
        options={options(cam, running("cam"), t("Standard"))}
      />
      <div class="col gap-1">
        <Choice
          label={t("Loudspeaker")}
          value={chosen.speaker}
          onPick={pick("speaker")}
          options={options(speaker, chosen.speaker, t("Standard"))}
        />
        <SpeakerTest speaker={chosen.speaker} />
      </div>
    </div>
  );
}

const BARS = 10;

function Meter({ devices }: { devices: Devices }) {
  const lit = Math.round(useLevel(devices.mic) * BARS);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    if (lit > 3) setHeard(true);
  }, [lit]);
  return (
    <div class="below">
      <span class="meter" aria-hidden="true">
        {Array.from({ length: BARS }, (_, at) => (
          <i key={at} class={at < lit ? "on" : ""} />
        ))}
      </span>
      <span class="t12 heard" role="status">
        {heard ? t("We hear you well") : t("Say something")}
      </span>
    </div>
  );
}

function SpeakerTest({ speaker }: { speaker: string }) {
  const [played, setPlayed] = useState(false);
  return (
    <div class="below">
      <Button
        kind="link"
        size="s"
        icon="speaker"
        onClick={() => {
          setPlayed(true);
          void playChime(speaker);
        }}
      >
        {t("Test tone")}
      </Button>
      {played && (
        <span class="t12 mut" role="status">
          {t("Two notes were played")}
        </span>
      )}
    </div>
  );
}
