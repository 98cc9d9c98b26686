/** The hub's page as one object: state, link, chat, places, media, and what people may do with them. */
import { computed, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Boot } from "../boot";
import { locale, t } from "../i18n/i18n";
import { Call } from "../media/call";
import type { Devices, Kind } from "../media/devices";
import { helpFor } from "../media/help";
import { Outbox } from "../net/outbox";
import * as session from "../net/session";
import { CommandError, Link, type LinkState } from "../net/socket";
import { uuid7 } from "../net/uuid7";
import type { DurableFrame } from "../net/wire";
import type { Commands, DurableEvents, Frames, LiveEvents, Resumed, Snapshot } from "../protocol.gen";
import { Chat, directChannel } from "../state/chat";
import { HubState } from "../state/hub";
import { recall, remember } from "../state/memory";
import { groundOf, Places } from "../state/places";
import { toast } from "../ui/Toast";
import { soundRoom } from "./company";
import { narrate, narrateDurable } from "./narrate";
import { Walk } from "./walk";

export type View = "map" | "list";
export type Section = "places" | "people" | "messages";
export type PanelTab = "chat" | "people";

/** How often volumes and directions follow the bodies. */
const LISTEN_MS = 150;

export class App {
  readonly boot: Boot;
  readonly me: session.Me;
  readonly info: session.HubInfo;
  readonly devices: Devices;
  readonly hub = new HubState();
  readonly places: Places;
  readonly chat: Chat;
  readonly link: Link;
  readonly call: Call;
  readonly #outbox: Outbox;
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly linkState = signal<LinkState>("connecting");
  readonly closedBy = signal<string | null>(null);
  readonly view = signal<View>("map");
  readonly section = signal<Section>("places");
  readonly panelOpen = signal(recall("panel.open", true) && matchMedia("(min-width: 1100px)").matches);
  readonly panelTab = signal<PanelTab>(recall("panel.tab", "chat"));
  readonly dialog = signal<"search" | "keys" | "display" | "devices" | "invite" | "leave" | "profile" | null>(
    null,
  );
  /** Whom the map's card is about. */
  readonly shownPerson = signal<string | null>(null);
  /** The person or place one goes to, pointed at on the map until one is there. */
  readonly pointed = signal<string | null>(null);
  readonly walk: Walk;

  /** Whether a host took the right to be heard and seen. */
  readonly isMuted = computed(() => this.hub.person(this.hub.self.value ?? "")?.muted ?? false);

  readonly unread = computed(() =>
    this.chat.known.value.reduce((sum, id) => sum + this.chat.channel(id).value.unread, 0),
  );

  constructor(boot: Boot, info: session.HubInfo, me: session.Me, devices: Devices, spawn: string | null) {
    this.boot = boot;
    this.info = info;
    this.me = me;
    this.devices = devices;
    this.places = new Places(info.floors);
    this.#outbox = new Outbox(localStorage, me.id);
    const claims = () => ({ language: locale.value, ...(spawn === null ? {} : { spawn }) });
    this.link = new Link(this.#outbox, this.#listener(), session.ticket, claims);
    this.chat = new Chat({
      send: (name, fields, cmdId) => this.link.send(name, fields, cmdId),
      read: (channel, message) => this.#quietly("chat.read", { channel, message }),
      page: (channel, before) => session.messages(channel, before),
      newId: uuid7,
      now: Date.now,
    });
    this.walk = new Walk({
      send: (x, y, state, epoch) => this.link.move(x, y, state, epoch),
      stopWalk: () => this.#quietly("walk.stop", {}),
    });
    this.call = new Call(devices, {
      answer: (tab, sdp) => this.#quietly("media.answer", { tab, sdp }),
      publish: (mic, cam) => this.#quietly("media.publish", { mic, cam }),
      join: (tab) => this.#quietly("media.join", { tab }),
      isMuted: this.isMuted,
    });
  }

  /** Opens the link; the page shows itself meanwhile. */
  start(): void {
    this.link.open();
    this.#timer = setInterval(() => this.#listenFrom(), LISTEN_MS);
  }

  /** Voices come from where their people stand; in a room with its own sound, and in the list, from the middle. */
  #listenFrom(): void {
    const places = new Map<string, { dx: number; dy: number }>();
    const self = this.walk.motion.position(this.hub.self.value ?? "");
    if (self && this.view.value === "map" && soundRoom(this) === null) {
      for (const visitor of this.hub.ownConversation.value?.members ?? []) {
        const other = this.walk.motion.position(visitor);
        if (other) places.set(visitor, { dx: other.x - self.x, dy: other.y - self.y });
      }
    }
    this.call.place(places);
  }

