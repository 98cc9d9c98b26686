/** Who is with the visitor: those in the conversation, else those in a room that has its own sound. */
import { minorsIn } from "../minors/words";
import type { Person } from "../state/hub";
import type { App } from "./app";

const OWN_SOUND = new Set(["meeting", "table", "stage", "exhibit", "office", "training"]);

/** The room whose sound one shares, or null on open ground, in quiet places and at a virtual table. */
export function soundRoom(app: App): string | null {
  if (app.hub.breakouts.table.value !== null) return null;
  const room = app.hub.ownRoom.value;
  const kind = app.places.find(room)?.kind;
  if (room === null || kind === undefined) return null;
  const isTogether = OWN_SOUND.has(kind) || minorsIn(app, room)?.ended_at === null;
  return isTogether ? room : null;
}

const WRITTEN = new Set(["meeting", "table", "training", "office"]);

/** The board, with notes and sketch, of those with whom one sits, or null; the group one looks at, or sits in, comes first. */
export function ownBoard(app: App): string | null {
  const group = app.layout.groupSeen.value ?? app.hub.breakouts.own.value?.group.id;
  if (group) return `group:${group}`;
  const room = app.hub.ownRoom.value;
  return room !== null && WRITTEN.has(app.places.find(room)?.kind ?? "") ? `room:${room}` : null;
}

/** The stage one is in front of, or null. */
export function stageRoom(app: App): string | null {
  const room = app.hub.ownRoom.value;
  return app.places.find(room)?.kind === "stage" ? room : null;
}

/** The stage whose queue one takes part in: the one one is in front of, else the one in whose hall one sits. */
export function queueStage(app: App): string | null {
  return stageRoom(app) ?? app.hub.ownHall.value;
}

/** The circle of sound one is in, as the hub names it; null where nobody would hear one. */
export function ownCircle(app: App): string | null {
  const room = soundRoom(app);
  const talk = app.hub.ownConversation.value;
  const table = app.hub.breakouts.table.value;
  if (table !== null) return `group:${table.id}`;
  if (room !== null) return `room:${room}`;
  return talk && `talk:${talk.id}`;
}

/** Who shares a screen where one is, the newest first. */
export const sharersHere = (app: App): string[] => app.hub.sharers(ownCircle(app) ?? "");

/** Who hears each other at one's virtual table, its guests too; null at none. */
function atTable({ hub }: App): string[] | null {
  const group = hub.breakouts.table.value;
  if (group === null) return null;
  const guests = hub.breakouts.visiting.value.filter((each) => each.group === group.id);
  return [...new Set([...group.members, ...guests.map((each) => each.visitor)])];
}

/** The others one hears, those who speak or show a picture first; oneself comes last. */
export function company(app: App): Person[] {
  const { hub } = app;
  const room = soundRoom(app);
  const inRoom = () =>
    hub.people.value.filter((each) => each.room === room && each.presence !== "hall").map((each) => each.id);
  const table = atTable(app);
  const ids = table ?? (room === null ? (hub.ownConversation.value?.members ?? []) : inRoom());
  const others = ids.filter((id) => id !== hub.self.value).map((id) => hub.person(id));
  const rank = ({ id }: Person) => (hub.speaking.value.has(id) ? 0 : hub.media.value.get(id)?.cam ? 1 : 2);
  return others.filter((each) => each !== null).sort((a, b) => rank(a) - rank(b));
}

/** People close by: on the same floor or room, not in the own conversation. */
export function nearby(app: App): Person[] {
  const { hub } = app;
  const self = hub.person(hub.self.value ?? "");
  const withMe = new Set(company(app).map((each) => each.id));
  return hub.people.value.filter(
    (each) =>
      each.id !== self?.id && !withMe.has(each.id) && each.room === self?.room && each.floor === self?.floor,
  );
}
