import { expect, test } from "vitest";
import type { Message } from "../net/wire";
import type { Ack } from "../protocol.gen";
import { Chat, type ChatPorts, directChannel, otherIn } from "./chat";

const message = (id: string, author = "other", body: string | null = id): Message => ({
  message: id,
  channel: "hub",
  author,
  at: 1,
  body,
  edited: false,
  reply_to: null,
  quote: null,
  mentions: [],
  reactions: {},
});
/** A message as it is told. */
const told = (id: string, author = "other", body: string | null = id, reply_to: string | null = null) => ({
  message: id,
  channel: "hub",
  author,
  body,
  reply_to,
  mentions: [],
});
const said = (body: string) => ({ body, reply_to: null, mentions: [] });
const frame = { seq: 2, prev: 1, at: 5, by: "other", data: {} };

function world(pages: Message[][] = []) {
  const reads: string[] = [];
  const asked: string[] = [];
  const refuse: ((error: Error) => void)[] = [];
  let ids = 0;
  const ports: ChatPorts = {
    send: () => new Promise<Ack>((_, reject) => refuse.push(reject)),
    read: (channel, last) => reads.push(`${channel} ${last}`),
    page: async (channel) => {
      asked.push(channel);
      const found = pages.shift() ?? [];
      return { messages: found, more: pages.length > 0, unread: found.length };
    },
    newId: () => `c${++ids}`,
    now: () => 1,
  };
  const chat = new Chat(ports);
  chat.restore("me", {}, null);
  return { chat, reads, refuse, asked };
}

test("a message in a channel that is not shown counts as unread, one that is shown is read at once", () => {
  const { chat, reads } = world();
  chat.posted(told("m1"), frame);
  expect(chat.channel("hub").value.unread).toBe(1);
  chat.show("hub");
  chat.posted(told("m2"), frame);
  expect(chat.channel("hub").value.unread).toBe(0);
  expect(reads).toEqual(["hub m1", "hub m2"]);
});

test("an own message is shown as on its way until the hub shows it", () => {
  const { chat } = world();
  chat.post("hub", said("hello"));
  expect(chat.channel("hub").value.pending.map((line) => line.body)).toEqual(["hello"]);
  chat.posted(told("m1", "me", "hello"), frame);
  expect(chat.channel("hub").value.pending).toEqual([]);
  expect(chat.channel("hub").value.unread).toBe(0);
});

test("a refused message keeps its text and can be sent again", async () => {
  const { chat, refuse } = world();
  chat.post("hub", said("hello"));
  refuse[0]?.(new Error("Too fast"));
  await Promise.resolve();
  expect(chat.channel("hub").value.pending[0]?.error).toBe("Too fast");
  chat.retry("hub", "c1");
  expect(chat.channel("hub").value.pending).toEqual([{ cmdId: "c2", ...said("hello"), at: 1, error: null }]);
});

test("pages of history join without holes or doubles", async () => {
  const { chat } = world([
    [message("m3"), message("m4")],
    [message("m1"), message("m2")],
  ]);
  await chat.older("hub");
  chat.posted(told("m4"), frame);
  await chat.older("hub");
  expect(chat.channel("hub").value.messages.map((each) => each.message)).toEqual(["m1", "m2", "m3", "m4"]);
  expect(chat.channel("hub").value.more).toBe(false);
});

test("a deleted message loses its text and keeps its place", () => {
  const { chat } = world();
  chat.posted(told("m1"), frame);
  chat.deleted({ message: "m1", channel: "hub" });
  expect(chat.channel("hub").value.messages).toEqual([{ ...message("m1"), at: 5, body: null }]);
});

test("who is erased leaves no text behind, neither in the hub's chat nor in a direct one with them", () => {
  const { chat } = world();
  const direct = { ...told("m3", "me"), channel: "dm:me:other" };
  for (const each of [told("m1"), told("m2", "third"), direct]) chat.posted(each, frame);
  chat.erased("other");
  expect(chat.channel("hub").value.messages.map((each) => each.body)).toEqual([null, "m2"]);
  expect(chat.channel("dm:me:other").value.messages.map((each) => each.body)).toEqual([null]);
});

test("a direct channel has one name for both people", () => {
  expect(directChannel("b", "a")).toBe(directChannel("a", "b"));
  expect(otherIn("dm:a:b", "a")).toBe("b");
  expect(otherIn("hub", "a")).toBeNull();
});

const inRoom = (id: string, author = "other"): Message => ({ ...message(id, author), channel: "room:lab" });
const toldInRoom = (id: string) => ({ ...told(id), channel: "room:lab" });
const settle = () => new Promise((done) => setTimeout(done));

test("whoever enters a room learns what was said there before and how much of it is new", async () => {
  const { chat, asked } = world([[inRoom("m1"), inRoom("m2")]]);
  chat.enter("lab");
  chat.posted(toldInRoom("m3"), frame);
  await settle();
  expect(asked).toEqual(["room:lab"]);
  const { messages, unread, last } = chat.channel("room:lab").value;
  expect(messages.map((each) => each.message)).toEqual(["m1", "m2", "m3"]);
  expect({ unread, last }).toEqual({ unread: 3, last: "m3" });
});

test("a room's chat that is on screen when one enters is read at once", async () => {
  const { chat, reads } = world([[inRoom("m1")]]);
  chat.enter("lab");
  chat.show("room:lab");
  await settle();
  expect(chat.channel("room:lab").value.unread).toBe(0);
  expect(reads).toEqual(["room:lab m1"]);
});

