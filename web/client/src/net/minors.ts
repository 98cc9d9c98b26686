/** Workshops with minors over HTTP: what a link leads to, coming in by a nick name, and the link itself. */
import type { Look } from "../art/look";
import { get, post } from "./http";
import type { Me } from "./session";

/** What the link of a workshop tells before one comes in; its end in UTC milliseconds. */
export interface MinorsDoor {
  workshop: string;
  title: string;
  open: boolean;
  ends_at: number;
}

/** A workshop, and the secret of its link: null for who came by it before. */
export interface MinorsWay {
  workshop: string;
  secret: string | null;
}

/** How one comes in; `fresh` ends and erases the earlier visit of this browser first. */
interface NickForm {
  nick: string;
  look: Look;
  fresh: boolean;
}

/** The address for the children, and a picture of it as SVG. */
export interface MinorsLink {
  link: string;
  qr: string;
}

const of = (workshop: string): string => `/api/minors/${encodeURIComponent(workshop)}`;

export const minorsDoor = async ({ workshop, secret }: MinorsWay): Promise<MinorsDoor> =>
  (await get(of(workshop), secret)) as MinorsDoor;

export const joinMinors = async ({ workshop, secret }: MinorsWay, form: NickForm): Promise<Me> =>
  ((await post(`${of(workshop)}/join`, form, secret)) as { visitor: Me }).visitor;

export const minorsLink = async (workshop: string): Promise<MinorsLink> =>
  (await get(`${of(workshop)}/link`)) as MinorsLink;
