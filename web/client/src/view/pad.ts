/** The touch pad: a thumb pushed from its middle walks that way, pushed to the rim runs. It fades when untouched. */
import { type Heading, STANDING } from "../state/stride";

/** Share of the radius within which the thumb rests. */
const DEAD = 0.18;
/** Beyond this share one runs. */
const RUN = 0.92;
const FADE_MS = 1600;

/** What a thumb at `dx`, `dy` CSS pixels from the middle of a pad of `radius` means. Pure. */
export function padHeading(dx: number, dy: number, radius: number): Heading {
  const length = Math.hypot(dx, dy) / radius;
  if (length < DEAD) return STANDING;
  return { dx: dx / radius / length, dy: dy / radius / length, run: length >= RUN };
}

export interface PadOptions {
  /** The round element; it gets the classes `is-idle` (faded) and `is-held`. */
  readonly pad: HTMLElement;
  /** The knob in it, moved by the custom properties `--pad-x` and `--pad-y` (px) of the pad. */
  readonly steer: (heading: Heading) => void;
}

/** Listens on a pad; the result ends it. */
export function watchPad({ pad, steer }: PadOptions): () => void {
  const ends = new AbortController();
  let holder: number | null = null;
  let fading = 0;
  const rest = (): void => {
    window.clearTimeout(fading);
    fading = window.setTimeout(() => pad.classList.add("is-idle"), FADE_MS);
  };
  const show = (dx: number, dy: number): void => {
    pad.style.setProperty("--pad-x", `${Math.round(dx)}px`);
    pad.style.setProperty("--pad-y", `${Math.round(dy)}px`);
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== holder) return;
    const box = pad.getBoundingClientRect();
    const radius = box.width / 2;
    const [dx, dy] = [event.clientX - box.left - radius, event.clientY - box.top - radius];
    const reach = Math.min(1, (radius * 0.55) / Math.max(1, Math.hypot(dx, dy)));
    show(dx * reach, dy * reach);
    steer(padHeading(dx, dy, radius));
  };
  const hold = (event: PointerEvent): void => {
    if (holder !== null) return;
    event.preventDefault();
    holder = event.pointerId;
    pad.setPointerCapture(holder);
    window.clearTimeout(fading);
    pad.classList.remove("is-idle");
    pad.classList.add("is-held");
    move(event);
  };
  const drop = (event: PointerEvent): void => {
    if (event.pointerId !== holder) return;
    holder = null;
    pad.classList.remove("is-held");
    show(0, 0);
    steer(STANDING);
    rest();
  };
  pad.addEventListener("pointerdown", hold, { signal: ends.signal });
  pad.addEventListener("pointermove", move, { signal: ends.signal });
  pad.addEventListener("pointerup", drop, { signal: ends.signal });
  pad.addEventListener("pointercancel", drop, { signal: ends.signal });
  rest();
  return () => {
    ends.abort();
    window.clearTimeout(fading);
    if (holder !== null) steer(STANDING);
  };
}
