/** The polls of the stages as this visitor may see them, and the reactions there. */
import { computed, signal } from "@preact/signals";
import type { DurableEvents, LiveEvents, LiveState, PollInfo, Snapshot, Tally } from "../protocol.gen";

type Handlers<Events> = { [Type in keyof Events]?: (data: Events[Type]) => void };
type Change = (poll: PollInfo) => PollInfo;

const NO_TALLY: Tally = { ballots: 0, counts: [], words: {} };
const UNOPENED = {
  opened_at: null,
  closes_at: null,
  closed_at: null,
  tally: NO_TALLY,
  mine: null,
  plan: null,
  cards: false,
};

/** A poll that group work put to everybody, and the stage it is kept at. */
export interface AskedPoll {
  stage: string;
  poll: PollInfo;
}

/** The open poll by which the cards of a plan are put to everybody. */
export const cardVote = (asked: readonly AskedPoll[], plan: string): AskedPoll | undefined =>
  asked.find(({ poll }) => poll.plan === plan && poll.cards && poll.state === "open");

/** Open polls, the oldest first. */
export const running = (polls: readonly PollInfo[]): PollInfo[] =>
  polls.filter((each) => each.state === "open");

/** Drafts, the newest first. */
export const drafts = (polls: readonly PollInfo[]): PollInfo[] =>
  polls.filter((each) => each.state === "draft").reverse();

/** What is over, what ended last first. */
export const ended = (polls: readonly PollInfo[]): PollInfo[] =>
  polls.filter((each) => each.state === "closed").sort((a, b) => (b.closed_at ?? 0) - (a.closed_at ?? 0));

export class Polls {
  readonly #all = signal<ReadonlyMap<string, readonly PollInfo[]>>(new Map());
  /** At which stages clapping is heard. */
  readonly applause = signal<ReadonlySet<string>>(new Set());
  /** What people reacted with in the second before, at one stage. */
  readonly reactions = signal<LiveEvents["stage.reactions"] | null>(null);
  /** What group work put to everybody and is not forgotten, stage by stage as it was asked. */
  readonly asked = computed<AskedPoll[]>(() =>
    [...this.#all.value].flatMap(([stage, polls]) =>
      polls.filter(({ plan }) => plan !== null).map((poll) => ({ stage, poll })),
    ),
  );
  /** The server's clock, ahead of the browser's by so many milliseconds. */
  #ahead = 0;

  /** A stage's polls in the order in which they were written. */
  of(stage: string): readonly PollInfo[] {
    return this.#all.value.get(stage) ?? [];
  }

  /** Milliseconds of the server's clock. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  restore(snapshot: Snapshot): void {
    this.#ahead = snapshot.at - Date.now();
    this.#all.value = new Map(Object.entries(snapshot.polls));
    this.applause.value = new Set(snapshot.applause);
  }

  resume(live: LiveState): void {
    for (const stage of this.#all.value.keys()) this.#count(stage, live.tallies);
  }

  durable(type: string, data: unknown): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  live(type: string, data: unknown): void {
    (this.#live as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  #set(stage: string, polls: readonly PollInfo[]): void {
    this.#all.value = new Map(this.#all.value).set(stage, polls);
  }

  #change(stage: string, id: string, change: Change): void {
    this.#set(
      stage,
      this.of(stage).map((each) => (each.poll === id ? change(each) : each)),
    );
  }

  /** Takes a poll in, at its place where it is known. */
  #take(stage: string, poll: PollInfo): void {
    if (this.of(stage).some((each) => each.poll === poll.poll)) this.#change(stage, poll.poll, () => poll);
    else this.#set(stage, [...this.of(stage), poll]);
  }

  #count(stage: string, tallies: Record<string, Tally>): void {
    this.#set(
      stage,
      this.of(stage).map((each) => ({ ...each, tally: tallies[each.poll] ?? each.tally })),
    );
  }

  readonly #live: Handlers<LiveEvents> = {
    "poll.tally": ({ stage, tallies }) => this.#count(stage, tallies),
    "stage.reactions": (sum) => {
      this.reactions.value = sum;
    },
  };

  readonly #durable: Handlers<DurableEvents> = {
    "poll.drafted": ({ stage, poll, spec, at }) =>
      this.#take(stage, { poll, spec, at, state: "draft", ...UNOPENED }),
    "poll.opened": ({ stage, ...poll }) =>
      this.#take(stage, { ...poll, state: "open", closed_at: null, tally: NO_TALLY, mine: null }),
    "poll.voted": ({ stage, poll, picks, words }) =>
      this.#change(stage, poll, (each) => ({ ...each, mine: { picks, words } })),
    "poll.closed": ({ stage, poll, at, anonymous, tally }) =>
      this.#change(stage, poll, (each) => ({
        ...each,
        state: "closed",
        closed_at: at,
        tally,
        mine: anonymous ? null : each.mine,
      })),
    "poll.removed": ({ stage, poll }) =>
      this.#set(
        stage,
        this.of(stage).filter((each) => each.poll !== poll),
      ),
    "stage.applause": ({ stage, on }) => {
      const others = [...this.applause.value].filter((each) => each !== stage);
      this.applause.value = new Set(on ? [...others, stage] : others);
    },
  };
}
