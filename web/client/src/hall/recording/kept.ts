/** The recordings of a stage that are kept, asked for anew whenever they may have changed. */
import { useEffect, useState } from "preact/hooks";
import { type KeptList, recordingsOf } from "../../net/recordings";
import type { HubState } from "../../state/hub";

/** Null while they are on their way. */
export function useKept(
  hub: HubState,
  stage: string,
): { kept: KeptList | null; failed: boolean; again(): void } {
  const [kept, setKept] = useState<KeptList | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const changes = hub.recordings.changes.value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change or another try asks for the same anew
  useEffect(() => {
    let isOver = false;
    recordingsOf(stage).then(
      (found) => {
        if (isOver) return;
        setKept(found);
        setFailed(false);
      },
      () => isOver || setFailed(true),
    );
    return () => {
      isOver = true;
    };
  }, [stage, changes, tries]);
  return { kept, failed, again: () => setTries(tries + 1) };
}
