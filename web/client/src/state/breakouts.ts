/** Breakouts as this visitor may know them: plans, rounds, whose group asks for help, and where one sits oneself. */
import { computed, type Signal, signal } from "@preact/signals";
import type {
  AtGroupInfo,
  DurableEvents,
  Frames,
  HelpInfo,
  LiveEvents,
  LiveState,
  PlanInfo,
  RoundGroup,
  RoundInfo,
  SeatInfo,
  Snapshot,
} from "../protocol.gen";

type Handlers<Events> = { [Type in keyof Events]?: (data: Events[Type]) => void };
type Table<Value> = Signal<ReadonlyMap<string, Value>>;

/** Who one is, as far as breakouts ask. */
interface Asking {
  self(): string | null;
  /** Whether one leads every plan. */
  leadsAll(): boolean;
}

/** A group one sits in while its round runs. */
export interface OwnSeat {
  round: RoundInfo;
  group: RoundGroup;
}

const table = <Value>(): Table<Value> => signal<ReadonlyMap<string, Value>>(new Map());

const without = <Value>(record: Record<string, Value>, keys: readonly string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));

const isOver = (round: RoundInfo): boolean => round.ended_at !== null;

/** A group without somebody, or with them as its last member. */
const left = (group: RoundGroup, visitor: string): RoundGroup => ({
  ...group,
  members: group.members.filter((each) => each !== visitor),
  roles: without(group.roles, [visitor]),
});
const joined = (group: RoundGroup, visitor: string): RoundGroup => ({
  ...group,
  members: group.members.includes(visitor) ? group.members : [...group.members, visitor],
});

/** When a group's time is up (UTC milliseconds), or null while the clock stands. */
export function endOf(round: RoundInfo, group: RoundGroup | null): number | null {
  if (round.ends_at === null) return group?.ends_at ?? null;
  return Math.min(round.ends_at, group?.ends_at ?? round.ends_at);
}

export class Breakouts {
  readonly plans: Table<PlanInfo> = table();
  readonly rounds: Table<RoundInfo> = table();
  readonly help = signal<readonly HelpInfo[]>([]);
  readonly seat = signal<SeatInfo | null>(null);
  /** Who is heard in all groups of a round: person to round. */
  readonly speaking: Table<string> = table();
  readonly listening = signal<readonly AtGroupInfo[]>([]);
  readonly visiting = signal<readonly AtGroupInfo[]>([]);
  /** When each group was last heard or read of (UTC milliseconds). */
  readonly active: Table<number> = table();
  /** Who speaks in each group now. */
  readonly voices: Table<readonly string[]> = table();
  /** Plans whose assignment is being computed. */
  readonly assigning = signal<ReadonlySet<string>>(new Set());
  /** Plans of whose assignment nothing came, and the error's code. */
  readonly failed: Table<string> = table();
  readonly #asking: Asking;
  /** The hub's clock, ahead of this device's by so many milliseconds. */
  #ahead = 0;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  /** The group one sits in, while its round runs. */
  readonly own = computed<OwnSeat | null>(() => {
    const seat = this.seat.value;
    const round = this.rounds.value.get(seat?.round ?? "");
    const group = round?.groups.find((each) => each.id === seat?.group);
    return round && group && !isOver(round) && !group.ended ? { round, group } : null;
  });

  /** The virtual table at which one hears others: one's own, or the one visited as a guest. */
  readonly table = computed<RoundGroup | null>(() => {
    const self = this.#asking.self();
    const guest = this.visiting.value.find((each) => each.visitor === self);
    const group = guest ? this.groupOf(guest.round, guest.group) : (this.own.value?.group ?? null);
    return group !== null && group.room === null ? group : null;
  });

  /** Rounds that run, the newest first. */
  readonly running = computed(() =>
    [...this.rounds.value.values()]
      .filter((each) => !isOver(each))
      .sort((a, b) => b.started_at - a.started_at),
  );

  /** Plans one leads, by the time of their last change, the newest first. */
  readonly led = computed(() =>
    [...this.plans.value.values()].filter((each) => each.leads).sort((a, b) => b.at - a.at),
  );

  /** Plans of which one may choose a group, as long as none of their rounds runs. */
  readonly open = computed(() =>
    [...this.plans.value.values()].filter(
      ({ plan, leads, spec }) => spec.choice && !leads && this.roundOf(plan)?.ended_at !== null,
    ),
  );

  /** The running round of a plan, or its last one. */
  roundOf(plan: string): RoundInfo | null {
    const all = [...this.rounds.value.values()].filter((each) => each.plan === plan);
    return all.find((each) => !isOver(each)) ?? all.sort((a, b) => b.number - a.number)[0] ?? null;
  }

  groupOf(round: string, group: string): RoundGroup | null {
    return this.rounds.value.get(round)?.groups.find((each) => each.id === group) ?? null;
  }

  /** What a group is called, wherever it is known from. */
  titleOf(group: string): string {
    const met = [...this.rounds.value.values()].flatMap((each) => each.groups);
    const planned = [...this.plans.value.values()].flatMap((each) => each.spec.groups);
    return [...met, ...planned].find((each) => each.id === group)?.title ?? "";
  }

