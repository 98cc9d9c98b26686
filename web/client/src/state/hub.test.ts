import { effect } from "@preact/signals";
import { expect, test } from "vitest";
import type { Look } from "../art/look";
import type { Snapshot } from "../protocol.gen";
import { HubState } from "./hub";

const look = {} as Look;
const person = (name: string) => ({ name, look, role: "guest" as const, muted: false });

function snapshot(): Snapshot {
  return {
    hub_start: "s",
    seq: 7,
    at: 1,
    you: { visitor: "me", role: "guest", muted: false, capabilities: ["chat.post"] },
    visitors: { me: person("Me"), lena: person("Lena"), gone: person("Gone") },
    rooms: { lab: { locked: true }, hall: { locked: false } },
    on_site: {},
    stays: {},
    queues: {},
    polls: {},
    applause: [],
    captioners: {},
    interpreting: {},
    boxes: {},
    shown: {},
    scenes: {},
    slides: {},
    layouts: {},
    recordings: {},
    breakouts: { plans: [], rounds: [], help: [], mine: null },
    minors: [],
    marks: {},
    sessions: [],
    agenda: [],
    channels: {},
    live: {
      presence: { me: "here", lena: "busy" },
      avatars: [],
      you: null,
      conversations: [{ id: "c", members: ["lena", "me"], locked: false }],
      in_room: { lena: "lab" },
      media: {},
      stages: {},
      devices: {},
      health: {},
      figures: [],
      knocks: [{ room: "lab", visitor: "me" }],
      following: { leader: null, asked: null, followers: [], asking: [], invited: [], open: true },
      votes: {},
      tallies: {},
      captions: {},
      interpreting: {},
      breakouts: { speaking: {}, listening: [], visiting: [], active: {} },
      minors: { talking: {}, alone: [] },
    },
  };
}

function hub(): HubState {
  const state = new HubState();
  state.restore(snapshot());
  return state;
}

test("only people who are present are listed, in the order of their names", () => {
  expect(hub().people.value.map(({ id, presence, room }) => [id, presence, room])).toEqual([
    ["lena", "busy", "lab"],
    ["me", "here", null],
  ]);
});

test("who leaves is no longer listed and keeps a name for old messages", () => {
  const state = hub();
  state.live("visitor.left", { visitor: "lena" });
  expect(state.people.value.map((each) => each.id)).toEqual(["me"]);
  expect(state.nameOf("lena")).toBe("Lena");
});

test("a room that opens forgets who knocked", () => {
  const state = hub();
  state.durable("room.unlocked", { room: "lab" });
  expect(state.locked.value.has("lab")).toBe(false);
  expect(state.knocks.value).toEqual([]);
});

test("leaving a room after having entered another keeps the new one", () => {
  const state = hub();
  state.live("room.entered", { visitor: "lena", room: "hall" });
  state.live("room.left", { visitor: "lena", room: "lab" });
  expect(state.inRoom.value.get("lena")).toBe("hall");
});

test("who goes behind the wall of a workshop with minors is here still, and in no room", () => {
  const state = hub();
  state.live("avatar.gone", { visitor: "lena", floor: "plaza", lane: 1 });
  expect(state.people.value.map(({ id, room }) => [id, room])).toEqual([
    ["lena", null],
    ["me", null],
  ]);
});

test("the own conversation follows its members", () => {
  const state = hub();
  expect(state.ownConversation.value?.id).toBe("c");
  state.live("conversation.changed", { id: "c", members: ["lena"], locked: false });
  expect(state.ownConversation.value).toBeNull();
});

test("rights are those the hub named, and an unknown event changes nothing", () => {
  const state = hub();
  state.live("something.new", { visitor: "me" });
  expect(state.may("chat.post")).toBe(true);
  expect(state.may("visitor.ban")).toBe(false);
});

test("five words a second of who speaks change nothing while the same people speak as loudly", () => {
  const state = hub();
  state.calls.add("t");
  const changes: string[][] = [];
  const stop = effect(() => {
    changes.push([...state.speaking.value].map(([id, level]) => `${id} ${level}`));
  });
  state.live("media.speaking", { tab: "t", sources: { "b/mic": 0.52 } });
  state.live("media.speaking", { tab: "t", sources: { "b/mic": 0.54 } });
  state.live("media.speaking", { tab: "t", sources: { "b/mic": 0.48 } });
  state.live("media.speaking", { tab: "t", sources: { "b/mic": 0.48, "c/mic": 0.3 } });
  state.live("media.speaking", { tab: "t", sources: {} });
  state.live("media.speaking", { tab: "t", sources: {} });
  stop();
  expect(changes).toEqual([[], ["b 0.5"], ["b 0.5", "c 0.3"], []]);
});

test("who speaks is told to each of one's pages of its own sound, and to one that lost it of nobody", () => {
  const state = hub();
  const speakers = () => [...state.speaking.value.keys()];
  state.calls.add("hub");
  state.live("media.speaking", { tab: "hub", sources: { "lena/mic": 0.5 } });
  state.live("media.speaking", { tab: "stage", sources: { "amara/mic": 0.5 } });
  expect(speakers()).toEqual(["lena"]);
  state.live("media.speaking", { tab: "stage", sources: {} });
  state.live("media.lost", { tab: "stage", reason: "elsewhere" });
  expect(speakers()).toEqual(["lena"]);
  state.live("media.lost", { tab: "hub", reason: "elsewhere" });
  expect(speakers()).toEqual([]);
});
