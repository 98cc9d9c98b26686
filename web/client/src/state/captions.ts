/** The captions of the stages: the newest lines of each language, and the one that is being written. */
import { signal } from "@preact/signals";
import type { CaptionInfo, DurableEvents, LiveEvents, LiveState, Snapshot } from "../protocol.gen";

type Handlers<Events> = { [Type in keyof Events]?: (data: Events[Type]) => void };

/** Lines kept a stage, of all languages. */
const KEPT = 30;

export class Captions {
  readonly #lines = signal<ReadonlyMap<string, readonly CaptionInfo[]>>(new Map());
  readonly #heard = signal<ReadonlyMap<string, string>>(new Map());
  readonly #writers = signal<ReadonlyMap<string, ReadonlyMap<string, string>>>(new Map());

  /** In which languages a stage has captions, or somebody who writes them. */
  languages(stage: string): string[] {
    const said = (this.#lines.value.get(stage) ?? []).map((each) => each.language);
    return [...new Set([...said, ...(this.#writers.value.get(stage)?.values() ?? [])])].sort();
  }

  /** What stands below the picture now: the line that is being written, else the last one. */
  current(stage: string, language: string): string | null {
    const last = this.#lines.value.get(stage)?.findLast((each) => each.language === language);
    return this.#heard.value.get(`${stage} ${language}`) ?? last?.body ?? null;
  }

  restore(snapshot: Snapshot): void {
    const writers = Object.entries(snapshot.captioners).map(
      ([stage, people]) => [stage, new Map(Object.entries(people))] as const,
    );
    this.#writers.value = new Map(writers);
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
    this.#heard.value = new Map(this.#heard.value).set(`${stage} ${language}`, body);
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
