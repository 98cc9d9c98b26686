/** Slides of a stage over HTTP: the list for those who show them, and bringing new ones. */
import type { Slide } from "../protocol.gen";
import { get, refusal, unreachable } from "./http";

export interface Deck {
  deck: string;
  title: string;
  form: Slide["form"];
  pages: number;
  files: string[];
  /** Who brought it. */
  visitor: string;
  /** UTC milliseconds. */
  expires_at: number;
}

export interface Decks {
  decks: Deck[];
  /** Bytes that may come at once. */
  most: number;
}

const address = (stage: string) => `/api/stages/${encodeURIComponent(stage)}/decks`;

export const decksOf = async (stage: string): Promise<Decks> => (await get(address(stage))) as Decks;

/** The file that has a page of a deck. */
export const fileOf = ({ form, files }: Deck, page: number): string =>
  files[form === "pdf" ? 0 : page - 1] ?? "";

/** Sends slides as a form; `onSent` hears from 0 to 1 how far it is, `signal` breaks it off. */
export function bring(
  stage: string,
  form: FormData,
  onSent: (part: number) => void,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", address(stage));
    request.setRequestHeader("X-Foyer", "1");
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onSent(total ? loaded / total : 0);
    request.onerror = () => fail(unreachable());
    request.onload = () => {
      if (request.status === 201) done((request.response as { deck: string }).deck);
      else fail(refusal(request.status, request.response));
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