  /** Flags that are up in a round, in the order in which they came up. */
  helpIn(round: string): HelpInfo[] {
    return this.help.value.filter((each) => each.round === round).sort((a, b) => a.asked_at - b.asked_at);
  }

  /** The hub's clock (UTC milliseconds). */
  now(): number {
    return Date.now() + this.#ahead;
  }

  restore(snapshot: Snapshot): void {
    const { plans, rounds, help, mine } = snapshot.breakouts;
    this.plans.value = new Map(plans.map((each) => [each.plan, each]));
    this.rounds.value = new Map(rounds.map((each) => [each.round, each]));
    this.help.value = help;
    this.seat.value = mine;
    this.assigning.value = new Set();
    this.failed.value = new Map();
    this.#ahead = snapshot.at - Date.now();
    this.resume(snapshot.live);
  }

  resume({ breakouts }: LiveState): void {
    this.speaking.value = new Map(Object.entries(breakouts.speaking));
    this.listening.value = breakouts.listening;
    this.visiting.value = breakouts.visiting;
    this.active.value = new Map(Object.entries(breakouts.active));
    this.voices.value = new Map();
  }

  durable(type: string, data: unknown): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  live(type: string, data: unknown): void {
    (this.#live as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  #plan(plan: string, change: (info: PlanInfo) => Partial<PlanInfo>): void {
    const known = this.plans.value.get(plan);
    if (known) this.plans.value = new Map(this.plans.value).set(plan, { ...known, ...change(known) });
  }

  #round(round: string, change: (info: RoundInfo) => Partial<RoundInfo>): void {
    const known = this.rounds.value.get(round);
    if (known) this.rounds.value = new Map(this.rounds.value).set(round, { ...known, ...change(known) });
  }

