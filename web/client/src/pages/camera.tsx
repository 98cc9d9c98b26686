/** A phone or laptop in the hall as the camera of a stage. Its key comes behind the # of the address. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import "../styles/stage-page.css";
import { hubName, readBoot } from "../boot";
import { setLocale, t } from "../i18n/i18n";
import { Devices } from "../media/devices";
import { helpFor } from "../media/help";
import { Whip, type WhipState } from "../net/whip";
import { followSettings } from "../state/settings";
import { words } from "../state/words";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Choice } from "../ui/Field";
import { Icon, Logo } from "../ui/icons";
import { Picture } from "../ui/Picture";

const boot = readBoot();
const stage = boot.stage ?? { id: "", titles: {} };
const key = new URLSearchParams(location.hash.slice(1)).get("key") ?? "";
const devices = new Devices();
const whip = new Whip(stage.id, key);

/** Keeps the screen of a phone on while it is the camera. */
async function stayAwake(): Promise<void> {
  await navigator.wakeLock?.request("screen").catch(() => undefined);
}

const stateWord = (state: WhipState): string =>
  ({
    idle: t("Ready"),
    connecting: t("Connecting …"),
    live: t("On the stage"),
    interrupted: t("Interrupted. It goes on by itself."),
    refused: t("Refused"),
  })[state];

async function start(): Promise<void> {
  await devices.open();
  const tracks = [devices.cam.value, devices.mic.value].filter((track) => track !== null);
  if (tracks.length === 0) return;
  whip.start(new MediaStream(tracks));
  await stayAwake();
}

function CameraPage() {
  const { cam } = devices;
  const state = whip.state.value;
  const isOn = state !== "idle" && state !== "refused";
  useEffect(() => {
    if (key !== "") void devices.open();
  }, []);
  return (
    <main class="watch" id="content">
      <header class="row gap-3">
        <Logo />
        <div class="grow">
          <h1>{t("Camera for {name}", { name: words(stage.titles) })}</h1>
          <p class="mut t13">{hubName(boot)}</p>
        </div>
        <span role="status">
          <Chip tone={state === "live" ? "live" : state === "interrupted" ? "light" : "neutral"}>
            {stateWord(state)}
          </Chip>
        </span>
      </header>
      <div class="tile stage-picture">
        {cam.value && <Picture track={cam.value} label={t("Your camera")} />}
      </div>
      {key === "" && <Note text={t("This link lacks its key. Scan the code of the hosts again.")} />}
      {state === "refused" && <Note text={whip.reason.value || t("That did not work. Please try again.")} />}
      {helpFor(devices.trouble.value).map((help) => (
        <Note key={help.title} text={`${help.title}. ${help.text}`} />
      ))}
      <Cameras isOn={isOn} />
      {isOn ? (
        <Button kind="danger" size="l" icon="video-off" onClick={() => whip.stop()}>
          {t("End the camera")}
        </Button>
      ) : (
        <Button
          kind="primary"
          size="l"
          icon="video"
          disabled={key === "" && t("The key is missing.")}
          onClick={() => void start()}
        >
          {t("Be the camera")}
        </Button>
      )}
      <p class="hint">{t("Everybody at the stage sees and hears what this device sends.")}</p>
    </main>
  );
}

function Note({ text }: { text: string }) {
  return (
    <div class="note light" role="alert">
      <Icon name="warning" />
      <p>{text}</p>
    </div>
  );
}

/** Which camera and which microphone; the running session takes the new ones over. */
function Cameras({ isOn }: { isOn: boolean }) {
  const { mic, cam } = devices.lists.value;
  const [busy, setBusy] = useState(false);
  const pick = (kind: "mic" | "cam") => async (id: string) => {
    setBusy(true);
    await devices.choose(kind, id);
    const track = devices[kind].value;
    if (isOn && track) await whip.replace(track);
    setBusy(false);
  };
  const options = (list: typeof mic) =>
    list.map(({ id, label }) => ({ value: id, label: label || t("Standard") }));
  const running = (kind: "mic" | "cam") => devices[kind].value?.getSettings().deviceId ?? "";
  if (cam.length + mic.length < 2) return null;
  return (
    <div class="pair">
      <Choice
        label={t("Camera")}
        disabled={busy}
        value={running("cam")}
        onPick={(id) => void pick("cam")(id)}
        options={options(cam)}
      />
      <Choice
        label={t("Microphone")}
        disabled={busy}
        value={running("mic")}
        onPick={(id) => void pick("mic")(id)}
        options={options(mic)}
      />
    </div>
  );
}

followSettings();
await setLocale(boot.language);
effect(() => {
  document.title = `${t("Camera for {name}", { name: words(stage.titles) })} · Foyer`;
});
const root = document.querySelector("#app");
if (root) render(<CameraPage />, root);
