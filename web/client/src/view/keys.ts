/** Keys of the map: arrows and WASD walk, shift runs, + and - zoom. Never in fields or while a dialog is open. */
import { type Heading, STANDING } from "../state/stride";

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  KeyW: [0, -1],
  KeyS: [0, 1],
  KeyA: [-1, 0],
  KeyD: [1, 0],
};
/** Fields, and whatever scrolls or moves by arrow keys itself. */
const FIELDS =
  "input, textarea, select, [contenteditable], [role=listbox], [role=menu], [role=tablist], [role=slider], " +
  "[tabindex='0']:not(canvas)";

/** Whether a key pressed there belongs to something else than the map. */
function isTaken(target: EventTarget | null): boolean {
  const inField = target instanceof Element && target.closest(FIELDS) !== null;
  return inField || document.querySelector("dialog[open], [aria-modal=true]") !== null;
}

/** The sum of the keys that are down. Pure. */
export function headingOf(down: ReadonlySet<string>, run: boolean): Heading {
  let [dx, dy] = [0, 0];
  for (const code of down) {
    const [x, y] = WAYS[code] ?? [0, 0];
    dx += x;
    dy += y;
  }
  if (dx === 0 && dy === 0) return STANDING;
  return { dx: Math.sign(dx), dy: Math.sign(dy), run };
}

export interface KeyOptions {
  readonly steer: (heading: Heading) => void;
  /** Single keys (WASD, + and -) can be switched off by the visitor; arrows stay. */
  readonly letters: () => boolean;
}

const STEPS: Readonly<Record<string, 1 | -1>> = { "+": 1, "-": -1 };

export interface ZoomOptions {
  readonly zoom: (step: 1 | -1) => void;
  readonly letters: () => boolean;
}

/** Listens on the window for the keys that zoom; the result ends it. */
export function watchZoom({ zoom, letters }: ZoomOptions): () => void {
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined || !letters() || isTaken(event.target)) return;
    if (!event.ctrlKey && !event.altKey && !event.metaKey) zoom(step);
  };
  window.addEventListener("keydown", press);
  return () => window.removeEventListener("keydown", press);
}

/** Listens on the window for the keys that walk; the result ends it. */
export function watchKeys({ steer, letters }: KeyOptions): () => void {
  const down = new Set<string>();
  let run = false;
  const tell = (): void => steer(headingOf(down, run));
  const release = (): void => {
    const walked = down.size > 0;
    down.clear();
    if (walked) tell();
  };
  const press = (event: KeyboardEvent): void => {
    const isKey = event.code in WAYS && (letters() || !event.code.startsWith("Key"));
    const runs = event.shiftKey;
    if (!isKey || event.ctrlKey || event.altKey || event.metaKey || isTaken(event.target)) {
      if (down.size > 0 && runs !== run) {
        run = runs;
        tell();
      }
      return;
    }
    event.preventDefault();
    if (down.has(event.code) && runs === run) return;
    down.add(event.code);
    run = runs;
    tell();
  };
  const lift = (event: KeyboardEvent): void => {
    const was = down.delete(event.code);
    if (was || (event.key === "Shift" && down.size > 0)) {
      run = event.shiftKey;
      tell();
    }
  };
  const focus = (event: FocusEvent): void => {
    if (isTaken(event.target)) release();
  };
  const hidden = (): void => {
    if (document.hidden) release();
  };
  window.addEventListener("keydown", press);
  window.addEventListener("keyup", lift);
  window.addEventListener("blur", release);
  document.addEventListener("focusin", focus);
  document.addEventListener("visibilitychange", hidden);
  return () => {
    release();
    window.removeEventListener("keydown", press);
    window.removeEventListener("keyup", lift);
    window.removeEventListener("blur", release);
    document.removeEventListener("focusin", focus);
    document.removeEventListener("visibilitychange", hidden);
  };
}
