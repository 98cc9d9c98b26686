/** Who sits in the real halls: since when, whether a host let them in, and where they are shown without an avatar. */
import { type Signal, signal } from "@preact/signals";
import type { DurableEvents, FigureSeated, LiveEvents, LiveState, Snapshot, Stay } from "../protocol.gen";

type Table<Value> = Signal<ReadonlyMap<string, Value>>;

function change<Value>(table: Table<Value>, visitor: string, value: Value | null): void {
  const next = new Map(table.value);
  next.delete(visitor);
  table.value = value === null ? next : next.set(visitor, value);
}

export class Attendance {
  /** In which stage's real hall people sit. */
  readonly onSite: Table<string> = signal(new Map());
  readonly stays: Table<Stay> = signal(new Map());
  readonly figures: Table<FigureSeated> = signal(new Map());

  /** Who was let in at the door of a stage's hall, the last first. */
  letIn(stage: string): string[] {
    const there = [...this.stays.value].filter(
      ([id, { door }]) => door && this.onSite.value.get(id) === stage,
    );
    return there.map(([id]) => id).reverse();
  }

  restore(snapshot: Snapshot): void {
    this.onSite.value = new Map(Object.entries(snapshot.on_site));
    this.stays.value = new Map(Object.entries(snapshot.stays));
  }

  resume(live: LiveState): void {
    this.figures.value = new Map(live.figures.map((each) => [each.visitor, each]));
  }

  durable(type: string, data: unknown): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  live(type: string, data: unknown): void {
    (this.#live as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  #sit(visitor: string, stage: string | null, stay: Stay): void {
    change(this.onSite, visitor, stage);
    change(this.stays, visitor, stage === null ? null : stay);
  }

  readonly #durable: { [Type in keyof DurableEvents]?: (data: DurableEvents[Type]) => void } = {
    "visitor.on_site": ({ visitor, stage, at }) => this.#sit(visitor, stage, { since: at, door: false }),
    "visitor.checked_in": ({ visitor, stage, at }) => this.#sit(visitor, stage, { since: at, door: true }),
    "visitor.erased": ({ visitor }) => this.#sit(visitor, null, { since: 0, door: false }),
  };

  readonly #live: { [Type in keyof LiveEvents]?: (data: LiveEvents[Type]) => void } = {
    "figure.seated": (figure) => change(this.figures, figure.visitor, figure),
    "figure.gone": ({ visitor }) => change(this.figures, visitor, null),
  };
}
