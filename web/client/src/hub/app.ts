/** The hub's page as one object: state, link, chat, places, media, and what people may do with them. */
import { computed, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Boot, NO_WISH, type Wish } from "../boot";
import { keepDesk } from "../hall/interpreting/desk";
import { tuneIn } from "../hall/interpreting/tuning";
import { locale, t } from "../i18n/i18n";
import { Call, type CallPorts } from "../media/call";
import type { Devices, Kind } from "../media/devices";
import { helpFor } from "../media/help";
import { tellTalk } from "../minors/talk";
import { shutRooms } from "../minors/words";
import { Documents } from "../net/documents";
import { Outbox } from "../net/outbox";
import * as session from "../net/session";
import { CommandError, Link, type LinkState } from "../net/socket";
import { uuid7 } from "../net/uuid7";
import { deliverKept } from "../notes/kept";
import type { Commands } from "../protocol.gen";
import { Boards } from "../state/boards";
import { Chat, directChannel } from "../state/chat";
import { figuresOn } from "../state/figures";
import { HubState } from "../state/hub";
import { Late } from "../state/late";
import { Places } from "../state/places";
import { Writing } from "../state/writing";
import { toast } from "../ui/Toast";
import type { Actor } from "../view/types";
import { stageRoom } from "./company";
import { voices } from "./hearing";
import { showProgramme } from "./keys";
import { closeGone, Layout } from "./layout";
import { listenerOf } from "./listen";
import { Sharing } from "./sharing";
import { Walk } from "./walk";

/** How often volumes and directions follow the bodies. */
const LISTEN_MS = 150;

export class App {
  readonly boot: Boot;
  readonly me: session.Me;
  readonly info: session.HubInfo;
  readonly devices: Devices;
  readonly hub = new HubState();
  readonly layout = new Layout();
  readonly places: Places;
  readonly chat: Chat;
  readonly writing: Writing;
  readonly outbox: Outbox;
  /** The boards of cards that are on screen. */
  readonly boards = new Boards();
  readonly link: Link;
  /** What one wrote and the hub does not have. */
  readonly late: Late;
  /** Notes and sketches that are open. */
  readonly documents: Documents;
  readonly call: Call;
  readonly sharing: Sharing;
  readonly walk: Walk;
  readonly linkState = signal<LinkState>("connecting");
  /** Why the link is broken or closed, in the hub's word for it. */
  readonly closedBy = signal<string | null>(null);
  /** The code of a device that a link asks to take in as a venue box. */
  readonly boxCode = signal<string | null>(null);
  /** Whether one has left by oneself. */
  hasLeft = false;
  /** The part of the hosts' desk that was asked for. */
  readonly deskPart = signal<string | null>(null);
  /** What the link asks for, until it is done. */
  #wish: Wish;
  #timer: ReturnType<typeof setInterval> | undefined;
  #stops: (() => void)[] = [];

  /** Whether a host took the right to be heard and seen. */
  readonly isMuted = computed(() => this.hub.person(this.hub.self.value ?? "")?.muted ?? false);

  /** Rooms that would not let one in: locked ones, and those that a workshop with minors closes. */
  readonly closedRooms = computed<ReadonlySet<string>>(
    () => new Set([...this.hub.locked.value, ...shutRooms(this)]),
  );

  /** Who is shown in a hall of the own floor without an avatar. */
  readonly figures = computed<Actor[]>(() => figuresOn(this.hub, this.walk.floor.value));

  /** Unread messages where one can read them now: those of a room count inside it. */
  readonly unread = computed(() => {
    const inside = `room:${this.hub.ownRoom.value}`;
    return this.chat.known.value
      .filter((id) => !id.startsWith("room:") || id === inside)
      .reduce((sum, id) => sum + this.chat.channel(id).value.unread, 0);
  });

