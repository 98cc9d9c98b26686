/** Composition root of the hub's page: the door first, then the hub. */
import { signal } from "@preact/signals";
import { render } from "preact";
import "../styles/all.css";
import "../styles/join.css";
import { readBoot, takeWish } from "../boot";
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

async function enter(entry: Entry): Promise<void> {
  void entry;
}

function Page() {
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