test("whoever leaves a room keeps nothing of its chat, and has no hole in it after coming back", async () => {
  const { chat } = world([[inRoom("m1")], [message("h1")], [inRoom("m1"), inRoom("m2")]]);
  chat.enter("lab");
  await settle();
  chat.show("room:lab");
  chat.enter(null);
  expect(chat.channel("room:lab").value.messages).toEqual([]);
  expect(chat.channel("room:lab").value.unread).toBe(0);
  expect(chat.shown.value).toBe("hub");
  chat.enter("lab");
  chat.posted(toldInRoom("m3"), frame);
  await settle();
  expect(chat.channel("room:lab").value.messages.map((each) => each.message)).toEqual(["m1", "m2", "m3"]);
});

test("a page asked for before one left does not bring the room's lines back", async () => {
  const { chat } = world([[inRoom("m1")]]);
  chat.enter("lab");
  chat.enter(null);
  await settle();
  expect(chat.channel("room:lab").value).toMatchObject({ messages: [], more: null, loading: false });
});

test("a fresh state in the same room asks for its page anew, one elsewhere shows the hub's chat", async () => {
  const { chat, asked } = world([[inRoom("m1")]]);
  chat.enter("lab");
  chat.enter("lab");
  expect(asked).toEqual(["room:lab"]);
  chat.show("room:lab");
  chat.restore("me", {}, "lab");
  expect(asked).toEqual(["room:lab", "room:lab"]);
  chat.restore("me", {}, null);
  expect(chat.shown.value).toBe("hub");
});

test("what waits to be said in a room is kept on leaving it", () => {
  const { chat } = world();
  chat.enter("lab");
  chat.post("room:lab", said("hello"));
  chat.enter(null);
  expect(chat.channel("room:lab").value.pending.map((line) => line.body)).toEqual(["hello"]);
});

test("inside a room one writes to the room, unless one was writing to everybody", () => {
  const { chat } = world();
  chat.show(chat.home);
  chat.enter("lab");
  expect(chat.shown.value).toBe("room:lab");
  chat.enter(null);
  expect(chat.shown.value).toBe("hub");
  chat.draft("hub").value = "Half a sen";
  chat.enter("lab");
  expect([chat.shown.value, chat.home, chat.draft("room:lab").value]).toEqual(["hub", "room:lab", ""]);
});

test("whoever writes to everybody from inside a room goes on doing so after a broken line", () => {
  const { chat } = world();
  chat.restore("me", {}, "lab");
  chat.show("hub");
  chat.restore("me", {}, "lab");
  expect(chat.shown.value).toBe("hub");
});

test("what is put right, signed and taken back shows in the message and in what quotes it", () => {
  const { chat } = world();
  chat.posted(told("m1", "other", "helo"), frame);
  chat.posted(told("m2", "me", "yes", "m1"), frame);
  chat.edited({ message: "m1", channel: "hub", body: "hello" });
  for (const visitor of ["me", "other", "me"])
    chat.signed({ message: "m1", channel: "hub", visitor, kind: "heart", on: true });
  chat.signed({ message: "m1", channel: "hub", visitor: "other", kind: "heart", on: false });
  const [first, second] = chat.channel("hub").value.messages;
  expect(first).toMatchObject({ body: "hello", edited: true, reactions: { heart: ["me"] } });
  expect(second?.quote).toEqual({ author: "other", body: "hello" });
  chat.deleted({ message: "m1", channel: "hub" });
  const [gone, quoting] = chat.channel("hub").value.messages;
  expect(gone).toMatchObject({ body: null, reactions: {} });
  expect(quoting?.quote).toEqual({ author: "other", body: null });
});

test("a message that was looked for is fetched page by page, and only as far as needed", async () => {
  const pages = [[message("m5")], [message("m4")], [message("m3")], [message("m2")]];
  const { chat, asked, reads } = world(pages);
  await chat.seek("hub", "m3");
  expect(chat.pointed.value).toBe("m3");
  expect(chat.channel("hub").value.messages.map((each) => each.message)).toEqual(["m3", "m4", "m5"]);
  expect(asked).toHaveLength(3);
  expect(reads).toEqual([]);
  await chat.seek("hub", "gone");
  expect(asked).toHaveLength(4);
});

test("a message that was said before the page was loaded again stands in the history, and waits no more", async () => {
  const { chat } = world([[message("m1", "me", "hello")]]);
  chat.recall("hub", { cmdId: "c1", ...said("hello"), at: 1, error: null });
  chat.recall("hub", { cmdId: "c2", ...said("and more"), at: 1, error: null });
  await chat.older("hub");
  chat.answered("hub", "c1", { ok: true, cmd_id: "c1", seq: 2 }, true);
  chat.answered("hub", "c2", { ok: true, cmd_id: "c2", seq: 3 }, false);
  expect(chat.channel("hub").value.pending.map((line) => line.cmdId)).toEqual(["c2"]);
  chat.posted(told("m2", "me", "and more"), frame);
  expect(chat.channel("hub").value.pending).toEqual([]);
});

test("a message of an earlier visit that the hub refuses says so", () => {
  const { chat } = world();
  chat.recall("hub", { cmdId: "c1", ...said("hello"), at: 1, error: null });
  const error = { code: "chat.slow", text: "Too fast", retry: false } as unknown as Ack["error"];
  chat.answered("hub", "c1", { ok: false, cmd_id: "c1", error }, false);
  expect(chat.channel("hub").value.pending[0]?.error).toBe("Too fast");
});
