/** The loudness of a track as 0..1, measured while it is shown. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { watchLevel } from "../media/level";

export function useLevel(track: ReadonlySignal<MediaStreamTrack | null>): number {
  const [level] = useState(() => signal(0));
  useEffect(
    () =>
      watchLevel(track, (heard) => {
        level.value = heard;
      }),
    [track, level],
  );
  return level.value;
}