  #listener() {
    return {
      state: (state: LinkState, reason: string | null) => {
        this.linkState.value = state;
        this.closedBy.value = reason;
      },
      snapshot: (snapshot: Snapshot) => this.#restore(snapshot),
      resumed: (resumed: Resumed) => this.#resume(resumed),
      durable: (type: string, frame: DurableFrame) => this.#durable(type, frame),
      live: (type: string, data: unknown) => this.#live(type, data),
      positions: (records: ArrayBuffer) => this.walk.positions(records),
    };
  }

  #restore(snapshot: Snapshot): void {
    this.hub.restore(snapshot);
    this.chat.restore(snapshot.you.visitor, snapshot.channels);
    this.#recall();
    this.walk.restore(snapshot.you.visitor, snapshot.live);
    this.call.begin();
  }

  #resume(resumed: Resumed): void {
    this.hub.resume(resumed);
    this.walk.restore(resumed.you.visitor, resumed.live);
    this.call.begin();
  }

  /** Messages of an earlier visit that still wait are shown as on their way. */
  #recall(): void {
    for (const { cmd_id, name, fields } of this.#outbox.all) {
      const { channel, body } = fields as Commands["chat.post"];
      if (name === "chat.post")
        this.chat.recall(channel, { cmdId: cmd_id, body, at: Date.now(), error: null });
    }
  }

  #durable(type: string, frame: DurableFrame): void {
    this.hub.durable(type, frame.data);
    if (type === "message.posted") this.chat.posted(frame.data as DurableEvents["message.posted"], frame);
    if (type === "message.deleted") this.chat.deleted(frame.data as DurableEvents["message.deleted"]);
    if (type === "channel.read") this.chat.readElsewhere(frame.data as DurableEvents["channel.read"]);
    narrateDurable(this, type, frame.data);
  }

  #live(type: string, data: unknown): void {
    narrate(this, type, data as LiveEvents[keyof LiveEvents]);
    this.hub.live(type, data);
    this.walk.live(type, data);
    this.call.hear(type as keyof Frames, data as Frames[keyof Frames]);
    if (type === "walk.ended" || type === "avatar.placed") this.pointed.value = null;
  }

  /** Gives a command; a refusal is shown in the hub's own words. */
  async do<Name extends keyof Commands>(name: Name, fields: Commands[Name]): Promise<boolean> {
    try {
      await this.link.send(name, fields);
      return true;
    } catch (error) {
      const text = error instanceof CommandError ? error.message : "";
      toast(() => text || t("That did not work. Please try again."));
      return false;
    }
  }

  /** Gives a command nobody asked for by hand; a refusal shows in what it was for. */
  #quietly<Name extends keyof Commands>(name: Name, fields: Commands[Name]): void {
    this.link.send(name, fields).catch(() => undefined);
  }

  /** Goes to a place: walks on the map, is there at once from the list. */
  goTo(id: string): void {
    this.pointed.value = id;
    const floor = this.info.floors.find((each) => each.id === id);
    if (floor) void this.do("walk.to", { floor: id, ...groundOf(floor) });
    else if (this.view.value === "list") void this.do("room.enter", { room: id });
    else void this.do("walk.to", { room: id });
  }

  goToPerson(visitor: string): void {
    this.pointed.value = visitor;
    void this.do("walk.to", { visitor });
  }

  setView(view: View): void {
    this.view.value = view;
    history.replaceState(null, "", view === "list" ? "/list" : "/");
  }

  showPanel(tab: PanelTab): void {
    this.panelTab.value = tab;
    this.panelOpen.value = true;
    remember("panel.tab", tab);
    remember("panel.open", true);
  }

  hidePanel(): void {
    this.panelOpen.value = false;
    remember("panel.open", false);
  }

  /** Opens the chat with one person. */
  write(visitor: string): void {
    const self = this.hub.self.value;
    if (self === null) return;
    this.chat.show(directChannel(self, visitor));
    this.showPanel("chat");
  }

  /** Turns microphone or camera on or off, or says why that cannot be. */
  async toggle(kind: Kind): Promise<void> {
    if (this.isMuted.value) {
      toast(() => t("A host has muted you"));
      return;
    }
    const on = this.devices.wanted.value[kind] && this.devices[kind].value !== null;
    await this.devices.want(kind, !on);
    const [help] = helpFor(this.devices.trouble.value);
    if (!on && this.devices[kind].value === null && help) toast(() => help.title);
  }

  async leave(): Promise<void> {
    await session.leave().catch(() => undefined);
    this.link.close();
    this.call.close();
    this.walk.close();
    clearInterval(this.#timer);
    this.devices.close();
  }
}

const AppContext = createContext<App | null>(null);
export const AppProvider = AppContext.Provider;

/** The page's object, for every component below the provider. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("outside of the hub's page");
  return app;
}
