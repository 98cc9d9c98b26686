/** The words of group work that banner, plans and control tower share. */
import type { App } from "../hub/app";
import { firstName } from "../hub/words";
import { t, tn } from "../i18n/i18n";
import type { GroupSpec, PlanInfo, Report, RoundGroup, RoundInfo } from "../protocol.gen";
import { MINUTE, minutesOf } from "./clock";

export type How = Report["how"];

/** Where a group meets. */
export function placeOf(app: App, { room, table, box }: RoundGroup | GroupSpec): string {
  if (room !== null) return app.places.title(room);
  if (table) return t("{table} in the hall", { table });
  return box === null ? t("virtual table") : app.hub.nameOf(box);
}

export const HOWS = (): { value: How; label: string; hint: string }[] => [
  { value: "random", label: t("By chance"), hint: t("Groups differ by one person at most.") },
  {
    value: "balanced",
    label: t("Balanced"),
    hint: t("Each group holds as many of each kind as any other, by the traits of the plan."),
  },
  {
    value: "chosen",
    label: t("As people choose"),
    hint: t("Who has not chosen fills the smallest groups."),
  },
  {
    value: "last",
    label: t("As last time"),
    hint: t("As in the last round; who is new goes to the smallest group."),
  },
  {
    value: "cafe",
    label: t("World café"),
    hint: t("The first at each table stays as its host, all others go on to people they have not met."),
  },
  {
    value: "mix",
    label: t("Everybody mixed"),
    hint: t("Nobody stays, and nobody should meet anybody twice."),
  },
  {
    value: "network",
    label: t("Speed networking"),
    hint: t("Pairs: everybody meets everybody else once, two at a time."),
  },
];

export const howWord = (how: How): string => HOWS().find(({ value }) => value === how)?.label ?? "";

const traitWords = (): Record<string, string> => ({
  mode: t("on site or online"),
  language: t("language"),
  skill: t("experience"),
});

/** A trait as people read it. */
export const traitWord = (trait: string): string => traitWords()[trait] ?? trait;

/** The trait that people mean by a word. */
export function traitOf(word: string): string {
  const isIt = ([, known]: [string, string]) => known.toLowerCase() === word.toLowerCase();
  return Object.entries(traitWords()).find(isIt)?.[0] ?? word;
}

/** What people say of their experience, the least first. */
export const SKILLS = ["new", "some", "much"];

/** A trait's value as people read it. */
export function valueWord(value: string): string {
  const known: Record<string, string> = {
    on_site: t("on site"),
    remote: t("online"),
    new: t("new to it"),
    some: t("some experience"),
    much: t("much experience"),
  };
  return known[value] ?? value;
}

/** Somebody by name: who is known to the hub, one of a rehearsal's made-up people, or nobody any more. */
export function nameOf(app: App, visitor: string): string {
  const made = /^person:(\d+)$/.exec(visitor)?.[1];
  if (made !== undefined) return t("Person {n}", { n: made });
  return app.hub.nameOf(visitor) || t("somebody who left");
}

/** The first name of who is known to the hub, for where there is little room. */
export const shortName = (app: App, visitor: string): string =>
  app.hub.visitors.value.has(visitor) ? firstName(nameOf(app, visitor)) : nameOf(app, visitor);

/** Whether one may see group work at all: to lead it, or to read what one's own group made. */
export const mayLead = (app: App): boolean =>
  app.hub.may("breakout.lead") || app.hub.breakouts.led.value.length > 0;

/** Plans whose last round is over and in which one took part. */
export function takenPart(app: App): string[] {
  const self = app.hub.self.value ?? "";
  return [...app.hub.breakouts.rounds.value.values()]
    .filter(({ ended_at, groups }) => ended_at !== null && groups.some((each) => each.members.includes(self)))
    .map(({ plan }) => plan);
}

/** Plans of which one may choose a group where one is. */
export const choosable = (app: App): PlanInfo[] =>
  app.hub.breakouts.open.value.filter(
    ({ spec }) => spec.room === null || app.places.chain(app.hub.ownRoom.value).includes(spec.room),
  );

/** Leads who listen to a group that meets in a room, or in one around it. */
export function listenersIn(app: App, room: string | null): string[] {
  const { breakouts } = app.hub;
  const chain = app.places.chain(room);
  return breakouts.listening.value
    .filter(({ round, group }) => chain.includes(breakouts.groupOf(round, group)?.room ?? ""))
    .map(({ visitor }) => visitor);
}

/** People whom a plan can seat: who is in its room, or anywhere, and leads nothing of it. */
export function candidates(app: App, { spec, named, roster, seats }: PlanInfo): string[] {
  const isIn = (room: string | null) => spec.room === null || app.places.chain(room).includes(spec.room);
  const here = app.hub.people.value
    .filter(
      ({ role, room, id }) =>
        isIn(room) && role !== "moderator" && role !== "administrator" && !named.includes(id),
    )
    .map(({ id }) => id);
  const listed = roster.map(({ visitor }) => visitor).filter((each) => each !== null);
  return [...new Set([...here, ...listed, ...Object.keys(seats)])];
}

/** How lively a group is: whether somebody speaks, or how long ago something was last heard or written. */
export function activityWords(speaks: boolean, last: number | undefined, now: number): string {
  if (speaks) return t("somebody speaks");
  if (last === undefined) return t("nothing heard yet");
  const still = now - last;
  if (still < MINUTE) return t("just now");
  return tn("quiet for {n} minute", "quiet for {n} minutes", minutesOf(still));
}

/** Why nobody in a round can be heard, told or visited: those of a rehearsal are made up. */
export const nobodyThere = ({ rehearsal }: RoundInfo): string | false =>
  rehearsal && t("In a rehearsal nobody is there.");
