/** A hidden tab gets no frames: what the map does when it is hidden, and when it is looked at again. */

/** Two last steps, in milliseconds, let who walked come to rest, and say so. */
const REST_MS: readonly number[] = [80, 160];

/** Of a `Document`, what is asked of it. */
export type Tab = Pick<Document, "hidden" | "addEventListener" | "removeEventListener">;

/** `step` is called when the tab was hidden, `back` when it is seen again and all may have moved; the result ends it. */
export function watchTab(tab: Tab, step: () => void, back: () => void): () => void {
  const turned = () => {
    if (!tab.hidden) back();
    else for (const wait of REST_MS) setTimeout(step, wait);
  };
  tab.addEventListener("visibilitychange", turned);
  return () => tab.removeEventListener("visibilitychange", turned);
}
