/** The hub as this visitor may see it: one signal a table, changed by snapshots and events only. */
import { computed, type Signal, signal } from "@preact/signals";
import type { Presence, Standing } from "../net/wire";
import type {
  Capability,
  ConversationInfo,
  DurableEvents,
  Frames,
  Knock,
  LiveEvents,
  LiveState,
  Look,
  MediaInfo,
  Resumed,
  Snapshot,
  StageInfo,
  VisitorInfo,
  You,
} from "../protocol.gen";
import { Attendance } from "./attendance";
import { Boxes } from "./boxes";
import { Breakouts } from "./breakouts";
import { Captions } from "./captions";
import { Following } from "./following";
import { Interpreting } from "./interpreting";
import { Layouts } from "./layouts";
import { Minors } from "./minors";
import { Polls } from "./polls";
import { Programme } from "./programme";
import { Queues } from "./queue";
import { Recordings } from "./recordings";
import { Scenes } from "./scenes";
import { Slides } from "./slides";

type Table<Value> = Signal<ReadonlyMap<string, Value>>;
type Handlers<Events> = { [Type in keyof Events]?: (data: Events[Type]) => void };

const table = <Value>(): Table<Value> => signal<ReadonlyMap<string, Value>>(new Map());
const fill = <Value>(into: Table<Value>, from: Record<string, Value>): void => {
  into.value = new Map(Object.entries(from));
};

function put<Value>(into: Table<Value>, key: string, value: Value): void {
  into.value = new Map(into.value).set(key, value);
}

function holdSame<Value>(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
}

function remove<Value>(from: Table<Value>, key: string): void {
  if (!from.value.has(key)) return;
  const next = new Map(from.value);
  next.delete(key);
  from.value = next;
}

/** What nobody ever draws: a device has no figure. */
const NO_LOOK: Look = {
  skin: "a",
  hair: "black",
  style: "bald",
  shirt: "coal",
  glasses: false,
  beard: false,
  wheelchair: false,
};

/** A person in the hub, ready to be listed. */
export interface Person extends VisitorInfo {
  id: string;
  presence: Standing;
  room: string | null;
  floor: string | null;
  /** The stage in whose real hall this person sits. */
  site: string | null;
}

const byName = new Intl.Collator();

/** The person as before where nothing changed, so that a list redraws only those who did. */
function same(before: Person | undefined, now: Person): Person {
  const keys = Object.keys(now) as (keyof Person)[];
  return before && keys.every((key) => before[key] === now[key]) ? before : now;
}

export class HubState {
  readonly you = signal<You | null>(null);
  readonly visitors = table<VisitorInfo>();
  readonly presence = table<Presence>();
  readonly locked = signal<ReadonlySet<string>>(new Set());
  /** The innermost room each person is in. */
  readonly inRoom = table<string>();
  readonly onFloor = table<string>();
  readonly conversations = table<ConversationInfo>();
  readonly media = table<MediaInfo>();
  /** The cameras of the stages. */
  readonly stages = table<StageInfo>();
  readonly knocks = signal<readonly Knock[]>([]);
  /** Hands and questions at the stages. */
  readonly queues = new Queues();
  /** Who sits in the halls of the stages. */
  readonly attendance = new Attendance();
  readonly polls = new Polls();
  /** What takes place when, and what of it one marked. */
  readonly programme = new Programme();
  readonly captions = new Captions();
  /** Interpreter channels of the stages. */
  readonly interpreting = new Interpreting();
  /** What the venue screens show. */
  readonly scenes = new Scenes();
  /** The devices in the halls, and what the stages show. */
  readonly boxes = new Boxes();
  readonly layouts = new Layouts();
  readonly slides = new Slides();
  readonly recordings = new Recordings();
  /** Groups that meet: plans, rounds, and where one sits. */
  readonly breakouts = new Breakouts({
    self: () => this.self.value,
    leadsAll: () => this.may("breakout.lead"),
  });
  readonly minors = new Minors(() => this.self.value);
  readonly following = new Following(() => this.self.value);
  /** The names under which this page has sound and picture: another page of the same visitor hears others. */
  readonly calls = new Set<string>();
  /** Loudness 0..1 of the people whom this page hears speak. */
  readonly speaking = table<number>();

  readonly self = computed(() => this.you.value?.visitor ?? null);
  /** The stage in whose hall one sits, or null. */
  readonly ownHall = computed(() => this.attendance.onSite.value.get(this.self.value ?? "") ?? null);

  #listed = new Map<string, Person>();

