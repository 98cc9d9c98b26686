/** The devices in the real halls, what the stages show by choice, and when a source of the hall was cut. */
import { signal } from "@preact/signals";
import type {
  BoxInfo,
  DurableEvents,
  Health,
  LiveEvents,
  LiveState,
  MarkInfo,
  Snapshot,
  StageInfo,
} from "../protocol.gen";

export type SourceStatus = StageInfo["status"];
type Handlers<Events> = { [Type in keyof Events]?: (data: Events[Type]) => void };
type Table<Value> = ReadonlyMap<string, Value>;

/** Marks remembered a stage, as the hub does. */
const MARKS_KEPT = 200;

const tableOf = <Value>(from: Record<string, Value>): Table<Value> => new Map(Object.entries(from));

function without<Value>(from: Table<Value>, ...keys: string[]): Table<Value> {
  const next = new Map(from);
  for (const key of keys) next.delete(key);
  return next;
}

/** The visitor, box or camera a source belongs to. */
export const ownerOf = (source: string): string => source.slice(0, source.lastIndexOf("/"));

export class Boxes {
  readonly all = signal<Table<BoxInfo>>(new Map());
  /** What a host chose to be shown large, by stage. */
  readonly shown = signal<Table<string>>(new Map());
  readonly marks = signal<Table<readonly MarkInfo[]>>(new Map());
  /** How the media plane finds the boxes' cameras and microphones. */
  readonly devices = signal<Table<SourceStatus>>(new Map());
  /** When a box was heard of last (this browser's clock). */
  readonly seen = signal<Table<number>>(new Map());
  /** How the boxes find themselves; for hosts. */
  readonly health = signal<Table<Health>>(new Map());

  /** The boxes of a stage, in the order of their pairing. */
  of(stage: string): string[] {
    return [...this.all.value].filter(([, box]) => box.stage === stage).map(([id]) => id);
  }

  /** Whether a box stands on the map, as a window into a hallway. */
  isWindow(box: string): boolean {
    return (this.all.value.get(box)?.portal ?? null) !== null;
  }

  restore({ boxes, shown, marks }: Snapshot): void {
    this.all.value = tableOf(boxes);
    this.shown.value = tableOf(shown);
    this.marks.value = tableOf(marks);
  }

  resume({ devices, health }: LiveState): void {
    this.devices.value = tableOf(devices);
    this.health.value = tableOf(health);
  }

  durable(type: string, data: unknown, at: number): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
    if (type === "stage.marked") this.#mark(data as DurableEvents["stage.marked"], at);
  }

  live(type: string, data: unknown): void {
    (this.#live as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  #mark({ stage, kind, source }: DurableEvents["stage.marked"], at: number): void {
    const before = this.marks.value.get(stage) ?? [];
    const marks = [...before, { kind, source, at }].slice(-MARKS_KEPT);
    this.marks.value = new Map(this.marks.value).set(stage, marks);
  }

  #forget(visitor: string): void {
    this.all.value = without(this.all.value, visitor);
    this.devices.value = without(this.devices.value, `${visitor}/cam`, `${visitor}/mic`);
    this.health.value = without(this.health.value, visitor);
    const shown = [...this.shown.value].filter(([, source]) => ownerOf(source) !== visitor);
    this.shown.value = new Map(shown);
  }

  readonly #durable: Handlers<DurableEvents> = {
    "box.paired": ({ box, stage }) => {
      const info = { stage, mic: true, cam: true, speaker: true, screen: false, portal: null };
      this.all.value = new Map(this.all.value).set(box, info);
    },
    "box.used": ({ box, mic, cam, speaker, screen }) => {
      const info = this.all.value.get(box);
      if (info) this.all.value = new Map(this.all.value).set(box, { ...info, mic, cam, speaker, screen });
    },
    "box.placed": ({ box, spot }) => {
      const info = this.all.value.get(box);
      if (info) this.all.value = new Map(this.all.value).set(box, { ...info, portal: spot });
    },
    "box.revoked": ({ box }) => this.#forget(box),
    "visitor.erased": ({ visitor }) => this.#forget(visitor),
    "stage.shown": ({ stage, source }) => {
      const others = without(this.shown.value, stage);
      this.shown.value = source === null ? others : new Map(others).set(stage, source);
    },
  };

  readonly #live: Handlers<LiveEvents> = {
    "box.reported": ({ box, health }) => {
      this.health.value = new Map(this.health.value).set(box, health);
      this.seen.value = new Map(this.seen.value).set(box, Date.now());
    },
    "box.source": ({ source, status }) => {
      this.devices.value = new Map(this.devices.value).set(source, status);
    },
    "visitor.left": ({ visitor }) => {
      this.health.value = without(this.health.value, visitor);
    },
  };
}
