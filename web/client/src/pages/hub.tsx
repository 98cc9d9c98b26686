/** Composition root of the hub's page: the door first, then the hub. */
import { signal } from "@preact/signals";
import { render } from "preact";
import "../styles/hub-page.css";
import { readBoot, takeWish } from "../boot";
import { App } from "../hub/app";
import { HubPage } from "../hub/HubPage";
import { setLocale } from "../i18n/i18n";
import { type Entry, JoinPage } from "../join/JoinPage";
import { Devices, isGranted } from "../media/devices";
import { keepWorkshop, lastWorkshop } from "../minors/last";
import { type NickEntry, NickPage } from "../minors/NickPage";
import { ApiError } from "../net/http";
import { joinMinors, type MinorsWay } from "../net/minors";
import * as session from "../net/session";
import { followSettings } from "../state/settings";
import { toast } from "../ui/Toast";

const boot = readBoot();
const wish = takeWish();
const devices = new Devices();
const info = signal<session.HubInfo | null>(null);
const me = signal<session.Me | null>(null);
const known = signal(false);
const app = signal<App | null>(null);

/** Comes in: as somebody new, or as oneself with the name and figure of today. */
async function admitted({ name, look, view }: Entry): Promise<session.Me> {
  const form: session.JoinForm = { name, look, view, language: document.documentElement.lang };
  const { invite } = wish;
  const visitor =
    invite === null
      ? await session.join(form)
      : await session.join({ ...form, invite }).catch((error: unknown) => uninvited(form, error));
  if (wish.token !== null) await session.claim(wish.token);
  return visitor;
}

/** A link that gives nothing any more is told of, and keeps nobody out. */
function uninvited(form: session.JoinForm, error: unknown): Promise<session.Me> {
  if (!(error instanceof ApiError) || !error.code.startsWith("invite.")) throw error;
  toast(() => error.message);
  return session.join(form);
}

async function enter(entry: Entry): Promise<void> {
  const hub = info.value ?? (await session.hubInfo());
  const visitor = await admitted(entry);
  if (entry.silent) {
    await devices.want("mic", false);
    await devices.want("cam", false);
    devices.close();
  }
  open(hub, visitor, entry.view);
}

/** Comes to a workshop with minors. */
async function wait({ way, nick, look, fresh, view }: NickEntry): Promise<void> {
  const hub = info.value ?? (await session.hubInfo());
  const visitor = nick === null ? me.value : await joinMinors(way, { nick, look, fresh });
  if (visitor === null) throw new Error("nobody comes back");
  open(hub, visitor, view);
}

function open(hub: session.HubInfo, visitor: session.Me, view: Entry["view"]): void {
  const made = new App(boot, hub, visitor, devices, wish);
  made.layout.setView(view);
  made.call.wake();
  made.start();
  keepWorkshop(visitor.workshop ?? null);
  app.value = made;
}

/** The workshop with minors that this page leads to. */
const workshopWay = (): MinorsWay | null => wish.workshop ?? ownWay(me.value);

/** Back to the workshop that one came to before; also when it, or the visit, was erased since. */
function ownWay(visitor: session.Me | null): MinorsWay | null {
  const workshop = visitor === null ? lastWorkshop() : visitor.workshop;
  return workshop ? { workshop, secret: null } : null;
}

function Page() {
  if (app.value) return <HubPage app={app.value} onAgain={() => location.reload()} />;
  if (!known.value) return null;
  const way = workshopWay();
  if (way !== null)
    return (
      <NickPage boot={boot} way={way} info={info.value} me={me.value} devices={devices} onEnter={wait} />
    );
  return (
    <JoinPage
      boot={boot}
      info={info.value}
      me={me.value}
      invited={wish.invite !== null || wish.token !== null}
      at={wish.at}
      devices={devices}
      onEnter={enter}
    />
  );
}

followSettings();
await setLocale(boot.language);
const root = document.querySelector("#app");
if (root) render(<Page />, root);
const [hub, visitor] = await Promise.allSettled([session.hubInfo(), session.me()]);
if (hub.status === "fulfilled") info.value = hub.value;
if (visitor.status === "fulfilled") me.value = visitor.value;
// In a workshop with minors the camera is off until one turns it on.
if (workshopWay() !== null) devices.limit({ mic: true, cam: false });
known.value = true;
if (await isGranted(devices.wantedKinds)) void devices.open();
