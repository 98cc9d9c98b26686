/** One venue box: how it is, what it is used as, and what can be done with it from afar. */
import { useState } from "preact/hooks";
import { echoWord, fineWord, troubles, troubleWord } from "../../../hall/box/words";
import { Placing } from "../../../hall/portal/Placing";
import { formatTime, t } from "../../../i18n/i18n";
import type { BoxInfo, Health } from "../../../protocol.gen";
import { Button } from "../../../ui/Button";
import { Chip } from "../../../ui/Chip";
import { Choice, Field, Switch } from "../../../ui/Field";
import { useApp } from "../../app";

export function BoxRow({ box }: { box: string }) {
  const { hub } = useApp();
  const use = hub.boxes.all.value.get(box);
  const health = hub.boxes.health.value.get(box);
  if (!use) return null;
  const found = troubles(use, hub.presence.value.get(box), health).map(troubleWord);
  const title = hub.nameOf(box);
  return (
    <li class="flat box-row" aria-label={title}>
      <div class="row wrap">
        <h4 class="grow">{title}</h4>
        {(found.length > 0 ? found : [fineWord()]).map(({ text, icon, tone }) => (
          <Chip key={text} tone={tone} icon={icon}>
            {text}
          </Chip>
        ))}
      </div>
      <Figures box={box} health={health} />
      <Uses box={box} use={use} />
      <Placing box={box} />
      {health && <Devices box={box} health={health} />}
      <Verbs box={box} title={title} />
    </li>
  );
}

/** Level, round trip, loss, battery; and when it was heard of last. */
function Figures({ box, health }: { box: string; health: Health | undefined }) {
  const seen = useApp().hub.boxes.seen.value.get(box);
  return (
    <div class="box-figures mut t12 num">
      {health && (
        <>
          <span class="box-level" role="img" aria-label={t("Sound level {n} of 100", { n: health.level })}>
            <i style={{ inlineSize: `${health.level}%` }} />
          </span>
          {health.rtt !== null && <span>{t("Round trip {n} ms", { n: health.rtt })}</span>}
          {health.loss !== null && <span>{t("Loss {n} %", { n: Math.round(health.loss * 100) })}</span>}
          {health.battery !== null && <span>{t("Battery {n} %", { n: health.battery })}</span>}
        </>
      )}
      {seen !== undefined && <span>{t("Last seen {time}", { time: formatTime(seen) })}</span>}
    </div>
  );
}

function Uses({ box, use }: { box: string; use: BoxInfo }) {
  const app = useApp();
  const { mic, cam, speaker, screen } = use;
  const set = (change: Partial<Omit<BoxInfo, "stage" | "portal">>) =>
    void app.do("box.use", { box, mic, cam, speaker, screen, ...change });
  return (
    <div class="box-uses">
      <Switch label={t("Camera")} on={cam} onTurn={(on) => set({ cam: on })} />
      <Switch label={t("Microphone")} on={mic} onTurn={(on) => set({ mic: on })} />
      <Switch label={t("Loudspeaker")} on={speaker} onTurn={(on) => set({ speaker: on })} />
      {use.portal === null && (
        <Switch label={t("Venue screen")} on={screen} onTurn={(on) => set({ screen: on })} />
      )}
    </div>
  );
}

/** Which of its devices; their names stay on the device. */
function Devices({ box, health }: { box: string; health: Health }) {
  const app = useApp();
  const take = (act: "cam" | "mic" | "speaker") => (value: string) =>
    void app.do("box.act", { box, act, device: Number(value) });
  const kinds = [
    { act: "cam", count: health.cams, at: health.cam_at, label: t("Which camera") },
    { act: "mic", count: health.mics, at: health.mic_at, label: t("Which microphone") },
    { act: "speaker", count: health.speakers, at: health.speaker_at, label: t("Which loudspeaker") },
  ] as const;
  const several = kinds.filter(({ count }) => count > 1);
  if (several.length === 0) return null;
  return (
    <div class="pair-fields">
      {several.map(({ act, count, at, label }) => (
        <Choice
          key={act}
          label={label}
          value={String(at)}
          onPick={take(act)}
          options={[
            ...(at < 0 ? [{ value: "-1", label: t("Standard") }] : []),
            ...Array.from({ length: count }, (_, n) => ({
              value: String(n),
              label: t("Number {n}", { n: n + 1 }),
            })),
          ]}
        />
      ))}
    </div>
  );
}

function Verbs({ box, title }: { box: string; title: string }) {
  const app = useApp();
  const [mode, setMode] = useState<"rename" | "revoke" | null>(null);
  const health = app.hub.boxes.health.value.get(box);
  const isHere = app.hub.presence.value.get(box) === "here";
  const away = !isHere && t("The device is not connected.");
  const echo = health ? echoWord(health) : "";
  if (mode === "rename") return <Rename box={box} title={title} onDone={() => setMode(null)} />;
  if (mode === "revoke") return <Revoke box={box} title={title} onDone={() => setMode(null)} />;
  return (
    <>
      <p class={echo ? "t13" : "unseen"} role="status">
        {echo}
      </p>
      <div class="row wrap">
        <Button
          size="s"
          icon="ear"
          disabled={away}
          busy={health?.echo === "running" && t("Listening …")}
          onClick={() => void app.do("box.act", { box, act: "echo", device: 0 })}
        >
          {t("Echo test")}
        </Button>
        <Button
          size="s"
          icon="return"
          disabled={away}
          onClick={() => void app.do("box.act", { box, act: "restart", device: 0 })}
        >
          {t("Restart its page")}
        </Button>
        <Button size="s" onClick={() => setMode("rename")}>
          {t("Rename")}
        </Button>
        <Button size="s" icon="trash" onClick={() => setMode("revoke")}>
          {t("Remove")}
        </Button>
      </div>
    </>
  );
}

interface ModeProps {
  box: string;
  title: string;
  onDone(): void;
}

function Rename({ box, title, onDone }: ModeProps) {
  const app = useApp();
  const [text, setText] = useState(title);
  const rename = async () => {
    if (await app.do("box.rename", { box, title: text })) onDone();
  };
  return (
    <div class="col gap-3">
      <Field
        label={t("Title")}
        value={text}
        maxLength={app.info.limits.name}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="verbs">
        <Button onClick={onDone}>{t("Cancel")}</Button>
        <Button kind="primary" onClick={() => void rename()}>
          {t("Rename")}
        </Button>
      </div>
    </div>
  );
}

function Revoke({ box, title, onDone }: ModeProps) {
  const app = useApp();
  return (
    <div class="col gap-3" role="alert">
      <p>{t("Remove {name}? It stops at once and needs a new code to come back.", { name: title })}</p>
      <div class="verbs">
        <Button onClick={onDone}>{t("Cancel")}</Button>
        <Button kind="danger" icon="trash" onClick={() => void app.do("box.revoke", { box })}>
          {t("Remove")}
        </Button>
      </div>
    </div>
  );
}
