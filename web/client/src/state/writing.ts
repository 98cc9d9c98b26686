/** What one is about to say in each channel beside its text, and who else is writing there. */
import { type Signal, signal } from "@preact/signals";
import type { Message } from "../net/wire";
import type { LiveEvents } from "../protocol.gen";

/** Milliseconds between two notes that one is writing, and for which one of somebody else holds. */
const NOTE_EVERY = 3000;
const NOTE_HOLDS = 6000;

export interface WritingPorts {
  typing(channel: string): void;
  now(): number;
}

/** A message one answers, or one's own that is put right. */
export interface Matter {
  kind: "reply" | "edit";
  message: Message;
}

export class Writing {
  readonly #ports: WritingPorts;
  readonly #matters = new Map<string, Signal<Matter | null>>();
  readonly #names = new Map<string, string>();
  /** Who is writing where. */
  readonly typists = signal<ReadonlyMap<string, string>>(new Map());
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #noted = { channel: "", at: 0 };

  constructor(ports: WritingPorts) {
    this.#ports = ports;
  }

  /** What the next words in a channel are about. */
  matter(channel: string): Signal<Matter | null> {
    const held = this.#matters.get(channel);
    if (held) return held;
    const made = signal<Matter | null>(null);
    this.#matters.set(channel, made);
    return made;
  }

  /** A name was chosen from the list: of two people with one name it is this one. */
  chose(name: string, visitor: string): void {
    this.#names.set(name, visitor);
  }

  /** Who is called by name in a text: those chosen, and everybody else of whom there is just one. */
  called(text: string, people: readonly { id: string; name: string }[]): string[] {
    const found = people.filter(({ name }) => text.includes(`@${name}`));
    const chosen = found.filter(({ id, name }) => {
      const twins = found.filter((each) => each.name === name);
      return twins.length === 1 || this.#names.get(name) === id;
    });
    return chosen.map(({ id }) => id);
  }

  /** One is writing: told now and then, and at once in another channel. */
  note(channel: string): void {
    const now = this.#ports.now();
    if (channel === this.#noted.channel && now - this.#noted.at < NOTE_EVERY) return;
    this.#noted = { channel, at: now };
    this.#ports.typing(channel);
  }

  /** Somebody else is writing. */
  noted({ channel, visitor }: LiveEvents["chat.typing"]): void {
    this.typists.value = new Map([...this.typists.value, [visitor, channel]]);
    clearTimeout(this.#timers.get(visitor));
    this.#timers.set(
      visitor,
      setTimeout(() => this.silent(visitor), NOTE_HOLDS),
    );
  }

  /** Somebody has said it, or writes no more; with a `channel` only there. */
  silent(visitor: string, channel = this.typists.value.get(visitor)): void {
    if (channel !== this.typists.value.get(visitor)) return;
    clearTimeout(this.#timers.get(visitor));
    this.#timers.delete(visitor);
    if (!this.typists.value.has(visitor)) return;
    this.typists.value = new Map([...this.typists.value].filter(([each]) => each !== visitor));
  }
}
