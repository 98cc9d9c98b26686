import { beforeEach, expect, test } from "vitest";
import type { Look } from "../art/look";
import { HubState } from "../state/hub";
import { mainPicture, sourcesOf } from "./sources";

const track = (id: string) => ({ id }) as MediaStreamTrack;
const pictures = (...peers: string[]) => new Map(peers.map((peer) => [peer, track(peer)]));
const person = (name: string) => ({ name, look: {} as Look, role: "speaker" as const, muted: false });

let hub: HubState;

beforeEach(() => {
  hub = new HubState();
  hub.visitors.value = new Map([["far", person("Far")]]);
  hub.presence.value = new Map([["far", "here"]]);
  hub.inRoom.value = new Map([["far", "hall"]]);
  hub.media.value = new Map([["far", { mic: true, cam: true }]]);
  hub.durable("box.paired", { box: "left", stage: "hall", title: "Left" }, 1);
  hub.live("box.source", { box: "left", source: "left/cam", status: "on" });
});

test("a box's camera is the stage's picture where there is no other", () => {
  expect(mainPicture(hub, "hall", pictures("left", "far"))).toEqual({
    peer: "left",
    status: "on",
    track: track("left"),
  });
});

test("the chosen picture comes first, and one that is cut says so", () => {
  hub.durable("stage.shown", { stage: "hall", source: "far/cam" }, 2);
  expect(mainPicture(hub, "hall", pictures("left", "far")).peer).toBe("far");
  hub.durable("stage.shown", { stage: "hall", source: null }, 3);
  hub.live("box.source", { box: "left", source: "left/cam", status: "silent" });
  expect(mainPicture(hub, "hall", pictures("left", "far"))).toMatchObject({ peer: "left", status: "silent" });
});

test("a hall without any camera shows nothing, whatever a speaker sends", () => {
  hub.durable("box.revoked", { box: "left", stage: "hall" }, 2);
  expect(mainPicture(hub, "hall", pictures("far")).peer).toBe(null);
});

test("a host chooses among the hall's cameras and who is on the stage", () => {
  expect(sourcesOf(hub, "hall").map(({ id }) => id)).toEqual(["stage:hall/cam", "left/cam", "far/cam"]);
  hub.durable("box.used", { box: "left", mic: true, cam: false, speaker: true }, 2);
  expect(sourcesOf(hub, "hall").map(({ id }) => id)).toEqual(["stage:hall/cam", "far/cam"]);
});

test("a revoked box is forgotten with what was shown of it", () => {
  hub.durable("stage.shown", { stage: "hall", source: "left/cam" }, 2);
  hub.durable("box.revoked", { box: "left", stage: "hall" }, 3);
  expect([...hub.boxes.shown.value, ...hub.boxes.all.value]).toEqual([]);
  expect(hub.nameOf("left")).toBe("");
});
