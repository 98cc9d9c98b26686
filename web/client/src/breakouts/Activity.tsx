/** How lively a group was in the last minutes, as bars and in words. */
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { useNow } from "./clock";
import { type Pulse, Pulses, SPAN_MS, SPANS } from "./pulse";
import { activityWords } from "./words";

const HIGH = 24;
const WIDE = 4;
/** As many voices make the highest bar. */
const MOST = 3;

/** Follows who is heard for as long as it is on screen. */
export function usePulses(): Pulses {
  const { breakouts } = useApp().hub;
  const [pulses] = useState(() => new Pulses());
  const [, turn] = useState(0);
  useEffect(() => {
    const stop = breakouts.voices.subscribe((voices) => pulses.hear(voices));
    const timer = setInterval(() => {
      pulses.turn(breakouts.voices.value);
      turn((n) => n + 1);
    }, SPAN_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [breakouts, pulses]);
  return pulses;
}

export function Activity({ group, pulse }: { group: string; pulse: Pulse }) {
  const { breakouts } = useApp().hub;
  const now = useNow(breakouts);
  const speaks = (breakouts.voices.value.get(group)?.length ?? 0) > 0;
  return (
    <div class="row activity">
      <svg
        class="grow"
        viewBox={`0 0 ${SPANS * WIDE} ${HIGH}`}
        height={HIGH}
        preserveAspectRatio="xMinYMax meet"
        aria-hidden="true"
      >
        {pulse.map((voices, at) => {
          const tall = 3 + (Math.min(voices, MOST) / MOST) * (HIGH - 3);
          return <rect key={at} x={at * WIDE} y={HIGH - tall} width={2} height={tall} rx={1} />;
        })}
      </svg>
      <span class="mut t12">{activityWords(speaks, breakouts.active.value.get(group), now)}</span>
    </div>
  );
}
