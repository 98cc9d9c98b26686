/** Reactions rising over the stage's picture; where motion is reduced they are numbers. Decoration: it is not read out. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { LiveEvents } from "../../protocol.gen";
import { sitsHere, useStand } from "../queue/stand";
import { applaud } from "./applause";
import { KINDS, type Kind, SIGNS } from "./kinds";

type Sum = LiveEvents["stage.reactions"];

/** Signs that rise for one sum, however many reacted. */
const MOST = 12;
/** Milliseconds for which they, or the numbers, are seen. */
const SEEN = 3200;

interface Float {
  key: string;
  kind: Kind;
  x: number;
  delay: number;
}

/** As many signs of each kind as its share of the sum, at least one. */
function floatsOf(sum: Sum, round: number): Float[] {
  const total = Object.values(sum.counts).reduce((all, count) => all + (count ?? 0), 0);
  const scale = Math.min(1, MOST / total);
  return KINDS.flatMap((kind) =>
    Array.from({ length: Math.ceil((sum.counts[kind] ?? 0) * scale) }, (_, at) => ({
      key: `${round} ${kind} ${at}`,
      kind,
      x: Math.random(),
      delay: Math.random() * 900,
    })),
  );
}

/** `volume` is that of the stage's sound, 0 to 1; `speaker` the loudspeaker, if one was chosen. */
export function Floats({ volume = 1, speaker = "" }: { volume?: number; speaker?: string }) {
  const stand = useStand();
  const { hub, stage } = stand;
  const sum = hub.polls.reactions.value;
  const [shown, show] = useState<{ sum: Sum; floats: Float[] } | null>(null);
  const isHeard = hub.polls.applause.value.has(stage) && !sitsHere(stand);
  // How loud it is when a sum comes: a change of it alone plays nothing.
  const loud = useRef(0);
  loud.current = isHeard ? volume : 0;
  const chosen = useRef(speaker);
  chosen.current = speaker;
  useEffect(() => {
    if (sum?.stage !== stage) return;
    show({ sum, floats: floatsOf(sum, performance.now()) });
    if (sum.counts.clap) applaud(sum.counts.clap, loud.current, chosen.current);
    const timer = setTimeout(() => show(null), SEEN);
    return () => clearTimeout(timer);
  }, [sum, stage]);
  if (!shown) return null;
  const isCalm = document.documentElement.dataset.motion === "reduced";
  return (
    <div class="floats" aria-hidden="true">
      {isCalm ? (
        <Numbers sum={shown.sum} />
      ) : (
        shown.floats.map(({ key, ...each }) => <Rising key={key} {...each} />)
      )}
    </div>
  );
}

function Rising({ kind, x, delay }: Omit<Float, "key">) {
  return (
    <span class="float" style={{ "--x": x, animationDelay: `${delay}ms` }}>
      {SIGNS[kind]}
    </span>
  );
}

function Numbers({ sum }: { sum: Sum }) {
  return (
    <span class="tag still">
      {KINDS.filter((kind) => sum.counts[kind]).map((kind) => (
        <span key={kind}>
          {SIGNS[kind]} {sum.counts[kind]}
        </span>
      ))}
    </span>
  );
}