  constructor(boot: Boot, info: session.HubInfo, me: session.Me, devices: Devices, wish: Wish) {
    this.boot = boot;
    this.info = info;
    this.me = me;
    this.devices = devices;
    this.#wish = wish;
    this.places = new Places(info.floors);
    this.outbox = new Outbox(localStorage, me.id);
    this.late = new Late(me.id);
    const claims = () => ({
      language: locale.value,
      ...(this.#wish.at === null ? {} : { spawn: this.#wish.at }),
    });
    this.link = new Link(this.outbox, listenerOf(this), session.ticket, claims);
    this.documents = new Documents((event, fields) => this.link.ask(event, fields));
    this.chat = new Chat({
      send: (name, fields, cmdId) => this.link.send(name, fields, cmdId),
      read: (channel, message) => this.#quietly("chat.read", { channel, message }),
      page: (channel, before) => this.#page(channel, before),
      newId: uuid7,
      now: Date.now,
    });
    this.writing = new Writing({
      typing: (channel) => this.#quietly("chat.type", { channel }),
      now: Date.now,
    });
    this.walk = new Walk({
      send: (x, y, state, epoch) => this.link.move(x, y, state, epoch),
      stopWalk: () => this.#quietly("walk.stop", {}),
    });
    this.sharing = new Sharing({
      share: () => this.do("media.share", {}),
      unshare: () => this.#quietly("media.unshare", {}),
    });
    const ports: CallPorts = {
      answer: (tab, sdp) => this.#quietly("media.answer", { tab, sdp }),
      publish: (mic, cam) => this.#quietly("media.publish", { mic, cam }),
      join: (tab, keep) => {
        this.hub.calls.add(tab);
        this.#quietly("media.join", { tab, keep });
      },
      isMuted: this.isMuted,
      mustHold: this.hub.minors.isChild,
    };
    this.call = new Call(devices, ports, this.sharing.track);
  }

  /** Opens the link; the page shows itself meanwhile. */
  start(): void {
    this.link.open();
    this.#timer = setInterval(() => this.call.place(voices(this)), LISTEN_MS);
    const tuner = {
      hub: this.hub,
      stage: () => stageRoom(this),
      ask: (stage: string, language: string | null) => this.#quietly("stage.listen", { stage, language }),
      mix: (first: string | null, below: number) => this.call.mix(first, below),
    };
    const talk = tellTalk(this.call, (on) => this.#quietly("minors.talk", { on }));
    const card = closeGone(this.layout.shownPerson, (visitor) => this.hub.person(visitor) !== null);
    this.#stops = [tuneIn(tuner), keepDesk(this), talk, card];
    void deliverKept(this);
  }

  /** The hub has told where one is: what the link asked for is done, once. */
  land(): void {
    const { at, hall, box, programme } = this.#wish;
    this.#wish = NO_WISH;
    this.#arrive(at);
    if (hall !== null) this.#sit(hall);
    if (box !== null) this.#takeIn(box);
    if (programme) showProgramme(this);
  }

  /** Tells the hub how this tab sees the stages, so that only those pictures are sent. */
  tellLayouts(): void {
    for (const { id } of this.places.all.value.filter(({ kind }) => kind === "stage"))
      this.#quietly("stage.view", { stage: id, layout: this.hub.layouts.own(id) });
  }

  /** Whoever came by the code in a hall sits there. */
  #sit(stage: string): void {
    if (this.places.find(stage)?.kind !== "stage")
      toast(() => t("The place of this link is not in this hub."));
    else if (this.hub.attendance.onSite.value.get(this.me.id) !== stage)
      void this.do("visitor.attend", { stage });
  }

  /** A device waits to become a venue box: that is for hosts. */
  #takeIn(code: string): void {
    if (!this.hub.may("stage.key")) {
      toast(() => t("Only hosts can add a venue box."));
      return;
    }
    this.boxCode.value = code;
    this.layout.dialog.value = "desk";
  }

