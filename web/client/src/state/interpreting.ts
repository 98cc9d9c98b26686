/** The interpreter channels of the stages: who interprets, who is on air, and what one hears. */
import { type Signal, signal } from "@preact/signals";
import type {
  DurableEvents,
  InterpretingInfo,
  InterpretingNowInfo,
  LiveEvents,
  LiveState,
  OnAirInfo,
  Snapshot,
} from "../protocol.gen";

type Handlers<Events> = { [Type in keyof Events]?: (data: Events[Type]) => void };
type Table<Value> = Signal<ReadonlyMap<string, Value>>;

const NONE: InterpretingInfo = { interpreters: {}, desks: {}, on_air: {} };
const QUIET: InterpretingNowInfo = { listening: null, cut: [], asking: [], listeners: {} };

/** The list with somebody in it, or without. */
const among = (list: readonly string[], who: string, isIn: boolean): string[] => [
  ...list.filter((each) => each !== who),
  ...(isIn ? [who] : []),
];

/** The record without what belongs to a key, or with it. */
function entry<Value>(
  record: Record<string, Value>,
  key: string,
  value: Value | null,
): Record<string, Value> {
  const rest = Object.entries(record).filter(([each]) => each !== key);
  return Object.fromEntries(value === null ? rest : [...rest, [key, value]]);
}

export class Interpreting {
  readonly #kept: Table<InterpretingInfo> = signal(new Map());
  readonly #now: Table<InterpretingNowInfo> = signal(new Map());
  /** The hub's clock, ahead of this device's by so many milliseconds. */
  #ahead = 0;

  /** The languages somebody interprets into at a stage. */
  channels(stage: string): string[] {
    return [...new Set(Object.values(this.#of(stage).interpreters).flat())].sort();
  }

  /** Who interprets at a stage, and into which languages. */
  named(stage: string): ReadonlyMap<string, readonly string[]> {
    return new Map(Object.entries(this.#of(stage).interpreters));
  }

  /** The stage somebody was named for, the asked one before others. */
  stageOf(visitor: string, first: string | null): string | null {
    const stages = [...this.#kept.value].filter(([, { interpreters }]) => visitor in interpreters);
    const ids = stages.map(([stage]) => stage);
    return ids.find((stage) => stage === first) ?? ids[0] ?? null;
  }

  /** The channel at whose desk somebody sits. */
  desk(stage: string, visitor: string): string | null {
    return this.#of(stage).desks[visitor] ?? null;
  }

  /** The desk at which somebody sits, wherever it is. */
  deskOf(visitor: string): { stage: string; language: string } | null {
    const found = [...this.#kept.value].find(([, { desks }]) => visitor in desks);
    const language = found?.[1].desks[visitor];
    return found && language ? { stage: found[0], language } : null;
  }

  /** Everybody at the desk of a channel. */
  atDesk(stage: string, language: string): string[] {
    const desks = Object.entries(this.#of(stage).desks);
    return desks.filter(([, each]) => each === language).map(([visitor]) => visitor);
  }

  holder(stage: string, language: string): OnAirInfo | null {
    return this.#of(stage).on_air[language] ?? null;
  }

  isCut(stage: string, visitor: string): boolean {
    return this.#at(stage).cut.includes(visitor);
  }

  isAsking(stage: string, visitor: string): boolean {
    return this.#at(stage).asking.includes(visitor);
  }

  /** The channel that the hub sends to oneself. */
  listening(stage: string): string | null {
    return this.#at(stage).listening;
  }

  /** How many hear a channel; for interpreters and hosts. */
  listeners(stage: string, language: string): number {
    return this.#at(stage).listeners[language] ?? 0;
  }

  /** Milliseconds since a time of the hub's clock. */
  since(at: number): number {
    return Date.now() + this.#ahead - at;
  }

  #of(stage: string): InterpretingInfo {
    return this.#kept.value.get(stage) ?? NONE;
  }

  #at(stage: string): InterpretingNowInfo {
    return this.#now.value.get(stage) ?? QUIET;
  }

  #keep(stage: string, change: Partial<InterpretingInfo>): void {
    this.#kept.value = new Map(this.#kept.value).set(stage, { ...this.#of(stage), ...change });
  }

  #turn(stage: string, change: Partial<InterpretingNowInfo>): void {
    this.#now.value = new Map(this.#now.value).set(stage, { ...this.#at(stage), ...change });
  }

  /** What was asked of somebody, and their line, are no matter any more. */
  #settle(stage: string, visitor: string): void {
    const { cut, asking } = this.#at(stage);
    this.#turn(stage, { cut: among(cut, visitor, false), asking: among(asking, visitor, false) });
  }

  restore(snapshot: Snapshot): void {
    this.#kept.value = new Map(Object.entries(snapshot.interpreting));
    this.#ahead = snapshot.at - Date.now();
    this.resume(snapshot.live);
  }

  resume(live: LiveState): void {
    this.#now.value = new Map(Object.entries(live.interpreting));
  }

  durable(type: string, data: unknown): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  live(type: string, data: unknown): void {
    (this.#live as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  /** Somebody is gone for good. */
  #forget(visitor: string): void {
    for (const [stage, { interpreters, desks }] of this.#kept.value) {
      this.#keep(stage, {
        interpreters: entry(interpreters, visitor, null),
        desks: entry(desks, visitor, null),
      });
    }
  }

  readonly #durable: Handlers<DurableEvents> = {
    "interpreter.named": ({ stage, visitor, languages }) => {
      const { interpreters } = this.#of(stage);
      const named = languages.length > 0 ? languages : null;
      this.#keep(stage, { interpreters: entry(interpreters, visitor, named) });
    },
    "interpreter.sat": ({ stage, visitor, language }) => {
      this.#keep(stage, { desks: entry(this.#of(stage).desks, visitor, language) });
      this.#settle(stage, visitor);
    },
    "interpreter.on_air": ({ stage, language, visitor, at }) => {
      const before = this.holder(stage, language);
      const now = visitor === null ? null : { visitor, since: at };
      this.#keep(stage, { on_air: entry(this.#of(stage).on_air, language, now) });
      // Afterwards: whoever takes over is never neither asking nor on air.
      for (const each of [before?.visitor, visitor]) if (each) this.#settle(stage, each);
    },
    "visitor.erased": ({ visitor }) => this.#forget(visitor),
  };

  readonly #live: Handlers<LiveEvents> = {
    "interpreter.asked": ({ stage, visitor, asking }) =>
      this.#turn(stage, { asking: among(this.#at(stage).asking, visitor, asking) }),
    "interpreter.cut": ({ stage, visitor, cut }) =>
      this.#turn(stage, { cut: among(this.#at(stage).cut, visitor, cut) }),
    "interpreter.listeners": ({ stage, listeners }) => this.#turn(stage, { listeners }),
    "stage.listening": ({ stage, language }) => this.#turn(stage, { listening: language }),
  };
}
