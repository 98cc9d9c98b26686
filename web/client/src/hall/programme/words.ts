/** The words of the programme. */
import type { App } from "../../hub/app";
import { formatTime, t, tn } from "../../i18n/i18n";
import type { Session } from "../../protocol.gen";
import { languageName } from "../captions/writing";

/** From when to when, on the visitor's own clocks. */
export const times = ({ starts_at, ends_at }: Session): string =>
  `${formatTime(starts_at)} – ${formatTime(ends_at)}`;

/** Where it is: a room of the hub by its title, else the name it came with. */
export const placeOf = (app: App, { room, place }: Session): string =>
  room === null ? place : app.places.title(room);

/** How one can take part, where it is not both ways. */
export function modeWord({ mode }: Session): string {
  if (mode === "both") return "";
  return mode === "remote" ? t("online only") : t("on site only");
}

/** In which language: a tag such as "de" by its name, any other words as they were written. */
export const spokenWord = ({ language }: Session): string =>
  /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? languageName(language) : language;

/** For how many there is place, where that is known. */
export function placesWords({ capacity_on_site: seats, capacity_remote: remote }: Session): string[] {
  return [
    seats > 0 ? tn("{n} seat in the house", "{n} seats in the house", seats) : "",
    remote > 0 ? tn("{n} place online", "{n} places online", remote) : "",
  ];
}

/** On whose clocks times are shown, where they differ from the house's. */
export function zoneWords(venue: string): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const names = { zone: own.replaceAll("_", " "), venue: venue.replaceAll("_", " ") };
  return own === venue
    ? t("Times as in {zone}, where the house is.", names)
    : t("Times as in {zone}. The house is in {venue}.", names);
}
