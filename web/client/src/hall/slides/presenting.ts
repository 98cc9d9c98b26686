/** Who shows slides at a stage, and which there are. */
import { useEffect, useState } from "preact/hooks";
import { type Decks, decksOf } from "../../net/decks";
import type { HubState } from "../../state/hub";

/** Whether one shows slides at a stage: by one's role, or while one has the floor. */
export function mayPresent(hub: HubState, stage: string): boolean {
  const entries = hub.queues.of(stage)?.entries ?? [];
  const hasFloor = entries.some(({ visitor, state }) => state === "admitted" && visitor === hub.self.value);
  return hub.may("stage.present") || hasFloor;
}

/** The decks of a stage, asked for anew whenever they may have changed; null while they are on their way. */
export function useDecks(
  hub: HubState,
  stage: string,
): { decks: Decks | null; failed: boolean; again(): void } {
  const [decks, setDecks] = useState<Decks | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const changes = hub.slides.changes.value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change or another try asks for the same anew
  useEffect(() => {
    let isOver = false;
    decksOf(stage).then(
      (found) => {
        if (isOver) return;
        setDecks(found);
        setFailed(false);
      },
      () => isOver || setFailed(true),
    );
    return () => {
      isOver = true;
    };
  }, [stage, changes, tries]);
  return { decks, failed, again: () => setTries(tries + 1) };
}
