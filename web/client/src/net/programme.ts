/** The programme over HTTP: long texts, one's own calendar, and taking one over from a file. */
import { get, post } from "./http";
import { press } from "./press";

interface Fault {
  key: string;
  place: string;
  problem: string;
  cure: string;
}

interface Faults {
  count: number;
  told: Fault[];
}

type What = "added" | "changed" | "missing" | "stays_cancelled";

/** What an import would change or has changed; sessions with faults are left out, those with notes are not. */
export interface Report {
  applied: boolean;
  zone: string;
  same: number;
  cancelled: number;
  left_out: number;
  changes: { what: What; title: string; starts_at: number }[];
  rooms: { name: string; room: string | null }[];
  faults: Faults;
  notes: Faults;
}

export interface ImportForm {
  name: string;
  text: string;
  rooms: Record<string, string>;
  cancel_missing: boolean;
  apply: boolean;
}

export const importProgramme = async (form: ImportForm): Promise<Report> =>
  (await post("/api/programme/import", form)) as Report;

/** A session as text: times on the clocks of the house, speakers one a line; without an id it is a new one. */
export interface SessionForm {
  session: string;
  title: string;
  abstract: string;
  room: string;
  place: string;
  start: string;
  end: string;
  kind: string;
  language: string;
  speakers: string;
  mode: "both" | "on_site" | "remote";
  on_site: string;
  remote: string;
}

/** What came of it: no session where there are faults. */
interface Written {
  session: string | null;
  faults: Faults;
  notes: Faults;
}

export const setSession = async (form: SessionForm): Promise<Written> =>
  (await press("/api/sessions", form)) as Written;

/** The long text of a session. */
export const abstractOf = async (session: string): Promise<string> =>
  ((await get(`/api/sessions/${encodeURIComponent(session)}`)) as { abstract: string }).abstract;

/** A new secret address for one's own calendar; the one before ends. */
export const makeFeed = async (): Promise<string> =>
  location.origin + ((await post("/api/programme/feed", {})) as { path: string }).path;
