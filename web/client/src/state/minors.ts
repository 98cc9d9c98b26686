/** Workshops with minors as this visitor may know them: which run, who waits, who speaks, who is alone with whom. */
import { computed, type Signal, signal } from "@preact/signals";
import type {
  DurableEvents,
  LiveEvents,
  LiveState,
  MinorAlone,
  Snapshot,
  WorkshopInfo,
} from "../protocol.gen";

type Handlers<Events> = { [Type in keyof Events]?: (data: Events[Type]) => void };
type Table<Value> = Signal<ReadonlyMap<string, Value>>;

/** So long after its end a workshop is kept for the named adults (ms). */
export const KEPT_MS = 24 * 3_600_000;

const table = <Value>(): Table<Value> => signal<ReadonlyMap<string, Value>>(new Map());

export class Minors {
  readonly all: Table<WorkshopInfo> = table();
  /** Until when somebody may be heard who holds the key (UTC milliseconds). */
  readonly talking: Table<number> = table();
  /** Where one adult and one child are alone. */
  readonly alone = signal<readonly MinorAlone[]>([]);
  readonly #self: () => string | null;

  constructor(self: () => string | null) {
    this.#self = self;
  }

  /** All workshops there are, the newest first. */
  readonly listed = computed(() => [...this.all.value.values()].sort((a, b) => b.at - a.at));

  /** The workshop one takes part in as a child, also while one waits; ended ones too, until one is sent home. */
  readonly own = computed(
    () => this.listed.value.find(({ mine }) => mine === "waiting" || mine === "admitted") ?? null,
  );

  /** Whether one is inside as a child: microphones are open only while held. */
  readonly isChild = computed(() => this.own.value?.mine === "admitted");

  /** The workshops that run and that one leads. */
  readonly led = computed(() =>
    this.listed.value.filter(({ mine, ended_at }) => mine === "adult" && ended_at === null),
  );

  /** Those who wait at the workshops one leads, in the order in which they came. */
  readonly waiting = computed(() =>
    this.led.value
      .flatMap(({ workshop, people }) => people.map((each) => ({ ...each, workshop })))
      .filter(({ state }) => state === "waiting")
      .sort((a, b) => a.asked_at - b.asked_at),
  );

  /** The children of one's own workshops. */
  readonly children = computed(
    () =>
      new Set(
        this.listed.value.flatMap(({ people }) => people.map(({ visitor }) => visitor)),
      ) as ReadonlySet<string>,
  );

  /** Whether somebody one sees is a child of a workshop: for a child everybody who does not lead it. */
  isMinor(visitor: string): boolean {
    const own = this.own.value;
    return own === null ? this.children.value.has(visitor) : !own.adults.includes(visitor);
  }

  restore({ minors, live }: Snapshot): void {
    this.all.value = new Map(minors.map((each) => [each.workshop, each]));
    this.resume(live);
  }

  resume({ minors }: LiveState): void {
    this.talking.value = new Map(Object.entries(minors.talking));
    this.alone.value = minors.alone;
  }

  durable(type: string, data: unknown): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  live(type: string, data: unknown): void {
    (this.#live as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  #change(workshop: string, change: (info: WorkshopInfo) => Partial<WorkshopInfo>): void {
    const known = this.all.value.get(workshop);
    if (known) this.all.value = new Map(this.all.value).set(workshop, { ...known, ...change(known) });
  }

  #gone(visitor: string): void {
    for (const workshop of this.all.value.keys())
      this.#change(workshop, ({ people, adults }) => ({
        people: people.filter((each) => each.visitor !== visitor),
        adults: adults.filter((each) => each !== visitor),
      }));
    this.#left(visitor);
  }

  /** Somebody is not here now: neither speaks nor is alone with anybody. */
  #left(visitor: string): void {
    this.talking.value = new Map([...this.talking.value].filter(([each]) => each !== visitor));
    this.alone.value = this.alone.value.filter((each) => each.adult !== visitor && each.child !== visitor);
  }

  readonly #durable: Handlers<DurableEvents> = {
    "minors.opened": ({ adults, ...told }) => {
      const mine = adults.includes(this.#self() ?? "") ? "adult" : null;
      const info = { ...told, adults, mine, people: [], ended_at: null, gone_at: null } as WorkshopInfo;
      this.all.value = new Map(this.all.value).set(told.workshop, info);
    },
    "minors.adult_named": ({ workshop, visitor, on }) => {
      this.#change(workshop, ({ adults, mine }) => ({
        adults: [...adults.filter((each) => each !== visitor), ...(on ? [visitor] : [])],
        mine: visitor === this.#self() ? (on ? "adult" : null) : mine,
      }));
    },
    "minors.prolonged": ({ workshop, ends_at }) => this.#change(workshop, () => ({ ends_at })),
    "minors.asked": ({ workshop, visitor }) => this.#asked(workshop, visitor),
    "minors.admitted": ({ workshop, visitor }) =>
      this.#change(workshop, ({ people }) => ({
        people: people.map((each) =>
          each.visitor === visitor ? { ...each, state: "admitted" as const } : each,
        ),
      })),
    "minors.ended": ({ workshop, at }) => {
      this.#change(workshop, () => ({ ended_at: at, gone_at: at + KEPT_MS, people: [] }));
      this.alone.value = this.alone.value.filter((each) => each.workshop !== workshop);
    },
    "minors.cleared": ({ workshop }) => {
      this.all.value = new Map([...this.all.value].filter(([id]) => id !== workshop));
    },
    "visitor.erased": ({ visitor }) => this.#gone(visitor),
  };

  #asked(workshop: string, visitor: string): void {
    this.#change(workshop, ({ people }) => ({
      people: [
        ...people.filter((each) => each.visitor !== visitor),
        { visitor, state: "waiting" as const, asked_at: Date.now() },
      ],
    }));
  }

  readonly #live: Handlers<LiveEvents> = {
    "minors.talking": ({ visitor, until }) => {
      const others = [...this.talking.value].filter(([each]) => each !== visitor);
      this.talking.value = new Map(until === null ? others : [...others, [visitor, until]]);
    },
    "minors.alone": (told) => {
      const others = this.alone.value.filter(
        (each) => each.adult !== told.adult || each.child !== told.child || each.workshop !== told.workshop,
      );
      this.alone.value = told.on ? [...others, told] : others;
    },
    "visitor.left": ({ visitor }) => this.#left(visitor),
  };
}
