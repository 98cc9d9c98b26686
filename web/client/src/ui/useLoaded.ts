/** Something read from the hub: on its way, there, or failed with a way to try again. */
import { useCallback, useEffect, useState } from "preact/hooks";

export interface Loaded<Value> {
  value: Value | null;
  failed: boolean;
  again(): void;
}

/** Reads when the component appears, with each of the `changes` and with `again`; what was read stays meanwhile. */
export function useLoaded<Value>(read: () => Promise<Value>, changes = 0): Loaded<Value> {
  const [state, setState] = useState<{ value: Value | null; failed: boolean }>({
    value: null,
    failed: false,
  });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change or another try asks for the same anew
  useEffect(() => {
    let isOver = false;
    setState((now) => ({ ...now, failed: false }));
    read().then(
      (value) => isOver || setState({ value, failed: false }),
      () => isOver || setState((now) => ({ ...now, failed: true })),
    );
    return () => {
      isOver = true;
    };
  }, [read, changes, tries]);
  const again = useCallback(() => setTries((count) => count + 1), []);
  return { ...state, again };
}
