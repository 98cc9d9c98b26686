/** Something tried by hand: whether it is under way, and what is said when it failed. */
import { useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { ApiError } from "../net/http";

/** What the hub says about a failure; where it says nothing, what else is said. */
export function failureWords(error: unknown, otherwise = t("That did not work. Please try again.")): string {
  return (error instanceof ApiError && error.message) || otherwise;
}

export interface Attempt {
  busy: boolean;
  failed: string | null;
  /** Tries it; `otherwise` is said of a failure about which the hub says nothing. */
  run(work: () => Promise<void>, otherwise?: string): Promise<void>;
}

export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const run = async (work: () => Promise<void>, otherwise?: string) => {
    setBusy(true);
    setFailed(null);
    try {
      await work();
    } catch (error) {
      setFailed(failureWords(error, otherwise));
    }
    setBusy(false);
  };
  return { busy, failed, run };
}
