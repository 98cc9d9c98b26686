/** What a venue screen shows at a moment: of one stage, by the hub's clock, wherever its device knows it from. */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { t } from "../../i18n/i18n";
import { type HallLink, hallLink } from "../../net/hosts";
import { type HubInfo, hubInfo } from "../../net/session";
import type { LinkState } from "../../net/socket";
import type { EntryInfo } from "../../protocol.gen";
import type { HubState } from "../../state/hub";
import { line } from "../../state/queue";
import { pollAt, remoteAt, shownAt } from "../../state/scenes";
import type { Bodies } from "./bodies";

/** Milliseconds until what could not be read is asked for again. */
const AGAIN = 5000;
const SECOND = 1000;

/** What a screen has of the hub. */
interface Source {
  stage: string;
  hub: HubState;
  link: ReadonlySignal<LinkState | null>;
  /** Milliseconds by which the hub's clock is ahead of this device's. */
  ahead: ReadonlySignal<number>;
  /** The cameras that are on and may be shown, by person. */
  pictures: ReadonlySignal<ReadonlyMap<string, MediaStreamTrack>>;
  /** The language of its captions; undefined for the one chosen in this browser. */
  captions: ReadonlySignal<string | undefined>;
}

export class Show {
  readonly stage: string;
  readonly hub: HubState;
  readonly link: Source["link"];
  readonly pictures: Source["pictures"];
  readonly captions: Source["captions"];
  readonly bodies: Bodies;
  readonly phones = signal<HallLink | null>(null);
  /** The floors of the hub, once they were read. */
  readonly info = signal<HubInfo | null>(null);
  /** UTC milliseconds by the hub's clock. */
  readonly now = signal(Date.now());
  readonly #ahead: Source["ahead"];
  #clock: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor({ stage, hub, link, ahead, pictures, captions }: Source, bodies: Bodies) {
    this.stage = stage;
    this.hub = hub;
    this.link = link;
    this.pictures = pictures;
    this.captions = captions;
    this.bodies = bodies;
    this.#ahead = ahead;
  }

  begin(): void {
    // On the second, so that the clock turns when the minute does.
    const tick = () => {
      this.now.value = Date.now() + this.#ahead.value;
      this.#clock = setTimeout(tick, SECOND - (this.now.value % SECOND));
    };
    tick();
    void this.#read();
  }

  end(): void {
    clearTimeout(this.#clock);
    clearTimeout(this.#again);
  }

  async #read(): Promise<void> {
    try {
      this.phones.value ??= await hallLink(this.stage);
      this.info.value ??= await hubInfo();
    } catch {
      this.#again = setTimeout(() => void this.#read(), AGAIN);
    }
  }

  /** What everybody may read, whoever opened the screen: a host's sees no more than a guest's. */
  readonly line = computed<EntryInfo[]>(() => {
    const queue = this.hub.queues.of(this.stage);
    return queue ? line(queue) : [];
  });

  readonly pinned = computed<EntryInfo | null>(() => {
    const queue = this.hub.queues.of(this.stage);
    return queue?.entries.find((each) => each.entry === queue.pinned && each.state !== "held") ?? null;
  });

  readonly poll = computed(() => pollAt(this.hub, this.stage, this.now.value));

  /** Whether slides take the place of all else: by themselves, unless a question is pinned or a poll is open. */
  readonly slides = computed(() => {
    const { hub, stage } = this;
    const isFree = this.pinned.value === null && this.poll.value?.state !== "open";
    return isFree && hub.scenes.of(stage) === "auto" && hub.slides.of(stage) !== null;
  });

  /** What stands at the large place now. */
  readonly scene = computed(() => shownAt(this.hub, this.stage, this.now.value));

  /** Who is in the stage's room from afar. */
  readonly remote = computed(() => remoteAt(this.hub, this.stage));

  /** The name under which all may know who asked. */
  authorOf({ anonymous, visitor }: EntryInfo): string {
    if (anonymous || visitor === null) return t("Anonymous");
    return this.hub.nameOf(visitor) || t("Somebody who has left");
  }
}
