/** Composition root of the hub's page: the door first, then the hub. */
import { signal } from "@preact/signals";
import { render } from "preact";
import "../styles/all.css";
import "../styles/join.css";
import "../styles/hub.css";
import { readBoot, takeWish } from "../boot";
import { App } from "../hub/app";
import { HubPage } from "../hub/HubPage";
import { setLocale } from "../i18n/i18n";
import { type Entry, JoinPage } from "../join/JoinPage";
import { Devices, isGranted } from "../media/devices";
import * as session from "../net/session";
import { followSettings } from "../state/settings";

const boot = readBoot();
const wish = takeWish();
const devices = new Devices();
const info = signal<session.HubInfo | null>(null);
const me = signal<session.Me | null>(null);
const known = signal(false);
const app = signal<App | null>(null);

/** Who comes for the first time, or with an invitation, joins; who is known already only changes what is new. */
async function admitted(entry: Entry): Promise<session.Me> {
  const invite = wish.invite === null ? {} : { invite: wish.invite };
  if (me.value !== null && wish.invite === null) return me.value;
  const { name, look, view } = entry;
  return session.join({ name, look, view, language: document.documentElement.lang, ...invite });
}

async function enter(entry: Entry): Promise<void> {
  const hub = info.value ?? (await session.hubInfo());
  const visitor = await admitted(entry);
  if (entry.silent) {
    await devices.want("mic", false);
    await devices.want("cam", false);
  }
  const made = new App(boot, hub, visitor, devices, wish.at);
  made.setView(entry.view);
  made.call.wake();
  made.start();
  if (visitor.name !== entry.name) void made.do("visitor.rename", { name: entry.name });
  if (JSON.stringify(visitor.look) !== JSON.stringify(entry.look))
    void made.do("visitor.dress", { look: entry.look });
  app.value = made;
}

function Page() {
  if (app.value) return <HubPage app={app.value} onAgain={() => location.reload()} />;
  if (!known.value) return null;
  return (
    <JoinPage
      boot={boot}
      info={info.value}
      me={me.value}
      invited={wish.invite !== null}
      devices={devices}
      onEnter={enter}
    />
  );
}

followSettings();
await setLocale(boot.locale);
const root = document.querySelector("#app");
if (root) render(<Page />, root);
const [hub, visitor] = await Promise.allSettled([session.hubInfo(), session.me()]);
if (hub.status === "fulfilled") info.value = hub.value;
if (visitor.status === "fulfilled") me.value = visitor.value;
known.value = true;
if (await isGranted()) void devices.open();
