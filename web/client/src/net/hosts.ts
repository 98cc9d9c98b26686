/** What hosts ask of the hub over HTTP: what was done, who is kept out, keys for cameras, invitations. */
import type { DurableEvents, Role, Spot } from "../protocol.gen";
import { get, post, remove } from "./http";
import { press } from "./press";

/** One act of a host. Names are missing where the hub no longer knows the person, or where it is no person. */
export interface Act {
  at: number;
  actor: string;
  actor_name: string | null;
  act: string;
  target: string;
  target_name: string | null;
  /** The role that was granted. */
  detail: string | null;
}

export interface KeptOut {
  visitor: string;
  name: string;
}

type Filed = DurableEvents["report.filed"];

/** What somebody told the hosts: `visitor` filed it, `about` is whom it is about. */
export interface Told extends Pick<Filed, "report" | "visitor" | "about" | "message" | "reason"> {
  at: number;
  body: string;
  outcome: DurableEvents["report.settled"]["outcome"] | null;
  /** What was said around the message, and that itself. */
  around: readonly { is_it: boolean; author: string; at: number; body: string | null }[];
}

/** What people told the hosts, the newest first. */
export const told = async (): Promise<Told[]> => ((await get("/api/reports")) as { reports: Told[] }).reports;

/** An invite link that can still be used. Its maker and time are missing where nobody noted them. */
export interface OpenInvite {
  invite: string;
  role: Role;
  uses: number;
  expires_at: number;
  at: number | null;
  maker: string | null;
  maker_name: string | null;
}

/** A new key for the camera of a stage: `link` opens the page that is the camera, `qr` is its picture as SVG. */
export interface StageKey {
  key: string;
  whip: string;
  link: string;
  qr: string;
}

/** A new key with which a program writes a stage's captions at `address`. */
export interface CaptionKey {
  key: string;
  address: string;
}

/** Where the phones in a stage's hall take part; `qr` is a picture of the link as SVG. */
export interface HallLink {
  link: string;
  qr: string;
}

/** The address of a stage's hall, for everybody who sits there. */
export const hallLink = async (stage: string): Promise<HallLink> =>
  (await get(`/api/stages/${encodeURIComponent(stage)}/hall`)) as HallLink;

/** The newest acts, newest first. */
export const acts = async (): Promise<Act[]> => ((await get("/api/audit")) as { audit: Act[] }).audit;

/** To whom the hub is closed. */
export const keptOut = async (): Promise<KeptOut[]> =>
  ((await get("/api/banned")) as { banned: KeptOut[] }).banned;

/** The invite links that can still be used, the newest first. */
export const openInvites = async (): Promise<OpenInvite[]> =>
  ((await get("/api/invites")) as { invites: OpenInvite[] }).invites;

/** Withdraws an invite link: it lets nobody in any more. */
export const withdrawInvite = (invite: string): Promise<unknown> =>
  remove(`/api/invites/${encodeURIComponent(invite)}`);

/** Makes a new key; the old one ends. */
export const makeStageKey = async (stage: string): Promise<StageKey> =>
  (await post(`/api/stages/${encodeURIComponent(stage)}/key`, {})) as StageKey;

/** Makes a new key for a program that writes captions; the old one ends. */
export const makeCaptionKey = async (stage: string): Promise<CaptionKey> =>
  (await post(`/api/stages/${encodeURIComponent(stage)}/caption-key`, {})) as CaptionKey;

/** Takes the device that shows this code in as a venue box. */
export const pairBox = (
  code: string,
  stage: string,
  title: string,
  spot: Spot | null = null,
): Promise<unknown> => post("/api/boxes", { code, stage, title, spot });

/** Makes an invite link that gives `role` to up to `uses` people for `hours`. */
export const invite = async (role: Role, hours: number, uses: number): Promise<string> =>
  location.origin + ((await press("/api/invites", { role, hours, uses })) as { path: string }).path;
