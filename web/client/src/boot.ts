/** What the server wrote into the page: the hub's name, the languages, the way in. */
import type { Locale } from "./i18n/i18n";

export interface Boot {
  locale: Locale;
  locales: Locale[];
  view: "map" | "list";
  hub: { name: string };
  version: string;
  build: string;
  protocol: number;
}

const FALLBACK: Boot = {
  locale: "en",
  locales: ["de", "en"],
  view: "map",
  hub: { name: "Foyer" },
  version: "",
  build: "",
  protocol: 1,
};

export function readBoot(): Boot {
  const text = document.querySelector("#boot")?.textContent;
  return text ? { ...FALLBACK, ...(JSON.parse(text) as Partial<Boot>) } : FALLBACK;
}

/** What an address asks for beside the page: an invitation, a place to land at. Taken out of the address at once. */
export interface Wish {
  invite: string | null;
  at: string | null;
}

export function takeWish(): Wish {
  const url = new URL(location.href);
  const wish = { invite: url.searchParams.get("invite"), at: url.searchParams.get("at") };
  if (wish.invite !== null) {
    // An invitation is a secret: it must not stay in the history or reach another page.
    url.searchParams.delete("invite");
    history.replaceState(null, "", url);
  }
  return wish;
}
