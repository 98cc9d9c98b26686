/** What runs a venue screen: a guest's link that comes back by itself, the clock, and a device that stays awake. */
import { computed, signal } from "@preact/signals";
import { Awake } from "../../camera/awake";
import { t } from "../../i18n/i18n";
import { type HallLink, hallLink } from "../../net/hosts";
import type { EntryInfo, PollInfo } from "../../protocol.gen";
import type { Person } from "../../state/hub";
import { ended, running } from "../../state/polls";
import { line } from "../../state/queue";
import { comeIn, Follower } from "../follower";

/** Milliseconds until a new attempt after the hub ended the visit, or could not be reached. */
const AGAIN = 5000;
const SECOND = 1000;
/** Milliseconds for which one thing stands; a poll has all turns but each third. */
const TURN = 10_000;
const TURNS = 3;
/** Milliseconds for which a result is still news. */
const FRESH = 300_000;

export class Show {
  readonly follower: Follower;
  readonly phones = signal<HallLink | null>(null);
  /** UTC milliseconds by the hub's clock. */
  readonly now = signal(Date.now());

  constructor(stage: string) {
    this.follower = new Follower(stage);
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

  /** The poll that is open, else one that has just been closed; in turn with what is on at the stage. */
  readonly poll = computed<PollInfo | null>(() => {
    const polls = this.follower.hub.polls.of(this.follower.stage);
    const fresh = ended(polls).find(({ closed_at }) => (closed_at ?? 0) > this.now.value - FRESH);
    const isTurn = Math.floor(this.now.value / TURN) % TURNS !== 0;
    return isTurn ? (running(polls)[0] ?? fresh ?? null) : null;
  });

  /** Who is in the stage's room from afar. */
  readonly remote = computed<Person[]>(() => {
    const { hub, stage } = this.follower;
    const inHall = (id: string) => hub.attendance.onSite.value.get(id) === stage;
    return hub.people.value.filter(
      ({ id, room, presence }) => room === stage && presence !== "lost" && !inHall(id),
    );
  });

  /** The name under which all may know who asked. */
  authorOf({ anonymous, visitor }: EntryInfo): string {
    if (anonymous || visitor === null) return t("Anonymous");
    return this.follower.hub.nameOf(visitor) || t("Somebody who has left");
  }
}