  /** Everybody in the hub or in a real hall, by name; devices are nobody. Whoever did not change is the same object as before. */
  readonly people = computed<Person[]>(() => {
    const found = [...new Set([...this.presence.value.keys(), ...this.attendance.onSite.value.keys()])]
      .map((id) => this.person(id))
      .filter((each) => each !== null)
      .filter((each) => each.role !== "venue");
    const people = found.map((now) => same(this.#listed.get(now.id), now));
    this.#listed = new Map(people.map((each) => [each.id, each]));
    return people.sort((a, b) => byName.compare(a.name, b.name));
  });

  /** The windows into hallways whose devices are here: they stand on the map, and are nobody. */
  readonly windows = computed<Person[]>(() =>
    [...this.boxes.all.value.keys()]
      .filter((id) => this.boxes.isWindow(id) && this.onFloor.value.has(id))
      .map((id) => this.person(id))
      .filter((each) => each !== null),
  );

  /** The conversation one is in. */
  readonly ownConversation = computed<ConversationInfo | null>(() => this.conversationOf(this.self.value));

  /** The room one is in. */
  readonly ownRoom = computed(() => this.inRoom.value.get(this.self.value ?? "") ?? null);

  person(id: string): Person | null {
    const known = this.visitors.value.get(id);
    const site = this.attendance.onSite.value.get(id) ?? null;
    const presence = this.presence.value.get(id) ?? (site === null ? null : "hall");
    if (!known || !presence) return null;
    const figure = presence === "hall" ? this.attendance.figures.value.get(id) : undefined;
    return {
      ...known,
      id,
      presence,
      room: presence === "hall" ? site : (this.inRoom.value.get(id) ?? null),
      floor: figure?.floor ?? this.onFloor.value.get(id) ?? null,
      site,
    };
  }

  nameOf(id: string): string {
    return this.visitors.value.get(id)?.name ?? "";
  }

  /** Who shares a screen with a circle of sound, such as `room:hall`; the newest first. */
  sharers(circle: string | null): string[] {
    const since = (id: string) => this.media.value.get(id)?.screen?.since ?? 0;
    return [...this.media.value]
      .filter(([, { screen }]) => screen !== null && screen.circle === circle)
      .map(([id]) => id)
      .sort((a, b) => since(b) - since(a));
  }

  conversationOf(visitor: string | null): ConversationInfo | null {
    const all = [...this.conversations.value.values()];
    return all.find((each) => visitor !== null && each.members.includes(visitor)) ?? null;
  }

  may(capability: Capability): boolean {
    return this.you.value?.capabilities.includes(capability) ?? false;
  }

  restore(snapshot: Snapshot): void {
    fill(this.visitors, snapshot.visitors);
    const locked = Object.entries(snapshot.rooms).filter(([, room]) => room.locked);
    this.locked.value = new Set(locked.map(([id]) => id));
    this.queues.restore(snapshot);
    this.attendance.restore(snapshot);
    this.programme.restore(snapshot);
    this.polls.restore(snapshot);
    this.captions.restore(snapshot);
    this.interpreting.restore(snapshot);
    this.boxes.restore(snapshot);
    this.scenes.restore(snapshot);
    this.layouts.restore(snapshot);
    this.slides.restore(snapshot);
    this.recordings.restore(snapshot);
    this.breakouts.restore(snapshot);
    this.minors.restore(snapshot);
    this.#restoreLive(snapshot.you, snapshot.live);
  }

  resume(resumed: Resumed): void {
    this.queues.resume(resumed.live);
    this.polls.resume(resumed.live);
    this.captions.resume(resumed.live);
    this.interpreting.resume(resumed.live);
    this.breakouts.resume(resumed.live);
    this.minors.resume(resumed.live);
    this.#restoreLive(resumed.you, resumed.live);
  }

  #restoreLive(you: You, live: LiveState): void {
    this.you.value = you;
    fill(this.presence, live.presence);
    fill(this.inRoom, live.in_room);
    this.onFloor.value = new Map(live.avatars.map((avatar) => [avatar.visitor, avatar.floor]));
    fill(this.media, live.media);
    fill(this.stages, live.stages);
    this.boxes.resume(live);
    this.attendance.resume(live);
    this.conversations.value = new Map(live.conversations.map((each) => [each.id, each]));
    this.knocks.value = live.knocks;
    this.following.resume(live);
    this.speaking.value = new Map();
  }

  /** A numbered event; `at` is when it happened (UTC milliseconds). */
  durable(type: string, data: unknown, at = 0): void {
    (this.#durable as Record<string, (data: unknown) => void>)[type]?.(data);
    this.queues.durable(type, data);
    this.attendance.durable(type, data);
    this.programme.durable(type, data);
    this.polls.durable(type, data);
    this.captions.durable(type, data);
    this.interpreting.durable(type, data);
    this.boxes.durable(type, data, at);
    this.scenes.durable(type, data);
    this.layouts.durable(type, data);
    this.slides.durable(type, data);
    this.recordings.durable(type, data);
    this.breakouts.durable(type, data);
    this.minors.durable(type, data);
  }

  live(type: string, data: unknown): void {
    (this.#live as Record<string, (data: unknown) => void>)[type]?.(data);
    this.queues.live(type, data);
    this.attendance.live(type, data);
    this.polls.live(type, data);
    this.captions.live(type, data);
    this.interpreting.live(type, data);
    this.boxes.live(type, data);
    this.breakouts.live(type, data);
    this.minors.live(type, data);
    this.following.live(type, data);
  }

  #change(id: string, change: Partial<VisitorInfo>): void {
    const known = this.visitors.value.get(id);
    if (known) put(this.visitors, id, { ...known, ...change });
  }

  #gone(id: string): void {
    for (const each of [this.presence, this.inRoom, this.onFloor, this.media, this.speaking])
      remove(each as Table<unknown>, id);
    this.knocks.value = this.knocks.value.filter((knock) => knock.visitor !== id);
    this.following.gone(id);
  }

  readonly #durable: Handlers<DurableEvents> = {
    "visitor.joined": ({ visitor, name, look, role }) =>
      put(this.visitors, visitor, { name, look, role, muted: false }),
    "visitor.renamed": ({ visitor, name }) => this.#change(visitor, { name }),
    "visitor.dressed": ({ visitor, look }) => this.#change(visitor, { look }),
    "visitor.muted": ({ visitor }) => this.#change(visitor, { muted: true }),
    "visitor.unmuted": ({ visitor }) => this.#change(visitor, { muted: false }),
    "visitor.removed": ({ visitor }) => this.#gone(visitor),
    "visitor.banned": ({ visitor }) => this.#gone(visitor),
    "visitor.erased": ({ visitor }) => {
      this.#gone(visitor);
      remove(this.visitors, visitor);
    },
    "box.paired": ({ box, title }) =>
      put(this.visitors, box, { name: title, look: NO_LOOK, role: "venue", muted: false }),
    "box.renamed": ({ box, title }) => this.#change(box, { name: title }),
    "box.revoked": ({ box }) => {
      this.#gone(box);
      remove(this.visitors, box);
    },
    "role.granted": ({ visitor, role }) => this.#change(visitor, { role }),
    "room.locked": ({ room }) => {
      this.locked.value = new Set(this.locked.value).add(room);
    },
    "room.unlocked": ({ room }) => {
      this.locked.value = new Set([...this.locked.value].filter((each) => each !== room));
      this.knocks.value = this.knocks.value.filter((knock) => knock.room !== room);
    },
  };

