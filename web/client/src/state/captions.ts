/** The captions of the stages: the newest lines of each language, and the one that is being written. */
import { signal } from "@preact/signals";
import type { CaptionInfo, DurableEvents, LiveEvents, LiveState, Snapshot } from "../protocol.gen";

type Handlers<Events> = { [Type in keyof Events]?: (data: Events[Type]) => void };

/** Lines kept a stage, of all languages. */
const KEPT = 30;
/** Milliseconds for which a line stands over a picture. */
const STANDS_MS = 8000;

/** What stands over a picture. */
export interface Line {
  body: string;
  /** UTC milliseconds by the hub's clock. */
  at: number;
}

export class Captions {
  readonly #lines = signal<ReadonlyMap<string, readonly CaptionInfo[]>>(new Map());
  readonly #heard = signal<ReadonlyMap<string, Line>>(new Map());
  readonly #writers = signal<ReadonlyMap<string, ReadonlyMap<string, string>>>(new Map());
  /** The hub's clock, ahead of this device's by so many milliseconds. */
  #ahead = 0;

  /** In which languages a stage has captions, or somebody who writes them. */
  languages(stage: string): string[] {
    const said = (this.#lines.value.get(stage) ?? []).map((each) => each.language);
    return [...new Set([...said, ...(this.#writers.value.get(stage)?.values() ?? [])])].sort();
  }

  /** What was said last in a language: the line that is being written, else the last one. */
  current(stage: string, language: string): Line | null {
    const last = this.#lines.value.get(stage)?.findLast((each) => each.language === language);
    return this.#heard.value.get(`${stage} ${language}`) ?? last ?? null;
  }

  /** The lines of a language, the oldest first. */
  lines(stage: string, language: string): CaptionInfo[] {
    return (this.#lines.value.get(stage) ?? []).filter((each) => each.language === language);
  }

  /** Who was named to write at a stage, and in which language. */
  writers(stage: string): ReadonlyMap<string, string> {
    return this.#writers.value.get(stage) ?? new Map();
  }

  /** Milliseconds for which a line still stands; nothing or less when its time is over. */
  left({ at }: Line): number {
    return at + STANDS_MS - this.#now();
  }

  #now(): number {
    return Date.now() + this.#ahead;
  }

  restore(snapshot: Snapshot): void {
    const writers = Object.entries(snapshot.captioners).map(
      ([stage, people]) => [stage, new Map(Object.entries(people))] as const,
    );
    this.#writers.value = new Map(writers);
    this.#ahead = snapshot.at - Date.now();
    this.resume(snapshot.live);
  }

  resume(live: LiveState): void {
    this.#lines.value = new Map(Object.entries(live.captions));
    this.#heard.value = new Map();
  }

  durable(type: string, data: unknown): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  live(type: string, data: unknown): void {
    if (type !== "caption.heard") return;
    const { stage, language, body } = data as LiveEvents["caption.heard"];
    const line = { body, at: this.#now() };
    this.#heard.value = new Map(this.#heard.value).set(`${stage} ${language}`, line);
  }

  #set(stage: string, lines: readonly CaptionInfo[]): void {
    this.#lines.value = new Map(this.#lines.value).set(stage, lines.slice(-KEPT));
  }

  readonly #durable: Handlers<DurableEvents> = {
    "caption.said": ({ stage, caption, language, body, at }) => {
      const heard = new Map(this.#heard.value);
      heard.delete(`${stage} ${language}`);
      this.#heard.value = heard;
      // After a lost line it is told a second time what the state held already.
      const others = (this.#lines.value.get(stage) ?? []).filter((each) => each.caption !== caption);
      if (body) this.#set(stage, [...others, { caption, language, body, at }]);
    },
    "caption.corrected": ({ stage, caption, body }) => {
      if (body === null) return;
      const lines = this.#lines.value.get(stage) ?? [];
      const mended = lines.map((each) => (each.caption === caption ? { ...each, body } : each));
      this.#set(
        stage,
        mended.filter((each) => each.body),
      );
    },
    "caption.captioner_set": ({ stage, visitor, language }) => {
      const people = new Map(this.#writers.value.get(stage));
      people.delete(visitor);
      this.#writers.value = new Map(this.#writers.value).set(
        stage,
        language === null ? people : people.set(visitor, language),
      );
    },
  };
}
