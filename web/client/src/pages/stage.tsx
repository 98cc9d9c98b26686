/** A stage for people who only watch: one button lets the sound in. */
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import "../styles/stage-page.css";
import { hubName, readBoot } from "../boot";
import { StagePicture, stagePeer } from "../hub/StagePicture";
import { locale, setLocale, t } from "../i18n/i18n";
import { FIGURES, surprise } from "../join/looks";
import { Call } from "../media/call";
import { Devices } from "../media/devices";
import { Outbox } from "../net/outbox";
import * as session from "../net/session";
import { Link, type LinkState } from "../net/socket";
import type { Frames } from "../protocol.gen";
import { HubState } from "../state/hub";
import { recall, remember } from "../state/memory";
import { followSettings } from "../state/settings";
import { words } from "../state/words";
import { Button } from "../ui/Button";
import { Icon, Logo } from "../ui/icons";
import { LanguageSwitch } from "../ui/LanguageSwitch";
import { LegalLinks } from "../ui/LegalLinks";
import { Picture } from "../ui/Picture";

const boot = readBoot();
const stage = boot.stage ?? { id: "", titles: {} };
const hub = new HubState();
const linkState = signal<LinkState | null>(null);
const failed = signal(false);
const call = signal<Call | null>(null);
const volume = signal(recall("volume", 100));

/** Somebody who only watches is a guest without a name of one's own. */
async function guest(): Promise<session.Me> {
  const [figure] = FIGURES;
  const known = await session.me();
  if (known || !figure) return known as session.Me;
  return session.join({ name: t("Audience"), look: surprise(figure), language: locale.value, view: "list" });
}

async function listen(): Promise<void> {
  failed.value = false;
  try {
    watch(await guest());
  } catch {
    failed.value = true;
  }
}

function watch(me: session.Me): void {
  const claims = () => ({ language: locale.value, watch: stage.id });
  const quietly = (sent: Promise<unknown>) => void sent.catch(() => undefined);
  const link = new Link(
    new Outbox(sessionStorage, me.id),
    {
      state: (state) => {
        linkState.value = state;
      },
      snapshot: (snapshot) => {
        hub.restore(snapshot);
        made.begin();
      },
      resumed: (resumed) => {
        hub.resume(resumed);
        made.begin();
      },
      durable: (type, frame) => hub.durable(type, frame.data),
      live: (type, data) => {
        hub.live(type, data);
        made.hear(type as keyof Frames, data as Frames[keyof Frames]);
      },
      positions: () => undefined,
    },
    session.ticket,
    claims,
  );
  const made = new Call(new Devices(), {
    join: (tab) => quietly(link.send("media.watch", { stage: stage.id, tab })),
    answer: (tab, sdp) => quietly(link.send("media.answer", { tab, sdp })),
    publish: () => undefined,
    isMuted: signal(true),
  });
  made.wake();
  made.loudness(volume.value / 100);
  call.value = made;
  link.open();
}

function StagePage() {
  const title = words(stage.titles);
  const pictures = call.value?.pictures.value ?? new Map<string, MediaStreamTrack>();
  const main = pictures.get(stagePeer(stage.id)) ?? null;
  const others = [...pictures].filter(([peer]) => peer !== stagePeer(stage.id));
  return (
    <main class="watch" id="content">
      <header class="row gap-3 wrap">
        <Logo />
        <div class="grow">
          <h1>{title}</h1>
          <p class="mut t13">{hubName(boot)}</p>
        </div>
        <LanguageSwitch locales={boot.languages} />
      </header>
      <StagePicture
        title={title}
        track={main}
        info={call.value ? hub.stages.value.get(stage.id) : { source: null, status: "on" }}
      />
      {others.length > 0 && (
        <ul class="tiles" aria-label={t("Pictures")}>
          {others.map(([peer, track]) => (
            <li key={peer} class="tile">
              <Picture track={track} label={t("Camera of {name}", { name: hub.nameOf(peer) })} />
              <span class="tag">{hub.nameOf(peer)}</span>
            </li>
          ))}
        </ul>
      )}
      <Entrance />
      <footer class="row wrap gap-4">
        <a class="btn" href={`/?at=${stage.id}`}>
          {t("Into the hub")}
        </a>
        <LegalLinks />
      </footer>
    </main>
  );
}

/** The one button; afterwards the volume and the state of the link. */
function Entrance() {
  if (call.value === null)
    return (
      <>
        {failed.value && (
          <div class="note danger" role="alert">
            <Icon name="warning" />
            <p>{t("The hub cannot be reached. Check your network and try again.")}</p>
          </div>
        )}
        <Button kind="primary" size="l" icon="headphones" onClick={() => void listen()}>
          {t("Listen")}
        </Button>
      </>
    );
  return (
    <div class="row gap-4 wrap">
      <label class="slider grow">
        <Icon name="speaker" />
        <span>{t("Volume")}</span>
        <input
          type="range"
          min="0"
          max="100"
          step="5"
          value={volume.value}
          onInput={(event) => {
            volume.value = Number(event.currentTarget.value);
            remember("volume", volume.value);
            call.value?.loudness(volume.value / 100);
          }}
        />
        <span class="num">{volume.value} %</span>
      </label>
      <p role="status" class="mut t13">
        {linkState.value === "broken" && t("Reconnecting …")}
        {linkState.value === "closed" && t("Your visit has ended")}
      </p>
    </div>
  );
}

followSettings();
await setLocale(boot.language);
effect(() => {
  document.title = `${words(stage.titles)} · ${hubName(boot)}`;
});
const root = document.querySelector("#app");
if (root) render(<StagePage />, root);
