/**
 * All ways to walk: keys, tap or click, pad. Keys and pad steer (`Motion.steer`); a tap is told with what lies
 * under it, and the caller asks the server to walk there.
 */
import type { Heading } from "../state/stride";
import { watchKeys } from "./keys";
import { watchPad } from "./pad";
import { watchPointers } from "./pointers";
import type { Pick, Point, Renderer } from "./types";

export interface InputOptions {
  readonly canvas: HTMLCanvasElement;
  readonly map: Renderer;
  /** Usually `Motion.steer`. Any steering brings the camera back to oneself. */
  readonly steer: (heading: Heading) => void;
  /** What was clicked or tapped: floor to walk to, a visitor, a room's sign, a portal, a notice. */
  readonly picked: (pick: Pick, screen: Point) => void;
  /** Whether WASD walk too; arrows always do. Default: yes. */
  readonly letters?: () => boolean;
  /** The touch pad, where there is one. */
  readonly pad?: HTMLElement | null;
}

/** Starts listening; the result ends it. */
export function watchInput({ canvas, map, steer, picked, letters, pad }: InputOptions): () => void {
  const steered = (heading: Heading): void => {
    if ((heading.dx !== 0 || heading.dy !== 0) && !map.camera.following) map.follow();
    steer(heading);
  };
  const ends = [
    watchKeys({ steer: steered, letters: letters ?? (() => true) }),
    watchPointers({
      canvas,
      map,
      tap: (screen, touch) => picked(map.pick(screen, touch), screen),
      hover: (screen) => canvas.classList.toggle("is-over", screen !== null && clickable(map.pick(screen))),
    }),
  ];
  if (pad) ends.push(watchPad({ pad, steer: steered }));
  return () => {
    for (const end of ends) end();
  };
}

function clickable(pick: Pick): boolean {
  return pick.kind !== "floor" && pick.kind !== "outside";
}
