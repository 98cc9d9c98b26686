/** Where an interpreter works: the channel, on air or not, what is heard, the cough, the hand-over. */
import { useState } from "preact/hooks";
import { Meter } from "../../camera/Meter";
import { useApp } from "../../hub/app";
import { t, tn } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Choice, FieldError } from "../../ui/Field";
import { Icon } from "../../ui/icons";
import { useSeconds } from "../../ui/useSeconds";
import { languageName } from "../captions/writing";
import { sitsHere, useStand } from "../queue/stand";
import { Cough } from "./Cough";
import { ownDesk, type Sounding, sounding, soundingWords } from "./channels";
import { setVolume, volume } from "./desk";
import { HandOver } from "./HandOver";
import { Slider } from "./Slider";

/** Interpreters take turns after this long (milliseconds): attention fades, and with it what reaches the listeners. */
const TURN_MS = 30 * 60_000;

export function InterpreterConsole() {
  const { hub, stage } = useStand();
  const desk = ownDesk(hub);
  return (
    <div class="interpreter">
      {desk?.stage === stage ? <AtDesk key={desk.language} language={desk.language} /> : <Opening />}
    </div>
  );
}

/** Before the desk: into which language, and what it does with one's microphone. */
function Opening() {
  const stand = useStand();
  const { hub, stage } = stand;
  const languages = hub.interpreting.named(stage).get(hub.self.value ?? "") ?? [];
  const [chosen, setChosen] = useState(languages[0] ?? "");
  const language = languages.includes(chosen) ? chosen : (languages[0] ?? "");
  return (
    <>
      <p>
        {t(
          "At the console you hear the stage, and your microphone goes to the channel alone, while you are on air. Nothing of it reaches the stage or the hall.",
        )}
      </p>
      <p class="note light">
        <Icon name="headphones" />
        <span>
          <b>{t("Please put on headphones.")}</b>{" "}
          {sitsHere(stand) && t("You sit in the hall: its sound must not come out of your device.")}
        </span>
      </p>
      {languages.length > 1 && (
        <Choice
          label={t("You interpret into")}
          options={languages.map((value) => ({ value, label: languageName(value) }))}
          value={language}
          onPick={setChosen}
        />
      )}
      <Button
        kind="primary"
        icon="headphones"
        wide
        onClick={() => void stand.do("interpreter.sit", { stage, language })}
      >
        {t("Open the console for {language}", { language: languageName(language) })}
      </Button>
    </>
  );
}

function AtDesk({ language }: { language: string }) {
  const stand = useStand();
  const { hub, stage } = stand;
  const app = useApp();
  const isOnAir = hub.interpreting.holder(stage, language)?.visitor === hub.self.value;
  const hasMic = app.devices.mic.value !== null;
  const listeners = hub.interpreting.listeners(stage, language);
  return (
    <>
      <OnAir language={language} />
      <p class="t13 mut" role="status">
        {tn("{n} listens", "{n} listen", listeners)}
      </p>
      <div class="interpreter-verbs">
        {isOnAir && <Cough call={app.call} />}
        <AirButton language={language} isOnAir={isOnAir} />
      </div>
      {isOnAir && hasMic && <Meter of={app.devices.mic} />}
      {isOnAir && hasMic && !app.call.micOpen.value && (
        <FieldError text={t("Your microphone is off: nobody hears you.")} />
      )}
      {isOnAir && !hasMic && (
        <FieldError text={t("There is no microphone: nobody hears you. Look at your devices.")} />
      )}
      <HandOver language={language} />
      <Hearing language={language} />
      <Button
        kind="quiet"
        icon="leave"
        onClick={() => void stand.do("interpreter.sit", { stage, language: null })}
      >
        {t("Close the console")}
      </Button>
    </>
  );
}

/** Who is on air, for how long, and a word when it is time to take turns. */
function OnAir({ language }: { language: string }) {
  const { hub, stage } = useStand();
  const holder = hub.interpreting.holder(stage, language);
  const state = sounding(hub, stage, language);
  const lasting = useLasting(holder?.since ?? null);
  const isOwn = holder?.visitor === hub.self.value;
  const minutes = Math.floor(lasting / 60_000);
  return (
    <div class={`on-air ${isOwn ? "own" : ""}`}>
      <h3>{languageName(language)}</h3>
      <p class="row wrap" role="status">
        <AirChip state={state} />
        {holder !== null && <b class="name">{isOwn ? t("You") : hub.nameOf(holder.visitor)}</b>}
      </p>
      {holder !== null && (
        <p class="num t13">
          {minutes < 1 ? t("for less than a minute") : tn("for {n} minute", "for {n} minutes", minutes)}
        </p>
      )}
      <p class="t13" role="status">
        {holder !== null && lasting >= TURN_MS && t("Half an hour is over: it is time to take turns.")}
      </p>
    </div>
  );
}

const AirChip = ({ state }: { state: Sounding }) => (
  <Chip tone={state === "on_air" ? "live" : "neutral"} icon={state === "cut" ? "unplugged" : undefined}>
    {soundingWords(state)}
  </Chip>
);

/** Milliseconds since a time, counted on. */
function useLasting(since: number | null): number {
  const { interpreting } = useStand().hub;
  useSeconds(since !== null);
  return since === null ? 0 : interpreting.since(since);
}

/** Goes on air where the channel is free, and off it. */
function AirButton({ language, isOnAir }: { language: string; isOnAir: boolean }) {
  const stand = useStand();
  const state = sounding(stand.hub, stand.stage, language);
  const isTaken = !isOnAir && (state === "on_air" || state === "silent");
  const turn = () => void stand.do("interpreter.air", { stage: stand.stage, on: !isOnAir });
  return (
    <Button
      kind={isOnAir ? "danger" : "primary"}
      size="l"
      wide
      icon={isOnAir ? "mic-off" : "mic"}
      disabled={isTaken && t("Your colleague is on air.")}
      onClick={turn}
    >
      {isOnAir ? t("Go off air") : t("Go on air")}
    </Button>
  );
}

/** The stage, or a colleague in its place, and how loud. */
function Hearing({ language }: { language: string }) {
  const stand = useStand();
  const { hub, stage } = stand;
  const isOnAir = hub.interpreting.holder(stage, language)?.visitor === hub.self.value;
  const others = hub.interpreting.channels(stage).filter((each) => !(isOnAir && each === language));
  const relay = hub.interpreting.listening(stage) ?? "";
  const options = others.map((value) => ({
    value,
    label: `${languageName(value)} (${soundingWords(sounding(hub, stage, value))})`,
  }));
  return (
    <>
      <Choice
        label={t("What you hear")}
        options={[{ value: "", label: t("The stage") }, ...options]}
        value={relay}
        onPick={(value) => void stand.do("stage.listen", { stage, language: value || null })}
      />
      {relay !== "" && sounding(hub, stage, relay) !== "on_air" && (
        <p class="hint" role="status">
          {t("Nobody is on air there: you hear the stage.")}
        </p>
      )}
      <Slider label={t("How loud you hear it")} value={volume.value} onSlide={setVolume} />
    </>
  );
}