  readonly #live: Handlers<LiveEvents & Frames> = {
    "you.changed": (you) => {
      this.you.value = you;
    },
    "presence.changed": ({ visitor, status }) => put(this.presence, visitor, status),
    "visitor.left": ({ visitor }) => this.#gone(visitor),
    "avatar.appeared": ({ visitor, floor }) => put(this.onFloor, visitor, floor),
    /** Who goes behind the wall of a workshop with minors is here, and in no room. */
    "avatar.gone": ({ visitor }) => remove(this.inRoom, visitor),
    "room.entered": ({ visitor, room }) => {
      put(this.inRoom, visitor, room);
      this.knocks.value = this.knocks.value.filter((knock) => knock.visitor !== visitor);
    },
    "room.left": ({ visitor, room }) => {
      if (this.inRoom.value.get(visitor) === room) remove(this.inRoom, visitor);
    },
    "room.knocked": (knock) => {
      const others = this.knocks.value.filter((each) => each.visitor !== knock.visitor);
      this.knocks.value = [...others, knock];
    },
    "room.admitted": ({ visitor }) => {
      this.knocks.value = this.knocks.value.filter((knock) => knock.visitor !== visitor);
    },
    "conversation.changed": (changed) => put(this.conversations, changed.id, changed),
    "conversation.ended": ({ id }) => remove(this.conversations, id),
    "media.changed": ({ visitor, ...sends }) => put(this.media, visitor, sends),
    "stage.source": ({ stage, source, status }) => put(this.stages, stage, { source, status }),
    "media.lost": ({ tab }) => {
      if (this.calls.has(tab)) this.speaking.value = new Map();
    },
    "media.speaking": ({ tab, sources }) => {
      if (!this.calls.has(tab)) return;
      const levels = Object.entries(sources).map(
        ([source, level]) => [source.split("/")[0] ?? "", Math.round(level * 10) / 10] as const,
      );
      const next = new Map(levels);
      if (!holdSame(this.speaking.value, next)) this.speaking.value = next;
    },
  };
}
