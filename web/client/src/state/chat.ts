/** Chat by channel: pages of history, unread marks, and own messages that are still on their way or failed. */
import { type Signal, signal } from "@preact/signals";
import type { Page } from "../net/session";
import type { DurableFrame, Message } from "../net/wire";
import type { Ack, ChannelInfo, Commands, DurableEvents } from "../protocol.gen";

/** What one says: in answer to which message, calling whom. */
export interface Said {
  body: string;
  reply_to: string | null;
  mentions: readonly string[];
}

/** An own message the hub has not shown yet. `error` is the reason it was refused. */
export interface Pending extends Said {
  cmdId: string;
  at: number;
  error: string | null;
}

export interface Channel {
  id: string;
  messages: readonly Message[];
  pending: readonly Pending[];
  unread: number;
  last: string | null;
  /** Older messages exist: unknown (null) until the first page came. */
  more: boolean | null;
  loading: boolean;
  failed: boolean;
}

/** What the chat needs of the world; the hub page gives the link and the HTTP session. */
export interface ChatPorts {
  send(name: "chat.post", fields: Commands["chat.post"], cmdId: string): Promise<Ack>;
  read(channel: string, message: string): void;
  page(channel: string, before: string | null): Promise<Page>;
  newId(): string;
  now(): number;
}

/** Pages that are fetched to find one message. */
const PAGES_SOUGHT = 40;

const empty = (id: string): Channel => ({
  id,
  messages: [],
  pending: [],
  unread: 0,
  last: null,
  more: null,
  loading: false,
  failed: false,
});

/** The channel of two people: ids in order, the same for both. */
export const directChannel = (one: string, other: string): string => `dm:${[one, other].sort().join(":")}`;

/** The other person of a direct channel. */
export const otherIn = (channel: string, self: string | null): string | null =>
  channel.startsWith("dm:")
    ? (channel
        .split(":")
        .slice(1)
        .find((id) => id !== self) ?? null)
    : null;

export class Chat {
  readonly #ports: ChatPorts;
  readonly #channels = new Map<string, Signal<Channel>>();
  /** Names of all channels that hold something, so that lists of them redraw. */
  readonly known = signal<readonly string[]>([]);
  /** The channel on screen; what comes there is read at once. */
  readonly shown = signal<string | null>(null);
  /** The message that was looked for, until one turns to something else. */
  readonly pointed = signal<string | null>(null);
  self: string | null = null;
  /** The channel of the room one is in. */
  #inside: string | null = null;
  /** What is written and not sent yet, by channel: nothing is said to others than those it was written for. */
  readonly #drafts = new Map<string, Signal<string>>();
  /** The page each channel waits for. */
  readonly #loads = new Map<string, symbol>();

  constructor(ports: ChatPorts) {
    this.#ports = ports;
  }

  channel(id: string): Signal<Channel> {
    const held = this.#channels.get(id);
    if (held) return held;
    const made = signal(empty(id));
    this.#channels.set(id, made);
    this.known.value = [...this.known.value, id];
    return made;
  }

  /** The channel of those one is with: of the room one is in, else of the whole hub. */
  get home(): string {
    return this.#inside ?? "hub";
  }

  draft(id: string): Signal<string> {
    const held = this.#drafts.get(id);
    if (held) return held;
    const made = signal("");
    this.#drafts.set(id, made);
    return made;
  }

