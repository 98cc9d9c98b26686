/** What is recorded at each stage, and who may be in it. */
import { signal } from "@preact/signals";
import type { DurableEvents, RecordingInfo, Snapshot } from "../protocol.gen";

type StopReason = DurableEvents["recording.stopped"]["reason"];

export class Recordings {
  readonly #running = signal<ReadonlyMap<string, RecordingInfo>>(new Map());
  #self: string | null = null;
  /** Goes up whenever the list of kept recordings may be another one. */
  readonly changes = signal(0);
  /** Why the last recording ended that was seen to end, by stage. */
  readonly ended = signal<ReadonlyMap<string, StopReason>>(new Map());

  /** What is recorded at a stage now; null while nothing is. */
  of(stage: string): RecordingInfo | null {
    return this.#running.value.get(stage) ?? null;
  }

  restore({ recordings, you }: Snapshot): void {
    this.#self = you.visitor;
    this.#running.value = new Map(Object.entries(recordings));
    this.changes.value += 1;
  }

  durable(type: string, data: unknown): void {
    if (type === "recording.started") this.#start(data as DurableEvents["recording.started"]);
    if (type === "recording.stopped") this.#stop(data as DurableEvents["recording.stopped"]);
    if (type === "recording.answered") this.#answer(data as DurableEvents["recording.answered"]);
    if (type.startsWith("recording.")) this.changes.value += 1;
  }

  #set(stage: string, info: RecordingInfo | null): void {
    const running = new Map(this.#running.value);
    if (info === null) running.delete(stage);
    else running.set(stage, info);
    this.#running.value = running;
  }

  #start({ recording, stage, at }: DurableEvents["recording.started"]): void {
    const ended = new Map(this.ended.value);
    ended.delete(stage);
    this.ended.value = ended;
    this.#set(stage, { recording, at, mine: null, answers: {} });
  }

  #stop({ stage, reason }: DurableEvents["recording.stopped"]): void {
    this.ended.value = new Map(this.ended.value).set(stage, reason);
    this.#set(stage, null);
  }

  #answer({ stage, visitor, yes }: DurableEvents["recording.answered"]): void {
    const now = this.of(stage);
    if (now === null) return;
    const mine = visitor === this.#self ? yes : now.mine;
    this.#set(stage, { ...now, mine, answers: { ...now.answers, [visitor]: yes } });
  }
}
