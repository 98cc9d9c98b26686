/** The programme as the hub told it: sessions in their order, one's own marks, what is on now and next. */
import { computed, signal } from "@preact/signals";
import type { DurableEvents, Session, Snapshot } from "../protocol.gen";

/** What begins later than that is not called next. */
export const SOON_MS = 24 * 3_600_000;

const STEP_MS = 10_000;

export const byTime = (a: Session, b: Session): number =>
  a.starts_at - b.starts_at || a.ends_at - b.ends_at || a.title.localeCompare(b.title);

/** What takes place at a time (what began last, of several) and what begins next; cancelled is neither. */
export function nowAndNext(sessions: readonly Session[], at: number): [Session | null, Session | null] {
  const held = sessions.filter((each) => !each.cancelled);
  const running = held.filter((each) => each.starts_at <= at && at < each.ends_at);
  return [running.at(-1) ?? null, held.find((each) => each.starts_at > at) ?? null];
}

/** Sessions by the day on which they begin, on the visitor's own clocks. */
export function byDay(sessions: readonly Session[]): [number, Session[]][] {
  const days = new Map<string, Session[]>();
  for (const each of sessions) {
    const day = new Date(each.starts_at).toDateString();
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  return [...days.values()].map((each) => [each[0]?.starts_at ?? 0, each]);
}

export class Programme {
  readonly #sessions = signal<ReadonlyMap<string, Session>>(new Map());
  readonly agenda = signal<ReadonlySet<string>>(new Set());
  /** The hub's time in UTC milliseconds, as of the last look at it. */
  readonly now = signal(Date.now());
  #ahead = 0;

  readonly plan = computed(() => [...this.#sessions.value.values()].sort(byTime));
  readonly mine = computed(() => this.plan.value.filter((each) => this.agenda.value.has(each.id)));

  /** What is on in a room, and what comes next there. */
  at(room: string): [Session | null, Session | null] {
    return nowAndNext(
      this.plan.value.filter((each) => each.room === room),
      this.now.value,
    );
  }

  find(id: string): Session | null {
    return this.#sessions.value.get(id) ?? null;
  }

  /** Looks at the clock, which is the hub's whatever this device's shows; lists are drawn anew every ten seconds. */
  look(): void {
    this.now.value = Math.floor((Date.now() + this.#ahead) / STEP_MS) * STEP_MS;
  }

  restore({ sessions, agenda, at }: Snapshot): void {
    this.#ahead = at - Date.now();
    this.#sessions.value = new Map(sessions.map((each) => [each.id, each]));
    this.agenda.value = new Set(agenda);
    this.look();
  }

  durable(type: string, data: unknown): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  readonly #durable: { [Type in keyof DurableEvents]?: (data: DurableEvents[Type]) => void } = {
    "session.set": ({ sessions }) => {
      this.#sessions.value = new Map([
        ...this.#sessions.value,
        ...sessions.map((each) => [each.id, each] as const),
      ]);
    },
    "session.removed": ({ sessions }) => {
      const gone = new Set(sessions);
      this.#sessions.value = new Map([...this.#sessions.value].filter(([id]) => !gone.has(id)));
      this.agenda.value = new Set([...this.agenda.value].filter((id) => !gone.has(id)));
    },
    "agenda.marked": ({ session }) => {
      this.agenda.value = new Set(this.agenda.value).add(session);
    },
    "agenda.unmarked": ({ session }) => {
      this.agenda.value = new Set([...this.agenda.value].filter((id) => id !== session));
    },
  };
}
