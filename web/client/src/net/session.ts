/** The visit over HTTP: who one is, joining, the ticket for the socket, older messages, invite links. */
import type { Look } from "../art/look";
import type { Role } from "../protocol.gen";
import { get, post } from "./http";
import type { Message } from "./wire";

export interface Me {
  id: string;
  name: string;
  look: Look;
  role: Role;
  /** The workshop with minors one takes part in as a child, or null. */
  workshop?: string | null;
}

type Texts = Record<string, string>;
interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A room as people see it, in floor pixels. */
export interface RoomText {
  id: string;
  kind: string;
  titles: Texts;
  hints: Texts;
  rect: Rect;
  capacity: number;
  lockable: boolean;
  icon: string;
}

export interface FloorInfo {
  id: string;
  titles: Texts;
  /** Where its Tiled map is. */
  url: string;
  /** A free point of the open ground (x, y in pixels). */
  arrival: [number, number];
  rooms: RoomText[];
  portals: { rect: Rect; floor: string; titles: Texts }[];
  notices: { rect: Rect }[];
  /** Where windows into hallways may stand. */
  windows: { name: string; at: [number, number]; titles: Texts }[];
}

export interface HubInfo {
  name: string;
  languages: string[];
  here: number;
  faces: { look: Look }[];
  floors: FloorInfo[];
  /** The time zone of the house, by its IANA name. */
  zone: string;
  limits: { message: number; name: number };
}

export interface JoinForm {
  name: string;
  look: Look;
  language: string;
  view: "map" | "list";
  invite?: string;
}

export const hubInfo = async (): Promise<HubInfo> => (await get("/api/hub")) as HubInfo;

/** Who this browser is already, or null. */
export const me = async (): Promise<Me | null> => ((await get("/api/me")) as { visitor: Me | null }).visitor;

export const join = async (form: JoinForm): Promise<Me> =>
  ((await post("/api/join", form)) as { visitor: Me }).visitor;

/** A short-lived ticket that opens one socket. */
export const ticket = async (): Promise<string> =>
  ((await post("/api/ticket", {})) as { ticket: string }).ticket;

export const leave = async (): Promise<void> => {
  await post("/api/leave", {});
};

/** Leaves and has all erased that the hub keeps about this visitor. */
export const forget = async (): Promise<void> => {
  await post("/api/leave?forget=1", {});
};

/** Remembers the language on the server, for its pages and error texts. */
export const chooseLanguage = async (language: string): Promise<void> => {
  await post("/api/language", { language });
};

export interface Page {
  messages: Message[];
  more: boolean;
  /** How many messages up to the newest of the page one has not read. */
  unread: number;
}

/** What holds these words of all one may read, the newest first. */
export const searchMessages = async (words: string): Promise<Omit<Page, "unread">> =>
  (await get(`/api/messages/search?${new URLSearchParams({ q: words })}`)) as Omit<Page, "unread">;

/** Messages of a channel before one, newest page first; in each page the oldest comes first. */
export async function messages(channel: string, before: string | null): Promise<Page> {
  const query = new URLSearchParams({ channel, ...(before ? { before } : {}) });
  return (await get(`/api/messages?${query}`)) as Page;
}

/** Becomes administrator by the token of the server's start. */
export const claim = async (token: string): Promise<void> => {
  await post("/api/admin/claim", { token });
};
