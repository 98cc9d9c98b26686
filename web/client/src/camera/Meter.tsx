/** Shows that the hall is heard. */
import type { ReadonlySignal } from "@preact/signals";
import { Icon } from "../ui/icons";
import { useLevel } from "../ui/useLevel";

const BARS = 14;

export function Meter({ of }: { of: ReadonlySignal<MediaStreamTrack | null> }) {
  const lit = Math.round(useLevel(of) * BARS);
  return (
    <div class="row">
      <Icon name="mic" size="s" />
      <span class="meter grow" aria-hidden="true">
        {Array.from({ length: BARS }, (_, at) => (
          <i key={at} class={at < lit ? "on" : ""} />
        ))}
      </span>
    </div>
  );
}
