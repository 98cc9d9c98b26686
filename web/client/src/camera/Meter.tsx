/** Shows that the hall is heard. */
import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { LevelMeter } from "../media/level";
import { Icon } from "../ui/icons";

const BARS = 14;

export function Meter({ of }: { of: ReadonlySignal<LevelMeter | null> }) {
  const level = useComputed(() => of.value?.level.value ?? 0);
  const lit = Math.round(level.value * BARS);
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
