/** How the page looks and behaves for this person; kept in the browser, set on the root element. */
import { effect, signal } from "@preact/signals";

type Theme = "system" | "light" | "dark";
type Contrast = "system" | "normal" | "high";
type MotionChoice = "system" | "full" | "reduced";
type TextSize = "100" | "125" | "150" | "200";

export interface Settings {
  theme: Theme;
  contrast: Contrast;
  motion: MotionChoice;
  text: TextSize;
  /** Single keys such as M and V act outside fields. */
  keys: boolean;
  /** The microphone is open only while the space bar is held. */
  pushToTalk: boolean;
  /** The language of the captions one reads, as a BCP 47 tag; empty for none. */
  captions: string;
  /** The interpreter channel one hears, as a BCP 47 tag; empty for the floor alone. */
  channel: string;
  /** How loud the floor is below an interpreter, in percent. */
  floor: number;
}

const KEY = "foyer.settings";
const DEFAULTS: Settings = {
  theme: "system",
  contrast: "system",
  motion: "system",
  text: "100",
  keys: true,
  pushToTalk: false,
  captions: "",
  channel: "",
  floor: 20,
};

function stored(): Settings {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>) };
  } catch {
    return DEFAULTS;
  }
}

export const settings = signal<Settings>(stored());

/** Changes some settings and remembers all. */
export function change(part: Partial<Settings>): void {
  settings.value = { ...settings.value, ...part };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings.value));
  } catch {
    // A browser that forbids storage keeps them for this visit.
  }
}

/** Keeps the root element in step with the settings and the system; called once a page. */
export function followSettings(): void {
  const root = document.documentElement;
  const media = (query: string) => {
    const list = matchMedia(query);
    const matches = signal(list.matches);
    list.addEventListener("change", () => {
      matches.value = list.matches;
    });
    return matches;
  };
  const dark = media("(prefers-color-scheme: dark)");
  const contrast = media("(prefers-contrast: more)");
  const calm = media("(prefers-reduced-motion: reduce)");
  effect(() => {
    const { theme, contrast: wanted, motion, text } = settings.value;
    const isDark = theme === "dark" || (theme === "system" && dark.value);
    const isCalm = motion === "reduced" || (motion === "system" && calm.value);
    root.dataset.theme = isDark ? "dark" : "light";
    root.dataset.contrast = wanted === "high" || (wanted === "system" && contrast.value) ? "high" : "normal";
    root.dataset.motion = isCalm ? "reduced" : "full";
    root.dataset.text = text;
  });
}
