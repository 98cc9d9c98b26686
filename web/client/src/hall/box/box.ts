/** A running venue box: its link, its sound and picture, its reports; it needs nobody. */
import { computed, effect, signal, untracked } from "@preact/signals";
import { Awake } from "../../camera/awake";
import { locale } from "../../i18n/i18n";
import { Call } from "../../media/call";
import { Devices } from "../../media/devices";
import { Outbox, type Shelf } from "../../net/outbox";
import { Link, type LinkListener, type LinkState } from "../../net/socket";
import type { BoxInfo, Commands, Frames, LiveEvents } from "../../protocol.gen";
import { HubState } from "../../state/hub";
import { applaud, wakeApplause } from "../reactions/applause";
import { Bodies } from "../screen/bodies";
import { Show } from "../screen/show";
import { clapsHere } from "./clapping";
import { Keeper } from "./keeper";
import { boxTicket, type OwnBox } from "./pairing";
import { Reporter } from "./reporter";

const NOWHERE: Shelf = { getItem: () => null, setItem: () => undefined };
const UNUSED: BoxInfo = { stage: "", mic: false, cam: false, speaker: false, screen: false, portal: null };
/** The hub speaks another version than this page: a fresh one is loaded after this long (ms). */
const RELOAD_AFTER = 4000;

export class VenueBox {
  readonly own: OwnBox;
  readonly hub = new HubState();
  readonly devices = new Devices();
  readonly link = signal<LinkState>("connecting");
  /** Why the hub let this device go, in its word for it. */
  readonly endedBy = signal<string | null>(null);
  readonly call: Call;
  readonly use = computed(() => this.hub.boxes.all.value.get(this.own.id) ?? UNUSED);
  readonly title = computed(() => this.hub.nameOf(this.own.id) || this.own.title);
  readonly reporter: Reporter;
  /** What its screen shows, where it is one. */
  readonly show: Show;
  readonly #bodies = new Bodies();
  readonly #ahead = signal(0);
  readonly #socket: Link;
  readonly #keeper: Keeper;
  readonly #awake = new Awake();
  readonly #stops: (() => void)[] = [];

  constructor(own: OwnBox) {
    this.own = own;
    this.call = new Call(this.devices, {
      join: (tab, keep) => {
        this.hub.calls.add(tab);
        this.#send("media.join", { tab, keep });
      },
      answer: (tab, sdp) => this.#send("media.answer", { tab, sdp }),
      // What a box sends is said by what it is used as.
      publish: () => undefined,
      isMuted: signal(false),
      isUnattended: true,
    });
    this.reporter = new Reporter(this.devices, this.call, this.use, (health) =>
      this.#send("box.health", { health }),
    );
    this.show = this.#makeShow();
    const claims = () => ({ language: locale.value });
    this.#socket = new Link(new Outbox(NOWHERE, own.id), this.#listener(), boxTicket, claims);
    this.#keeper = new Keeper({ woke: () => this.#woke(), tend: () => this.#tend() });
    this.#stops.push(effect(() => this.#follow(this.use.value)));
  }

  #makeShow(): Show {
    const { stage } = this.own;
    // Who writes captions wants them read: in the page's language, else in the first there is.
    const captions = computed(() => {
      const there = this.hub.captions.languages(stage);
      return there.includes(locale.value) ? locale.value : there[0];
    });
    const { hub, link } = this;
    const { pictures } = this.call;
    return new Show({ stage, hub, link, ahead: this.#ahead, pictures, captions }, this.#bodies);
  }

  start(): void {
    this.#awake.want(true);
    this.show.begin();
    this.wake();
    this.#socket.open();
  }

  /** From a touch, so that the browser lets sound out. */
  wake(): void {
    this.call.wake();
    this.reporter.wake();
    wakeApplause();
  }

  /** Chosen on the device itself. */
  choose(change: Partial<Omit<BoxInfo, "stage" | "portal">>): void {
    const { mic, cam, speaker, screen } = { ...this.use.value, ...change };
    this.#send("box.choose", { mic, cam, speaker, screen });
  }

  #send<Name extends keyof Commands>(name: Name, fields: Commands[Name]): void {
    if (this.#socket.isOpen) this.#socket.send(name, fields).catch(() => undefined);
  }

  #follow({ mic, cam, speaker, portal }: BoxInfo): void {
    untracked(() => {
      // In the hall the hub sends a silent loudspeaker nothing; at a window faces are shown all the same.
      this.call.loudness(speaker || portal === null ? 1 : 0);
      void this.devices.want("mic", mic);
      void this.devices.want("cam", cam);
    });
  }

  #listener(): LinkListener {
    return this.#bodies.hear({
      state: (state, reason) => this.#linked(state, reason),
      snapshot: (snapshot) => {
        this.#ahead.value = snapshot.at - Date.now();
        this.hub.restore(snapshot);
        this.call.begin();
      },
      resumed: (resumed) => {
        this.#ahead.value = resumed.at - Date.now();
        this.hub.resume(resumed);
        this.call.begin();
      },
      durable: (type, frame) => this.hub.durable(type, frame.data, frame.at),
      live: (type, data) => this.#live(type, data),
      positions: () => undefined,
    });
  }

  #linked(state: LinkState, reason: string | null): void {
    this.link.value = state;
    if (state !== "closed") return;
    if (reason === "protocol.unknown") setTimeout(() => location.reload(), RELOAD_AFTER);
    else this.#end(reason);
  }

  #live(type: string, data: unknown): void {
    this.hub.live(type, data);
    if (type === "box.asked") void this.#asked(data as LiveEvents["box.asked"]);
    if (type === "stage.reactions")
      applaud(
        clapsHere(this.use.value, this.hub.polls.applause.value, data as LiveEvents["stage.reactions"]),
        1,
        this.devices.chosen.value.speaker,
      );
    this.call.hear(type as keyof Frames, data as Frames[keyof Frames]);
  }

  /** What a host wants from afar. */
  async #asked({ act, device }: LiveEvents["box.asked"]): Promise<void> {
    if (act === "restart") location.reload();
    else if (act === "echo") await this.reporter.testEcho();
    else {
      const found = this.devices.lists.value[act][device];
      if (found) await this.devices.choose(act, found.id);
    }
  }

  /** After sleep a line that looks open may be dead: the hub is asked anew, and so is sound and picture. */
  #woke(): void {
    if (this.endedBy.value !== null) return;
    this.wake();
    if (this.#socket.isOpen) {
      this.#socket.refresh();
      this.call.begin();
    }
    this.#tend();
  }

  /** Devices that are wanted and not there are asked for again: cables come loose. */
  #tend(): void {
    const { mic, cam, asking, wanted } = this.devices;
    if (asking.value || this.endedBy.value !== null) return;
    const missing = (["mic", "cam"] as const).filter(
      (kind) => wanted.value[kind] && (kind === "mic" ? mic : cam).value === null,
    );
    if (missing.length > 0) void this.devices.open(missing);
  }

  #end(reason: string | null): void {
    this.endedBy.value = reason ?? "left";
    this.show.end();
    this.#keeper.stop();
    this.reporter.stop();
    for (const stop of this.#stops) stop();
    this.call.close();
    this.devices.close();
    this.#awake.want(false);
  }
}
