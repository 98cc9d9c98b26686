/** Whom one follows, who follows oneself, and the questions about it that wait for an answer. */
import { signal } from "@preact/signals";
import type { LiveEvents, LiveState } from "../protocol.gen";

type Handlers = { [Type in keyof LiveEvents]?: (data: LiveEvents[Type]) => void };

const without = (all: readonly string[], id: string): string[] => all.filter((each) => each !== id);
const withOne = (all: readonly string[], id: string): string[] => [...without(all, id), id];

export class Following {
  readonly leader = signal<string | null>(null);
  /** Whom one asked, until there is an answer. */
  readonly asked = signal<string | null>(null);
  readonly followers = signal<readonly string[]>([]);
  /** Who would like to follow oneself. */
  readonly asking = signal<readonly string[]>([]);
  /** Who asks oneself to come along. */
  readonly invited = signal<readonly string[]>([]);
  /** Whether anybody more may follow oneself. */
  readonly open = signal(true);
  readonly #self: () => string | null;

  constructor(self: () => string | null) {
    this.#self = self;
  }

  resume({ following }: LiveState): void {
    this.leader.value = following.leader;
    this.asked.value = following.asked;
    this.followers.value = following.followers;
    this.asking.value = following.asking;
    this.invited.value = following.invited;
    this.open.value = following.open;
  }

  live(type: string, data: unknown): void {
    (this.#handlers as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  /** Somebody has left, with all that was between the two. */
  gone(id: string): void {
    if (this.leader.value === id) this.leader.value = null;
    if (this.asked.value === id) this.asked.value = null;
    for (const each of [this.followers, this.asking, this.invited])
      if (each.value.includes(id)) each.value = without(each.value, id);
  }

  readonly #handlers: Handlers = {
    "follow.asked": ({ visitor, leader }) => {
      if (visitor === this.#self()) this.asked.value = leader;
      else this.asking.value = withOne(this.asking.value, visitor);
    },
    "follow.invited": ({ leader }) => {
      if (leader !== this.#self()) this.invited.value = withOne(this.invited.value, leader);
    },
    "follow.started": ({ visitor, leader }) => {
      if (visitor !== this.#self()) {
        this.asking.value = without(this.asking.value, visitor);
        this.followers.value = withOne(this.followers.value, visitor);
        return;
      }
      this.asked.value = null;
      this.invited.value = without(this.invited.value, leader);
      this.leader.value = leader;
    },
    "follow.ended": ({ visitor, leader }) => this.gone(visitor === this.#self() ? leader : visitor),
    "follow.allowed": ({ open }) => {
      this.open.value = open;
    },
  };
}
