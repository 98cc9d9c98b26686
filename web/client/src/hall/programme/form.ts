/** The form of a session: its texts from a session, and those of a new one. */
import type { SessionForm } from "../../net/programme";
import type { Session } from "../../protocol.gen";

const HOUR = 3_600_000;

/** A moment as the clocks of a zone show it: `2027-03-13T19:30`. */
export function wallTime(at: number, zone: string): string {
  const shown = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(at);
  return shown.replace(" ", "T");
}

const seats = (count: number): string => (count > 0 ? String(count) : "");

export const formOf = (session: Session, zone: string): SessionForm => ({
  session: session.id,
  title: session.title,
  abstract: session.abstract,
  room: session.room ?? "",
  place: session.room === null ? session.place : "",
  start: wallTime(session.starts_at, zone),
  end: wallTime(session.ends_at, zone),
  kind: session.kind,
  language: session.language,
  speakers: session.speakers.join("\n"),
  mode: session.mode,
  on_site: seats(session.capacity_on_site),
  remote: seats(session.capacity_remote),
});

/** A new session begins at the next full hour and lasts one. */
export function blank(now: number, zone: string): SessionForm {
  const start = (Math.floor(now / HOUR) + 1) * HOUR;
  return {
    session: "",
    title: "",
    abstract: "",
    room: "",
    place: "",
    start: wallTime(start, zone),
    end: wallTime(start + HOUR, zone),
    kind: "",
    language: "",
    speakers: "",
    mode: "both",
    on_site: "",
    remote: "",
  };
}
