/** Pages written by the server alone (legal texts, errors, the programme): theme, fonts, the visitor's own clocks. */
import "../styles/all.css";
import { followSettings } from "../state/settings";

/** Asks for the programme on the visitor's own clocks, where they show other times and nobody chose any. */
function useOwnClocks(): void {
  const zone = document.querySelector<HTMLElement>("[data-venue]");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || !own || "asked" in zone.dataset || sameClocks(own, zone.dataset.venue ?? own)) return;
  const url = new URL(location.href);
  url.searchParams.set("zone", own);
  location.replace(url);
}

/** Whether two zones show the same time now and in half a year. */
function sameClocks(one: string, other: string): boolean {
  const halfYear = 182 * 24 * 3_600_000;
  return [Date.now(), Date.now() + halfYear].every((at) => {
    const [a, b] = [one, other].map((timeZone) =>
      new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at),
    );
    return a === b;
  });
}

followSettings();
useOwnClocks();
