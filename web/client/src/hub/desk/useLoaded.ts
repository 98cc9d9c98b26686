/** Something read from the hub: on its way, there, or failed with a way to try again. */
import { useCallback, useEffect, useState } from "preact/hooks";

export interface Loaded<Value> {
  value: Value | null;
  failed: boolean;
  again(): void;
}

/** Reads when the component appears and whenever `again` is called; what was read stays meanwhile. */
export function useLoaded<Value>(read: () => Promise<Value>): Loaded<Value> {
  const [state, setState] = useState<{ value: Value | null; failed: boolean }>({
    value: null,
    failed: false,
  });
  const again = useCallback(() => {
    setState((now) => ({ ...now, failed: false }));
    read().then(
      (value) => setState({ value, failed: false }),
      () => setState((now) => ({ ...now, failed: true })),
    );
  }, [read]);
  useEffect(again, [again]);
  return { ...state, again };
}
