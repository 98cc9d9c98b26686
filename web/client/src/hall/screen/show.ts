/** What runs a venue screen: a guest's link that comes back by itself, the clock, and a device that stays awake. */
import { computed, signal } from "@preact/signals";
import { Awake } from "../../camera/awake";
import { t } from "../../i18n/i18n";
import { type HallLink, hallLink } from "../../net/hosts";
import { type HubInfo, hubInfo } from "../../net/session";
import type { EntryInfo } from "../../protocol.gen";
import { line } from "../../state/queue";
import { pollAt, remoteAt, shownAt } from "../../state/scenes";
import { comeIn, Follower } from "../follower";
import { Bodies } from "./bodies";

/** Milliseconds until a new attempt after the hub ended the visit, or could not be reached. */
const AGAIN = 5000;
const SECOND = 1000;

export class Show {
  readonly follower: Follower;
  readonly bodies = new Bodies();
  readonly phones = signal<HallLink | null>(null);
  /** The floors of the hub, once they were read. */
  readonly info = signal<HubInfo | null>(null);
  /** UTC milliseconds by the hub's clock. */
  readonly now = signal(Date.now());

  constructor(stage: string) {
    this.follower = new Follower(stage, (own) => this.bodies.hear(own), "screen");
    this.follower.closedBy.subscribe((reason) => this.#closed(reason));
  }

  begin(): void {
    new Awake().want(true);
    // On the second, so that the clock turns when the minute does.
    const tick = () => {
      this.now.value = Date.now() + this.follower.ahead.value;
      setTimeout(tick, SECOND - (this.now.value % SECOND));
    };
    tick();
    void this.#attach();
  }

  async #attach(): Promise<void> {
    try {
      this.phones.value ??= await hallLink(this.follower.stage);
      this.info.value ??= await hubInfo();
      this.follower.open((await comeIn(t("Venue screen"))).id);
    } catch {
      setTimeout(() => void this.#attach(), AGAIN);
    }
  }

  #closed(reason: string | null): void {
    if (reason === "protocol.unknown") setTimeout(() => location.reload(), AGAIN);
    else if (reason !== null) setTimeout(() => void this.#attach(), AGAIN);
  }

  /** What everybody may read, whoever opened the screen: a host's sees no more than a guest's. */
  readonly line = computed<EntryInfo[]>(() => {
    const queue = this.follower.hub.queues.of(this.follower.stage);
    return queue ? line(queue) : [];
  });

  readonly pinned = computed<EntryInfo | null>(() => {
    const queue = this.follower.hub.queues.of(this.follower.stage);
    return queue?.entries.find((each) => each.entry === queue.pinned && each.state !== "held") ?? null;
  });

  readonly poll = computed(() => pollAt(this.follower.hub, this.follower.stage, this.now.value));

  /** Whether slides take the place of all else: by themselves, unless a question is pinned or a poll is open. */
  readonly slides = computed(() => {
    const { hub, stage } = this.follower;
    const isFree = this.pinned.value === null && this.poll.value?.state !== "open";
    return isFree && hub.scenes.of(stage) === "auto" && hub.slides.of(stage) !== null;
  });

  /** What stands at the large place now. */
  readonly scene = computed(() => shownAt(this.follower.hub, this.follower.stage, this.now.value));

  /** Who is in the stage's room from afar. */
  readonly remote = computed(() => remoteAt(this.follower.hub, this.follower.stage));

  /** The name under which all may know who asked. */
  authorOf({ anonymous, visitor }: EntryInfo): string {
    if (anonymous || visitor === null) return t("Anonymous");
    return this.follower.hub.nameOf(visitor) || t("Somebody who has left");
  }
}
