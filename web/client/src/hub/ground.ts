/** Opens the floor that is to be seen, and no other that was wanted before it. */
import { effect } from "@preact/signals";
import type { FloorInfo } from "../net/session";
import type { LoadedFloor, Renderer } from "../view/types";

/** Milliseconds until a floor that could not be read is asked for again. */
const AGAIN_MS = 10_000;

export interface GroundOptions {
  readonly map: Pick<Renderer, "load" | "retry">;
  /** The floor to be seen now, read from signals. */
  readonly floor: () => FloorInfo | undefined;
  /** Whether the hub can be reached, read from signals: what is missing is asked for when it is back. */
  readonly isLinked: () => boolean;
  readonly entered: (info: FloorInfo, floor: LoadedFloor) => void;
  readonly failed: () => void;
}

/** Keeps the map on the floor that is to be seen until it is stopped. */
export function keepGround({ map, floor, isLinked, entered, failed }: GroundOptions): () => void {
  let wanted: FloorInfo | undefined;
  let missing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fail = (info: FloorInfo) => {
    missing = true;
    timer = setTimeout(() => open(info), AGAIN_MS);
    failed();
  };
  const open = (info: FloorInfo) => {
    clearTimeout(timer);
    wanted = info;
    missing = false;
    map.load(info.url).then(
      (loaded) => wanted === info && entered(info, loaded),
      () => wanted === info && fail(info),
    );
  };
  const load = effect(() => {
    const info = floor();
    if (info) open(info);
  });
  const back = effect(() => {
    if (!isLinked()) return;
    map.retry();
    if (missing && wanted) open(wanted);
  });
  return () => {
    wanted = undefined;
    clearTimeout(timer);
    load();
    back();
  };
}
