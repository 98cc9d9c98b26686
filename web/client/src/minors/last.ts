/** The workshop with minors that one took part in with this tab: who loads its page again finds out that the visit has
 * ended, and not the door of the whole hub.
 */
import { recallHere, rememberHere } from "../state/memory";

const KEY = "workshop";

export const keepWorkshop = (workshop: string | null): void => rememberHere(KEY, workshop);

/** Null for who comes to the page on purpose, which is another visit, perhaps of another person. */
export function lastWorkshop(): string | null {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return visit?.type === "reload" ? recallHere<string | null>(KEY, null) : null;
}
