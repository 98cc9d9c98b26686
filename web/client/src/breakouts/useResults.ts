/** What the groups of a plan made by now, read again while it is on screen. */
import { useCallback, useEffect, useState } from "preact/hooks";
import { type Results, resultsOf } from "../net/breakouts";

const AGAIN_MS = 10_000;
/** For so long after the end of a round the hub takes what was written until then. */
export const LATE_MS = 60_000;

interface Found {
  results: Results | null;
  failed: boolean;
  again(): void;
}

/** `live`: read again every few seconds, for as long as the page is seen. */
export function useResults(plan: string, live: boolean): Found {
  const [results, setResults] = useState<Results | null>(null);
  const [failed, setFailed] = useState(false);
  const again = useCallback(() => {
    resultsOf(plan).then(
      (found) => {
        setResults(found);
        setFailed(false);
      },
      () => setFailed(true),
    );
  }, [plan]);
  useEffect(() => {
    again();
    if (!live) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) again();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [again, live]);
  return { results, failed, again };
}
