/** What the server wrote into the page: the hub's names, the languages, the way in. */
import type { Locale } from "./i18n/i18n";
import type { MinorsWay } from "./net/minors";
import { words } from "./state/words";

type Texts = Record<string, string>;

export interface Boot {
  language: Locale;
  languages: Locale[];
  view: "map" | "list" | "stage" | "hall" | "screen" | "camera" | "box" | "door" | "check-in";
  hub: { names: Texts; subtitles: Texts };
  version: string;
  build: string;
  protocol: number;
  /** On the pages of a stage: which. */
  stage?: { id: string; titles: Texts };
  /** On pages where newcomers are named: the most characters of a name. */
  name_length?: number;
  /** Where one of them is to be chosen: the titles of all stages. */
  stages?: Record<string, Texts>;
}

/** @throws when the page came from elsewhere than the hub's server. */
export function readBoot(): Boot {
  const text = document.querySelector("#boot")?.textContent;
  if (!text) throw new Error("The page lacks its start data.");
  return JSON.parse(text) as Boot;
}

export const hubName = (boot: Boot): string => words(boot.hub.names);

/**
 * What an address asks for beside the page: an invitation, the administrator's token, a place to land at, the stage in
 * whose hall one sits, the code of a device that is to become a venue box, the programme, a workshop with minors.
 */
export interface Wish {
  invite: string | null;
  token: string | null;
  at: string | null;
  hall: string | null;
  box: string | null;
  programme: boolean;
  workshop: MinorsWay | null;
}

export const NO_WISH: Wish = {
  invite: null,
  token: null,
  at: null,
  hall: null,
  box: null,
  programme: false,
  workshop: null,
};

/** Secrets stand behind the # and are taken out of the address at once: they must not stay in the history. */
export function takeWish(): Wish {
  const url = new URL(location.href);
  const hash = new URLSearchParams(url.hash.slice(1));
  const wish = {
    invite: hash.get("invite"),
    token: hash.get("token"),
    at: url.searchParams.get("at"),
    hall: url.searchParams.get("hall"),
    box: hash.get("box"),
    programme: url.searchParams.has("programme"),
    workshop: minorsWay(hash.get("workshop")),
  };
  if (url.hash !== "") history.replaceState(null, "", url.pathname + url.search);
  return wish;
}

/** The workshop and the secret of a link: "id.secret". */
function minorsWay(words: string | null): MinorsWay | null {
  if (words === null) return null;
  const [workshop = "", secret = null] = words.split(".");
  return { workshop, secret };
}