  #edit(id: string, change: (channel: Channel) => Partial<Channel>): void {
    const held = this.channel(id);
    held.value = { ...held.value, ...change(held.value) };
  }

  /** After a snapshot the loaded pages may have a hole: they are fetched again when shown. */
  restore(self: string, channels: Record<string, ChannelInfo>, room: string | null): void {
    this.self = self;
    for (const id of this.#channels.keys()) this.#reset(id);
    for (const [id, info] of Object.entries(channels)) this.#edit(id, () => info);
    const stays = this.#inside === `room:${room}`;
    this.#inside = null;
    this.enter(room, stays);
    const { value: shown } = this.shown;
    if (shown !== null && shown !== this.#inside) void this.older(shown);
  }

  /**
   * One is in this room now, or in none. Of the room left nothing is told any more, so what is held of it goes; what
   * was said before in the one entered is fetched, and its chat takes the place of the whole hub's, unless one writes
   * there or was in the room before (`stays`).
   */
  enter(room: string | null, stays = false): void {
    const id = room === null ? null : `room:${room}`;
    const left = this.#inside;
    this.#inside = id;
    if (left !== null && left !== id) this.#reset(left);
    if (id !== null && left !== id) {
      this.#reset(id);
      void this.#load(id, true);
    }
    const { value: shown } = this.shown;
    const isFree = shown === "hub" && this.draft("hub").value === "" && left !== id && !stays;
    if (isFree || (shown?.startsWith("room:") && shown !== id)) this.show(this.home);
  }

  /** Forgets a channel but for what waits to be said there; a page under way is not taken any more. */
  #reset(id: string): void {
    this.#loads.delete(id);
    this.#edit(id, ({ pending }) => ({ ...empty(id), pending }));
  }

  /** Puts a channel on screen: loads its newest page once and marks it read. */
  show(id: string | null): void {
    this.shown.value = id;
    if (id === null) return;
    if (this.channel(id).value.more === null) void this.older(id);
    this.#markRead(id);
  }

  /** Puts a channel on screen, back to one of its messages. */
  async seek(id: string, message: string): Promise<void> {
    this.shown.value = id;
    this.pointed.value = message;
    for (let page = 0; page < PAGES_SOUGHT; page += 1) {
      const { more, failed } = this.channel(id).value;
      if (more === false || failed || this.#find(id, message)) break;
      await this.#load(id, false);
    }
    this.#markRead(id);
  }

  #markRead(id: string): void {
    const { unread, last } = this.channel(id).value;
    if (unread === 0 || last === null) return;
    this.#edit(id, () => ({ unread: 0 }));
    this.#ports.read(id, last);
  }

  /** Loads the page before the oldest message shown. */
  async older(id: string): Promise<void> {
    const { loading, more } = this.channel(id).value;
    if (!loading && more !== false) await this.#load(id, false);
  }

  /** Loads a page; `isNew` is the newest one of a channel of which nothing was known. */
  async #load(id: string, isNew: boolean): Promise<void> {
    const load = Symbol(id);
    this.#loads.set(id, load);
    const before = this.channel(id).value.messages[0]?.message ?? null;
    this.#edit(id, () => ({ loading: true, failed: false }));
    const page = await this.#ports.page(id, before).catch(() => null);
    if (this.#loads.get(id) !== load) return;
    this.#edit(id, (now) => ({ loading: false, ...this.#loaded(page, now, isNew) }));
    if (this.shown.value === id) this.#markRead(id);
  }

  #loaded(page: Page | null, now: Channel, isNew: boolean): Partial<Channel> {
    if (page === null) return { failed: true };
    const news = isNew ? this.#news(page, now) : {};
    return { messages: merge(page.messages, now.messages), more: page.more, ...news };
  }

  /** How much is unread by the newest page and by what was told while it was on its way. */
  #news(page: Page, { messages, last }: Channel): Pick<Channel, "unread" | "last"> {
    const paged = new Set(page.messages.map((each) => each.message));
    const later = messages.filter((each) => !paged.has(each.message) && each.author !== this.self);
    return { unread: page.unread + later.length, last: last ?? page.messages.at(-1)?.message ?? null };
  }

  /** Sends a message; it is shown at once as on its way. */
  post(id: string, said: Said): void {
    const line: Pending = { ...said, cmdId: this.#ports.newId(), at: this.#ports.now(), error: null };
    this.#edit(id, (now) => ({ pending: [...now.pending, line] }));
    this.#deliver(id, line);
  }

  /** Sends a refused message again, as a new command. */
  retry(id: string, cmdId: string): void {
    const line = this.channel(id).value.pending.find((each) => each.cmdId === cmdId);
    this.discard(id, cmdId);
    if (line) this.post(id, line);
  }

  discard(id: string, cmdId: string): void {
    this.#edit(id, (now) => ({ pending: now.pending.filter((each) => each.cmdId !== cmdId) }));
  }

  /** A message of an earlier visit that still waits in the outbox. */
  recall(id: string, line: Pending): void {
    const isShown = this.channel(id).value.pending.some((each) => each.cmdId === line.cmdId);
    if (!isShown) this.#edit(id, (now) => ({ pending: [...now.pending, line] }));
  }

  #deliver(id: string, line: Pending): void {
    const { body, reply_to, mentions } = line;
    const said = { channel: id, body, reply_to, mentions: [...mentions] };
    this.#ports
      .send("chat.post", said, line.cmdId)
      .catch((error: Error) => this.#refused(id, line.cmdId, error.message));
  }

  #refused(id: string, cmdId: string, error: string): void {
    const refuse = (each: Pending) => (each.cmdId === cmdId ? { ...each, error } : each);
    this.#edit(id, (now) => ({ pending: now.pending.map(refuse) }));
  }

  /**
   * The hub has answered a message, maybe one of an earlier visit. What `isTold` is said: it was heard of, or stands
   * in the history; all else that is said will be told yet.
   */
  answered(id: string, cmdId: string, { ok, error }: Ack, isTold: boolean): void {
    if (!ok) this.#refused(id, cmdId, error?.text ?? "");
    else if (isTold) this.discard(id, cmdId);
  }

  posted(data: DurableEvents["message.posted"], frame: DurableFrame): void {
    const answered = this.#find(data.channel, data.reply_to);
    const quote = answered && { author: answered.author, body: answered.body };
    const message: Message = { ...data, at: frame.at, quote: quote ?? null, edited: false, reactions: {} };
    const own = data.author === this.self;
    this.#edit(data.channel, (now) => ({
      messages: merge(now.messages, [message]),
      pending: own ? without(now.pending, data.body) : now.pending,
      last: data.message,
      unread: own ? now.unread : now.unread + 1,
    }));
    if (this.shown.value === data.channel) this.#markRead(data.channel);
  }

  #find(channel: string, message: string | null | undefined): Message | undefined {
    return this.channel(channel).value.messages.find((each) => each.message === message);
  }

  /** Changes one message, and what quotes it. */
  #mend(channel: string, message: string, change: (message: Message) => Partial<Message>): void {
    const mended = (each: Message): Message => {
      if (each.message === message) return { ...each, ...change(each) };
      if (each.reply_to !== message || each.quote === null) return each;
      const { body = each.quote.body } = change({ ...each, ...each.quote });
      return { ...each, quote: { ...each.quote, body } };
    };
    this.#edit(channel, (now) => ({ messages: now.messages.map(mended) }));
  }

  /** Deleted by a host, or taken back by its author. */
  deleted({ message, channel }: { message: string; channel: string }): void {
    this.#mend(channel, message, () => ({ body: null, reactions: {} }));
  }

  edited({ message, channel, body }: DurableEvents["message.edited"]): void {
    this.#mend(channel, message, () => ({ body, edited: true }));
  }

  signed({ message, channel, visitor, kind, on }: DurableEvents["message.reacted"]): void {
    this.#mend(channel, message, ({ reactions }) => {
      const others = (reactions[kind] ?? []).filter((each) => each !== visitor);
      return { reactions: { ...reactions, [kind]: on ? [...others, visitor] : others } };
    });
  }

  /** Somebody had themselves erased: what they wrote goes, and a direct channel with them whole. */
  erased(visitor: string): void {
    for (const [id, held] of this.#channels) {
      const isGone = ({ author }: Message) => author === visitor || id.split(":").includes(visitor);
      const messages = held.value.messages.map((each) => (isGone(each) ? { ...each, body: null } : each));
      held.value = { ...held.value, messages };
    }
  }

  /** Read elsewhere, in another tab. */
  readElsewhere({ channel, message }: { channel: string; message: string }): void {
    if (this.channel(channel).value.last === message) this.#edit(channel, () => ({ unread: 0 }));
  }
}

/** Both lists in order, each message once. */
function merge(older: readonly Message[], newer: readonly Message[]): Message[] {
  const known = new Set(older.map((each) => each.message));
  return [...older, ...newer.filter((each) => !known.has(each.message))];
}

/** The hub shows an own message by its text, not by its command: the first that waits with this text has arrived. */
function without(pending: readonly Pending[], body: string | null): Pending[] {
  const at = pending.findIndex((each) => each.body === body && each.error === null);
  return pending.filter((_, index) => index !== at);
}
