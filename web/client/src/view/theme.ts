/** Colours and size of the painted map furniture (pills, signs, rings): the page's tokens, read once a change. */

export interface Theme {
  readonly dark: boolean;
  readonly contrast: boolean;
  readonly still: boolean;
  readonly font: string;
  /** How much larger than usual text is to be. */
  readonly text: number;
  readonly bg: string;
  readonly surface: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly light: string;
  readonly onLight: string;
  readonly lightInk: string;
  readonly speak: string;
  readonly danger: string;
  readonly live: string;
}

const NAMES = {
  bg: "--bg",
  surface: "--surface",
  ink: "--ink",
  ink2: "--ink-2",
  ink3: "--ink-3",
  accent: "--accent",
  onAccent: "--on-accent",
  light: "--light",
  onLight: "--on-light",
  lightInk: "--light-ink",
  speak: "--speak",
  danger: "--danger",
} as const;

/** The pill of oneself is petrol in both themes, as on the mock-ups; white on it has 7.0. */
export const PETROL = "#0B6460";
/** CSS pixels of a rem, as long as nobody chose another size of text. */
const USUAL_TEXT = 16;
const LIVE_RED = "#B3261E";

function colours(style: CSSStyleDeclaration): Record<keyof typeof NAMES, string> {
  const read = Object.entries(NAMES).map(([key, name]) => [
    key,
    style.getPropertyValue(name).trim() || "#888888",
  ]);
  return Object.fromEntries(read) as Record<keyof typeof NAMES, string>;
}

/** Reads the custom properties and switches of the document element. */
export function readTheme(root: HTMLElement): Theme {
  const style = getComputedStyle(root);
  const asks = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    ...colours(style),
    dark: root.dataset.theme === "dark",
    contrast: root.dataset.contrast === "high",
    still: root.dataset.motion === "reduced" || (asks && root.dataset.motion !== "full"),
    text: Number.parseFloat(style.fontSize) / USUAL_TEXT || 1,
    font: style.getPropertyValue("--font").trim() || "system-ui, sans-serif",
    live: LIVE_RED,
  };
}

/** Calls `changed` when theme, contrast, motion or size of text is switched; the result ends it. */
export function watchTheme(root: HTMLElement, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(root, {
    attributes: true,
    attributeFilter: ["data-theme", "data-contrast", "data-motion", "data-text"],
  });
  const query = matchMedia("(prefers-reduced-motion: reduce)");
  query.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    query.removeEventListener("change", changed);
  };
}