  #groups(round: string, change: (group: RoundGroup) => RoundGroup): void {
    this.#round(round, ({ groups }) => ({ groups: groups.map(change) }));
  }

  /** A plan that is told of for the first time: whole to who leads all, else one to choose from. */
  #told({ plan, spec, at }: DurableEvents["breakout.planned"]): void {
    const known = this.plans.value.get(plan);
    const ids = new Set(spec.groups.map((each) => each.id));
    const kept = Object.entries(known?.seats ?? {}).filter(([, group]) => ids.has(group));
    const fresh: PlanInfo = {
      plan,
      spec,
      at,
      leads: this.#asking.leadsAll(),
      named: [],
      roster: [],
      described: {},
      seats: {},
      counts: {},
      report: null,
    };
    const told = known ? { ...known, spec, at, seats: Object.fromEntries(kept) } : fresh;
    this.plans.value = new Map(this.plans.value).set(plan, told);
  }

  #drop(plan: string): void {
    this.plans.value = new Map([...this.plans.value].filter(([id]) => id !== plan));
    // Hidden plans are told as removed: their running round goes on.
    const kept = [...this.rounds.value].filter(([, each]) => each.plan !== plan || !isOver(each));
    this.rounds.value = new Map(kept);
  }

  #named({ plan, visitor, named }: DurableEvents["breakout.lead_named"]): void {
    const isSelf = visitor === this.#asking.self();
    this.#plan(plan, (info) => ({
      named: [...info.named.filter((each) => each !== visitor), ...(named ? [visitor] : [])],
      leads: isSelf && !named ? this.#asking.leadsAll() : info.leads,
    }));
    if (!isSelf || named || this.#asking.leadsAll()) return;
    for (const { round, plan: of } of this.rounds.value.values())
      if (of === plan) this.#round(round, () => ({ leads: false }));
  }

  #started(event: DurableEvents["breakout.started"]): void {
    const { round, plan, ...told } = event;
    const leads = this.plans.value.get(plan)?.leads ?? this.#asking.leadsAll();
    const begun: RoundInfo = {
      ...told,
      round,
      plan,
      leads,
      left_ms: null,
      closing: false,
      ended_at: null,
      why: null,
    };
    const others = [...this.rounds.value].filter(([, each]) => each.plan !== plan);
    this.rounds.value = new Map([...others, [round, begun]]);
  }

  #seated({ round, visitor, group, return_to, members, roles }: DurableEvents["breakout.seated"]): void {
    this.#groups(round, (each) => (each.id === group ? joined(each, visitor) : left(each, visitor)));
    if (visitor !== this.#asking.self()) return;
    this.seat.value = { round, group, return_to };
    this.#groups(round, (each) => (each.id === group ? { ...each, members: [...members], roles } : each));
  }

  #unflag(round: string, group: string | null): void {
    this.help.value = this.help.value.filter(
      (each) => each.round !== round || (group !== null && each.group !== group),
    );
  }

  readonly #durable: Handlers<DurableEvents> = {
    "breakout.planned": (event) => this.#told(event),
    "breakout.removed": ({ plan }) => this.#drop(plan),
    "breakout.lead_named": (event) => this.#named(event),
    "breakout.rostered": ({ plan, roster }) => this.#plan(plan, () => ({ roster })),
    "breakout.described": ({ plan, visitor, traits }) =>
      this.#plan(plan, ({ described }) => ({ described: { ...described, [visitor]: traits } })),
    "breakout.assigned": ({ plan, seats, report }) => {
      this.#plan(plan, () => ({ seats, report }));
      this.#settle(plan, null);
    },
    "breakout.chosen": ({ plan, visitor, group }) =>
      this.#plan(plan, ({ seats }) => ({
        seats: group === null ? without(seats, [visitor]) : { ...seats, [visitor]: group },
      })),
    "breakout.started": (event) => this.#started(event),
    "breakout.seated": (event) => this.#seated(event),
    "breakout.returned": ({ round, visitor, stays }) => {
      if (!stays) this.#groups(round, (each) => left(each, visitor));
      if (visitor === this.#asking.self() && this.seat.value?.round === round) this.seat.value = null;
    },
    "breakout.timed": ({ round, ends_at, left_ms, closing }) =>
      this.#round(round, () => ({ ends_at, left_ms, closing })),
    "breakout.group_set": ({ round, group }) =>
      this.#round(round, ({ groups }) => ({
        groups: groups.some((each) => each.id === group.id)
          ? groups.map((each) =>
              each.id === group.id ? { ...group, members: each.members, roles: each.roles } : each,
            )
          : [...groups, group],
      })),
    "breakout.group_ended": ({ round, group, into }) => {
      this.#groups(round, (each) => (each.id === group ? { ...each, ended: true, into } : each));
      this.#unflag(round, group);
    },
    "breakout.ended": ({ round, ended_at, why }) => {
      this.#round(round, () => ({ ended_at, why, ends_at: null, left_ms: null, closing: false }));
      this.#unflag(round, null);
      const others = (each: AtGroupInfo) => each.round !== round;
      this.listening.value = this.listening.value.filter(others);
      this.visiting.value = this.visiting.value.filter(others);
      this.speaking.value = new Map([...this.speaking.value].filter(([, each]) => each !== round));
    },
    "breakout.help_set": ({ round, group, visitor, asked_at }) => {
      const flag = visitor === null || asked_at === null ? [] : [{ round, group, visitor, asked_at }];
      this.#unflag(round, group);
      this.help.value = [...this.help.value, ...flag];
    },
    "breakout.role_given": ({ round, group, visitor, role }) =>
      this.#groups(round, (each) =>
        each.id === group
          ? { ...each, roles: { ...without(each.roles, [visitor]), ...(role ? { [visitor]: role } : {}) } }
          : each,
      ),
    "visitor.erased": ({ visitor }) => {
      for (const round of this.rounds.value.keys()) this.#groups(round, (each) => left(each, visitor));
      for (const plan of this.plans.value.keys())
        this.#plan(plan, ({ seats, named }) => ({
          seats: without(seats, [visitor]),
          named: named.filter((each) => each !== visitor),
        }));
    },
  };

  /** An assignment came, or did not for the reason of `code`. */
  #settle(plan: string, code: string | null): void {
    this.assigning.value = new Set([...this.assigning.value].filter((each) => each !== plan));
    const others = [...this.failed.value].filter(([each]) => each !== plan);
    this.failed.value = new Map(code === null ? others : [...others, [plan, code]]);
  }

  readonly #live: Handlers<LiveEvents & Frames> = {
    "breakout.assigning": ({ plan }) => {
      this.#settle(plan, null);
      this.assigning.value = new Set([...this.assigning.value, plan]);
    },
    "breakout.unassigned": ({ plan, code }) => this.#settle(plan, code),
    "breakout.counted": ({ plan, counts }) => this.#plan(plan, () => ({ counts })),
    "breakout.spoke": ({ round, visitor, on }) => {
      const others = [...this.speaking.value].filter(([each]) => each !== visitor);
      this.speaking.value = new Map(on ? [...others, [visitor, round]] : others);
    },
    "breakout.listening": (event) => at(this.listening, event),
    "breakout.visited": (event) => at(this.visiting, event),
    "breakout.active": ({ groups }) => {
      this.active.value = new Map([...this.active.value, ...Object.entries(groups)]);
    },
    "breakout.levels": ({ speaking }) => {
      this.voices.value = new Map(Object.entries(speaking));
    },
    "visitor.left": ({ visitor }) => {
      for (const each of [this.listening, this.visiting]) at(each, { round: "", visitor, group: null });
      this.speaking.value = new Map([...this.speaking.value].filter(([each]) => each !== visitor));
    },
  };
}

/** Somebody is at one group, or with `group` null at none any more. */
function at(
  list: Signal<readonly AtGroupInfo[]>,
  { round, visitor, group }: { round: string; visitor: string; group: string | null },
): void {
  const others = list.value.filter((each) => each.visitor !== visitor);
  list.value = group === null ? others : [...others, { round, group, visitor }];
}
