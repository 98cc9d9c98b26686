import { beforeEach, expect, test } from "vitest";
import type { Look } from "../art/look";
import { HubState } from "../state/hub";
import { mainPicture, otherPictures, sourcesOf } from "./sources";

const track = (id: string) => ({ id }) as MediaStreamTrack;
const pictures = (...ids: string[]) => new Map(ids.map((id) => [id, track(id)]));
const person = (name: string) => ({ name, look: {} as Look, role: "speaker" as const, muted: false });

let hub: HubState;

beforeEach(() => {
  hub = new HubState();
  hub.visitors.value = new Map([["far", person("Far")]]);
  hub.presence.value = new Map([["far", "here"]]);
  hub.inRoom.value = new Map([["far", "hall"]]);
  hub.media.value = new Map([["far", { mic: true, cam: true, screen: null }]]);
  hub.durable("box.paired", { box: "left", stage: "hall", title: "Left" }, 1);
  hub.live("box.source", { box: "left", source: "left/cam", status: "on" });
});

test("a box's camera is the stage's picture where there is no other", () => {
  expect(mainPicture(hub, "hall", pictures("left/cam", "far/cam"))).toEqual({
    id: "left/cam",
    peer: "left",
    name: "Left",
    status: "on",
    track: track("left/cam"),
  });
});

test("the chosen picture comes first, and one that is cut says so", () => {
  hub.durable("stage.shown", { stage: "hall", source: "far/cam" }, 2);
  expect(mainPicture(hub, "hall", pictures("left/cam", "far/cam"))?.id).toBe("far/cam");
  hub.durable("stage.shown", { stage: "hall", source: null }, 3);
  hub.live("box.source", { box: "left", source: "left/cam", status: "silent" });
  expect(mainPicture(hub, "hall", pictures("left/cam", "far/cam"))).toMatchObject({
    peer: "left",
    status: "silent",
  });
});

test("a hall without any camera shows nothing, whatever a speaker sends", () => {
  hub.durable("box.revoked", { box: "left", stage: "hall" }, 2);
  expect(mainPicture(hub, "hall", pictures("far/cam"))).toBe(null);
});

const sharing = (since: number, circle = "room:hall") => ({
  mic: true,
  cam: true,
  screen: { since, circle },
});

test("a shared screen comes before the hall's camera, the newest first, and is shown only where it was shared", () => {
  hub.visitors.value = new Map([...hub.visitors.value, ["bo", person("Bo")]]);
  hub.media.value = new Map([
    ["far", sharing(1)],
    ["bo", sharing(2)],
  ]);
  const all = pictures("left/cam", "far/cam", "far/screen", "bo/screen");
  expect(mainPicture(hub, "hall", all)).toMatchObject({ id: "bo/screen", name: "Screen of Bo" });
  expect(otherPictures(hub, "hall", all, "bo/screen").map(({ id }) => id)).toEqual([
    "far/screen",
    "left/cam",
    "far/cam",
  ]);
  hub.media.value = new Map([["bo", sharing(2, "room:lab")]]);
  expect(mainPicture(hub, "hall", all)?.id).toBe("left/cam");
});

test("a host chooses among the hall's cameras and who is on the stage", () => {
  expect(sourcesOf(hub, "hall").map(({ id }) => id)).toEqual(["stage:hall/cam", "left/cam", "far/cam"]);
  hub.durable("box.used", { box: "left", mic: true, cam: false, speaker: true, screen: false }, 2);
  expect(sourcesOf(hub, "hall").map(({ id }) => id)).toEqual(["stage:hall/cam", "far/cam"]);
});

test("a revoked box is forgotten with what was shown of it", () => {
  hub.durable("stage.shown", { stage: "hall", source: "left/cam" }, 2);
  hub.durable("box.revoked", { box: "left", stage: "hall" }, 3);
  expect([...hub.boxes.shown.value, ...hub.boxes.all.value]).toEqual([]);
  expect(hub.nameOf("left")).toBe("");
});