  /** Whoever came by a link to a place and is elsewhere is brought there. */
  #arrive(at: string | null): void {
    const place = this.places.find(at);
    if (at === null) return;
    if (place === null) toast(() => t("The place of this link is not in this hub."));
    else if (place.kind !== "floor" && !this.places.chain(this.hub.ownRoom.value).includes(at))
      void this.do("room.enter", { room: at });
    else if (place.kind === "floor" && this.walk.floor.value !== at) this.goTo(at);
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

  /** Messages of a channel; a child of a workshop may read nothing of the whole hub, and does not ask. */
  #page(channel: string, before: string | null): Promise<session.Page> {
    const isClosed = channel === "hub" && this.hub.minors.own.value !== null;
    return isClosed
      ? Promise.resolve({ messages: [], more: false, unread: 0 })
      : session.messages(channel, before);
  }

  /** Gives a command nobody asked for by hand; a refusal shows in what it was for. */
  #quietly<Name extends keyof Commands>(name: Name, fields: Commands[Name]): void {
    this.link.send(name, fields).catch(() => undefined);
  }

  /** Goes to a place: walks on the map, is there at once from the list. */
  goTo(id: string): void {
    this.layout.leaveWorkshop();
    this.layout.pointed.value = id;
    const floor = this.info.floors.find((each) => each.id === id);
    const [x = 0, y = 0] = floor?.arrival ?? [];
    if (floor) void this.do("walk.to", { floor: id, x, y });
    else if (this.layout.view.value === "list") void this.do("room.enter", { room: id });
    else void this.do("walk.to", { room: id });
  }

  /** Goes to somebody; to the stage of whoever sits in its hall and is nowhere else. */
  goToPerson(visitor: string): void {
    const person = this.hub.person(visitor);
    if (person?.presence === "hall" && person.site !== null) {
      this.goTo(person.site);
      return;
    }
    this.layout.leaveWorkshop();
    this.layout.pointed.value = visitor;
    void this.do("walk.to", { visitor });
  }

  /** Comes along with somebody, or asks to. */
  follow(visitor: string): void {
    this.layout.leaveWorkshop();
    void this.do("follow.start", { visitor });
  }

  /** Follows nobody, and asks to no more. */
  unfollow(): void {
    void this.do("follow.stop", {});
  }

  /** Asks those in a closed conversation to be brought in. */
  async knock(id: string): Promise<void> {
    if (await this.do("conversation.knock", { id })) toast(() => t("You knocked. Please wait a moment."));
  }

  /** Says that a conversation is closed, with the way to ask. */
  tellClosed(id: string): void {
    toast(() => t("The conversation is closed."), [{ label: t("Knock"), run: () => void this.knock(id) }]);
  }

  /** Opens what people told the hosts; whoever leads a workshop without being one finds it there. */
  openReports(): void {
    if (!this.hub.may("report.read")) {
      this.layout.dialog.value = "minors";
      return;
    }
    this.deskPart.value = "reports";
    this.layout.dialog.value = "desk";
  }

  /** Opens a channel. */
  read(channel: string): void {
    this.chat.show(channel);
    this.layout.showPanel("chat");
  }

  /** Opens a channel at one of its messages. */
  readAt({ channel, message }: { channel: string; message: string }): void {
    void this.chat.seek(channel, message);
    this.layout.showPanel("chat");
  }

  /** Opens the chat with one person. */
  write(visitor: string): void {
    const self = this.hub.self.value;
    if (self === null) return;
    this.read(directChannel(self, visitor));
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
    this.hasLeft = true;
    await session.leave().catch(() => undefined);
    this.link.close();
  }

  /** Leaves and has all erased that is kept; rejects when the hub could not be told. */
  async forget(): Promise<void> {
    await session.forget();
    this.link.close();
  }

  /** The link has closed for good: camera and microphone are given back, whoever ended the visit. */
  end(): void {
    // The hub's own closing and that of this page may both tell of the same end.
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const stop of this.#stops) stop();
    this.sharing.drop();
    this.call.close();
    this.walk.close();
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
