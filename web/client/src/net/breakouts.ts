/** Group work over HTTP: plans and rosters as files, and what the groups made. */
import { get, post } from "./http";
import { press } from "./press";

interface Fault {
  key: string;
  place: string;
  problem: string;
  cure: string;
}

/** What came of reading a file: every fault, and how many people were in it and recognised. */
export interface ReadFile {
  applied: boolean;
  plan: string | null;
  people: number;
  matched: number;
  faults: { count: number; told: Fault[] };
}

interface FileForm {
  name: string;
  text: string;
  plan: string | null;
  apply: boolean;
}

export interface CardText {
  column: string;
  text: string;
  votes: number;
}

export interface GroupResult {
  group: string;
  title: string;
  task: string;
  members: string[];
  /** The ones with most votes first. */
  cards: CardText[];
  notes: string;
}

export interface Results {
  title: string;
  at: number;
  rounds: number;
  groups: GroupResult[];
}

export const FORMATS = ["md", "csv", "json", "pdf"] as const;
export type Format = (typeof FORMATS)[number];

const of = (plan: string): string => `/api/breakouts/${encodeURIComponent(plan)}`;

/** Reads a plan from a file: a new one, or over `plan`. */
export const readPlan = async (form: FileForm): Promise<ReadFile> =>
  (await press("/api/breakouts/import", form)) as ReadFile;

export const readRoster = async (plan: string, form: FileForm): Promise<ReadFile> =>
  (await post(`${of(plan)}/roster`, form)) as ReadFile;

/** Where a plan is as a file. */
export const planFile = (plan: string): string => `${of(plan)}/file`;

export const resultsFile = (plan: string, format: Format): string => `${of(plan)}/results?format=${format}`;

export const resultsOf = async (plan: string): Promise<Results> =>
  (await get(resultsFile(plan, "json"))) as Results;

/** Posts the results into the chat of the main room. */
export const postResults = (plan: string): Promise<unknown> => press(`${of(plan)}/post`, {});
