/** Watching one stage: a guest's link without avatar, one call that only receives, and what is to be seen of it. */
import { computed, signal } from "@preact/signals";
import { changesSight } from "../hall/queue/sight";
import { mainPicture, sourceName } from "../hall/sources";
import { locale, t } from "../i18n/i18n";
import { FIGURES, surprise } from "../join/looks";
import { Call } from "../media/call";
import { Devices } from "../media/devices";
import { ApiError } from "../net/http";
import { Outbox, type Shelf } from "../net/outbox";
import * as session from "../net/session";
import { CommandError, Link, type LinkListener, type LinkState } from "../net/socket";
import type { Commands, Frames } from "../protocol.gen";
import { HubState } from "../state/hub";
import { toast } from "../ui/Toast";
import { Sound } from "./sound";

/** What the main picture is about now. */
export type Scene = "waiting" | "live" | "interrupted";

/** Nothing given here is worth sending later, and the hub's own tab keeps its commands to itself. */
const NOWHERE: Shelf = { getItem: () => null, setItem: () => undefined };
/** Milliseconds after which sound and picture that were not given are asked for again. */
const ASK_AGAIN = 3000;

/** Somebody new who only watches comes as a guest; whoever is known stays who they are. */
async function visit(): Promise<session.Me> {
  const known = await session.me();
  if (known) return known;
  const look = surprise(FIGURES[0] as (typeof FIGURES)[0]);
  return session.join({ name: t("Guest"), look, language: locale.value, view: "list" });
}

export class Watch {
  readonly stage: string;
  readonly hub = new HubState();
  readonly sound = new Sound();
  readonly link = signal<LinkState | null>(null);
  readonly closedBy = signal<string | null>(null);
  readonly opening = signal(false);
  readonly failed = signal<string | null>(null);
  /** The hub did not offer sound and picture when asked. */
  readonly refused = signal(false);
  readonly #call = signal<Call | null>(null);
  readonly #isCut = signal(false);
  #socket: Link | null = null;
  #tab = "";
  #start: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stage: string) {
    this.stage = stage;
  }

  readonly watching = computed(() => this.#call.value !== null);
  readonly quality = computed(() => this.#call.value?.quality.value ?? "good");
  readonly #pictures = computed(
    () => this.#call.value?.pictures.value ?? new Map<string, MediaStreamTrack>(),
  );

  /** What the stage shows large. */
  readonly shown = computed(() => mainPicture(this.hub, this.stage, this.#pictures.value));
  readonly main = computed(() => this.shown.value.track);

  /** What people call what is shown large. */
  readonly label = computed(() =>
    this.shown.value.peer === null ? "" : sourceName(this.hub, this.stage, this.shown.value.peer),
  );

  /** Whether one sits in this stage's hall: then nothing of it comes from here. */
  readonly sitsHere = computed(
    () => this.hub.queues.onSite.value.get(this.hub.self.value ?? "") === this.stage,
  );

  /** Who else is seen on the stage. */
  readonly speakers = computed(() =>
    [...this.#pictures.value]
      .filter(([peer]) => peer !== this.shown.value.peer)
      .map(([peer, track]) => ({ peer, track, name: this.hub.nameOf(peer) })),
  );

  /** A camera that has just come says nothing for a moment: that is no interruption. */
  readonly scene = computed<Scene>(() => {
    const { status } = this.shown.value;
    if (status === "on" && this.main.value) return "live";
    return status === "silent" && this.#isCut.value ? "interrupted" : "waiting";
  });

  /** From a click, so that the browser lets sound out. */
  async open(): Promise<void> {
    this.opening.value = true;
    this.failed.value = null;
    this.closedBy.value = null;
    const call = this.#makeCall();
    try {
      const { id } = await visit();
      this.#call.value = call;
      this.#socket = this.#makeLink(id);
      this.#socket.open();
    } catch (error) {
      call.close();
      this.failed.value = error instanceof ApiError ? error.message : "";
    }
    this.opening.value = false;
  }

  #makeCall(): Call {
    const call = new Call(new Devices(), {
      join: (tab) => {
        this.#tab = tab;
        this.#send("media.watch", { stage: this.stage, tab });
        this.#expect();
      },
      answer: (tab, sdp) => this.#send("media.answer", { tab, sdp }),
      publish: () => undefined,
      isMuted: signal(true),
    });
    call.wake();
    this.sound.govern(call);
    return call;
  }

  /** Gives a command by hand; a refusal is shown in the hub's own words. */
  async do<Name extends keyof Commands>(name: Name, fields: Commands[Name]): Promise<boolean> {
    try {
      await this.#socket?.send(name, fields);
      return this.#socket !== null;
    } catch (error) {
      const text = error instanceof CommandError ? error.message : "";
      toast(() => text || t("That did not work. Please try again."));
      return false;
    }
  }

  #send<Name extends keyof Commands>(name: Name, fields: Commands[Name]): void {
    this.#socket?.send(name, fields).catch(() => {
      this.refused.value = true;
    });
  }

  #makeLink(visitor: string): Link {
    const claims = () => ({ language: locale.value, view: "stage" });
    return new Link(new Outbox(NOWHERE, visitor), this.#listener(), session.ticket, claims);
  }

  #listener(): LinkListener {
    return {
      state: (state, reason) => this.#linked(state, reason),
      snapshot: (snapshot) => {
        this.hub.restore(snapshot);
        this.#welcome(snapshot.hub_start);
      },
      resumed: (resumed) => {
        this.hub.resume(resumed);
        this.#welcome(resumed.hub_start);
      },
      durable: (type, frame) => {
        this.#look(type, frame.data);
        this.hub.durable(type, frame.data, frame.at);
      },
      live: (type, data) => this.#live(type, data),
      positions: () => undefined,
    };
  }

  #linked(state: LinkState, reason: string | null): void {
    this.link.value = state;
    if (state !== "closed") return;
    this.closedBy.value = reason;
    this.#leave();
  }

  /** A hub that was started anew no longer knows this tab. */
  #welcome(start: string): void {
    const isNew = this.#start !== null && this.#start !== start;
    this.#start = start;
    this.#isCut.value = this.shown.value.status === "silent";
    if (isNew) this.#call.value?.hear("media.lost", { tab: this.#tab, reason: "line" });
    else this.#call.value?.begin();
  }

  /** Asks for everything anew where an event opens or closes the stage's queue to this visitor. */
  #look(type: string, data: unknown): void {
    if (changesSight(this.hub, (room) => room === this.stage, type, data)) this.#socket?.refresh();
  }

  #live(type: string, data: unknown): void {
    this.#look(type, data);
    const before = this.shown.value.status;
    this.hub.live(type, data);
    const { status } = this.shown.value;
    if (status === "silent" && before === "on") this.#isCut.value = true;
    else if (status !== "silent") this.#isCut.value = false;
    if (type === "media.offer") this.#offered();
    this.#call.value?.hear(type as keyof Frames, data as Frames[keyof Frames]);
  }

  #offered(): void {
    clearTimeout(this.#timer);
    this.refused.value = false;
  }

  /** Asks again until there is an offer: the hub may have no sound and picture to give just now. */
  #expect(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.refused.value = true;
      if (this.#socket?.isOpen) this.#call.value?.begin();
    }, ASK_AGAIN);
  }

  /** Takes sound and picture back from another tab. */
  bringHere(): void {
    this.#call.value?.begin();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#call.value?.close();
    this.#call.value = null;
    this.#socket = null;
  }
}
