/** The door of a hall over HTTP: one's own code, and letting people in by theirs. */
import type { Look } from "../art/look";
import { get, post } from "./http";

/** A code to show at the door: `short` to read out, `qr` a picture of the link as SVG, its end in UTC milliseconds. */
export interface OwnCode {
  short: string;
  link: string;
  qr: string;
  ends_at: number;
}

/** Who was let in, since when, and whether by this very scan. */
export interface LetIn {
  visitor: string;
  name: string;
  look: Look;
  fresh: boolean;
  since: number;
  count: number;
}

export const ownCode = async (): Promise<OwnCode> => (await get("/api/check-in")) as OwnCode;

/** Lets somebody in by what was scanned or typed; the same `scan` sent again gets the same answer. */
export const checkIn = async (stage: string, code: string, scan: string): Promise<LetIn> =>
  (await post(`/api/stages/${encodeURIComponent(stage)}/check-in`, { code, scan })) as LetIn;
