/** The words of the hub that lists, panels and the map share. */
import { formatList, t, tn } from "../i18n/i18n";
import type { Standing } from "../net/wire";
import type { Role } from "../protocol.gen";
import type { HubState, Person } from "../state/hub";
import type { Place } from "../state/places";
import type { IconName } from "../ui/icons";
import type { App } from "./app";

/** So many names stand in a sentence; the rest is a number. */
const NAMED = 4;

/** Names in a row: "Amara, Jonas and Yuki"; of many the first few and how many more. */
export function nameRow(names: readonly string[]): string {
  const rest = names.length - NAMED;
  if (rest <= 1) return formatList([...names]);
  return formatList([...names.slice(0, NAMED), tn("{n} more", "{n} more", rest)]);
}

export const firstName = (name: string): string => name.split(/\s+/)[0] ?? name;

/** The hub and the names of its places. */
type Known = Pick<App, "hub" | "places">;

/** Presence in a word. */
export function presenceWord(presence: Standing): string {
  const words: Record<Standing, string> = {
    here: t("free"),
    away: t("away"),
    busy: t("busy"),
    lost: t("connection lost"),
    hall: t("in the hall"),
  };
  return words[presence];
}

export function roleWord(role: Role): string {
  const words: Record<Role, string> = {
    administrator: t("Administration"),
    moderator: t("Moderation"),
    speaker: t("Speaker"),
    member: t("Member"),
    guest: t("Guest"),
    venue: t("Venue"),
  };
  return words[role];
}

/** What somebody is to others: all who run the hub are its moderation. */
export const standing = (role: Role): string => roleWord(role === "administrator" ? "moderator" : role);

/** Whether somebody who is free to talk is talking. */
export const talks = (app: App, person: Person): boolean =>
  person.presence === "here" && app.hub.conversationOf(person.id) !== null;

/** The second line of a person: what one does, and where if that is elsewhere. */
export function doing(app: App, person: Person): string {
  const self = app.hub.person(app.hub.self.value ?? "");
  if (person.presence === "hall") return app.places.title(person.room ?? "");
  const isHere = self?.room === person.room && self?.floor === person.floor;
  const where = isHere ? "" : app.places.title(person.room ?? person.floor);
  const what = talks(app, person) ? t("in conversation") : presenceWord(person.presence);
  return where ? `${what} · ${where}` : what;
}

const ICONS: Record<string, IconName> = {
  hammer: "hammer",
  flask: "lab",
  "graduation-cap": "course",
  box: "box",
  "gallery-horizontal": "exhibit",
  laptop: "office",
  presentation: "stage",
  users: "people",
  info: "info",
  leaf: "garden",
};
const BY_KIND: Record<string, IconName> = {
  floor: "building",
  meeting: "people",
  table: "hammer",
  stage: "stage",
  exhibit: "exhibit",
  office: "office",
  training: "course",
  quiet: "garden",
};

/** The sign of a place: the one the map names, else that of its kind. */
export const placeIcon = (place: Place): IconName => ICONS[place.icon] ?? BY_KIND[place.kind] ?? "door";

/** Everybody in a place, in its inner rooms too; on the open ground only who is in no room. */
export function peopleIn(app: Known, place: Place): Person[] {
  const { people } = app.hub;
  if (place.kind === "floor")
    return people.value.filter((each) => each.room === null && each.floor === place.id);
  return people.value.filter((each) => app.places.chain(each.room).includes(place.id));
}

export const hereCount = (count: number, capacity: number): string =>
  capacity > 0 && capacity <= 99
    ? t("{n} of {most}", { n: count, most: capacity })
    : tn("{n} here", "{n} here", count);

/** The chip of a conversation: how many hear each other; at a window into a hallway, how many stand there. */
export function circleWord({ boxes }: HubState, members: readonly string[]): string {
  const people = members.filter((id) => !boxes.isWindow(id)).length;
  if (people === members.length) return hearing(people);
  return tn("{n} person at the window", "{n} people at the window", people);
}

/** "5 hear each other": the chip of a conversation. */
export const hearing = (count: number): string => tn("{n} hears you", "{n} hear each other", count);
