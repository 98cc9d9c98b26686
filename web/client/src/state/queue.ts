/** The queues of the stages as this visitor may see them, and in which order people are called. */
import { computed, signal } from "@preact/signals";
import type { DurableEvents, EntryInfo, LiveEvents, LiveState, QueueInfo, Snapshot } from "../protocol.gen";

type Handlers<Events> = { [Type in keyof Events]?: (data: Events[Type]) => void };
type Change<Part> = (part: Part) => Part;

const isClosed = ({ state }: EntryInfo): boolean => state === "answered" || state === "dismissed";

/** Hall and remote by turns, the hall first if `hall`; what is left of the longer side at the end. */
function inTurn(waiting: readonly EntryInfo[], hall: boolean): EntryInfo[] {
  const first = waiting.filter((each) => each.hall === hall);
  const second = waiting.filter((each) => each.hall !== hall);
  const pairs = Array.from({ length: Math.max(first.length, second.length) }, (_, at) => [
    first[at],
    second[at],
  ]);
  return pairs.flat().filter((each) => each !== undefined);
}

/** Who has the floor, then who waits in the order of being called: the numbers people are told. */
export function line({ entries, order, hall_last }: QueueInfo): EntryInfo[] {
  const came = [...entries].sort((a, b) => a.at - b.at);
  const waiting = came.filter((each) => each.state === "waiting");
  const called = order === "arrival" ? waiting : inTurn(waiting, !hall_last);
  return [...came.filter((each) => each.state === "admitted"), ...called];
}

/** What waits for a host's approval, as it came. */
export const held = ({ entries }: QueueInfo): EntryInfo[] =>
  entries.filter((each) => each.state === "held").sort((a, b) => a.at - b.at);

/** What is over, the newest first. */
export const closed = ({ entries }: QueueInfo): EntryInfo[] =>
  entries.filter(isClosed).sort((a, b) => b.at - a.at);

export class Queues {
  readonly #all = signal<ReadonlyMap<string, QueueInfo>>(new Map());
  readonly stages = computed(() => [...this.#all.value.keys()]);

  /** A stage's queue, or null where one may not see it. */
  of(stage: string): QueueInfo | null {
    return this.#all.value.get(stage) ?? null;
  }

  restore(snapshot: Snapshot): void {
    this.#all.value = new Map(Object.entries(snapshot.queues));
  }

  resume(live: LiveState): void {
    for (const stage of this.stages.value) this.#count(stage, live.votes);
  }

  durable(type: string, data: unknown): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  live(type: string, data: unknown): void {
    if (type === "stage.votes") {
      const { stage, votes } = data as LiveEvents["stage.votes"];
      this.#count(stage, votes);
    }
  }

  #change(stage: string, change: Change<QueueInfo>): void {
    const queue = this.of(stage);
    if (queue) this.#all.value = new Map(this.#all.value).set(stage, change(queue));
  }

  #entry(stage: string, id: string, change: Change<EntryInfo>): void {
    this.#change(stage, (queue) => ({
      ...queue,
      entries: queue.entries.map((each) => (each.entry === id ? change(each) : each)),
    }));
  }

  #count(stage: string, votes: Record<string, number>): void {
    this.#change(stage, (queue) => ({
      ...queue,
      entries: queue.entries.map((each) => ({ ...each, votes: votes[each.entry] ?? each.votes })),
    }));
  }

  #unpin(stage: string, id: string): void {
    this.#change(stage, (queue) => ({ ...queue, pinned: queue.pinned === id ? null : queue.pinned }));
  }

  #drop(stage: string, goes: (entry: EntryInfo) => boolean): void {
    this.#change(stage, (queue) => ({ ...queue, entries: queue.entries.filter((each) => !goes(each)) }));
  }

  readonly #durable: Handlers<DurableEvents> = {
    "stage.entry_added": ({ stage, held: isHeld, ...entry }) => {
      const known = this.of(stage)?.entries.find((each) => each.entry === entry.entry);
      const added: EntryInfo = {
        ...entry,
        state: isHeld ? "held" : "waiting",
        votes: known?.votes ?? 0,
        voted: known?.voted ?? false,
      };
      this.#drop(stage, (each) => each.entry === entry.entry);
      this.#change(stage, (queue) => ({ ...queue, entries: [...queue.entries, added] }));
    },
    "stage.entry_approved": ({ stage, entry }) =>
      this.#entry(stage, entry, (each) => ({ ...each, state: "waiting" })),
    "stage.entry_changed": ({ stage, entry, state }) => {
      this.#entry(stage, entry, (each) => ({ ...each, state }));
      const hall = this.of(stage)?.entries.find((each) => each.entry === entry)?.hall;
      if (state === "admitted" && hall !== undefined)
        this.#change(stage, (queue) => ({ ...queue, hall_last: hall }));
      if (state === "dismissed") this.#unpin(stage, entry);
    },
    "stage.entry_withdrawn": ({ stage, entry }) => {
      this.#drop(stage, (each) => each.entry === entry);
      this.#unpin(stage, entry);
    },
    "stage.entry_pinned": ({ stage, entry }) => this.#change(stage, (queue) => ({ ...queue, pinned: entry })),
    "stage.voted": ({ stage, entry, on }) =>
      this.#entry(stage, entry, (each) =>
        each.voted === on ? each : { ...each, voted: on, votes: each.votes + (on ? 1 : -1) },
      ),
    "stage.ruled": ({ stage, ...rule }) => this.#change(stage, (queue) => ({ ...queue, ...rule })),
    "stage.queue_expired": ({ before }) => {
      for (const stage of this.stages.value) this.#drop(stage, (each) => isClosed(each) && each.at < before);
    },
  };
}
