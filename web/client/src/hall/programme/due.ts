/** Of which sessions one is to be reminded now. */
import type { Session } from "../../protocol.gen";

const AHEAD_MS = 5 * 60_000;
/** How long after the start a reminder of it still helps. */
const LATE_MS = 5 * 60_000;

interface Reminder {
  session: Session;
  /** Whether it begins now, not in a few minutes. */
  begins: boolean;
}

/** What is due at a time; `told` remembers what was, so that each comes once, unless the session is put off. */
export function due(mine: readonly Session[], at: number, told: Set<string>): Reminder[] {
  return mine
    .filter(
      ({ cancelled, starts_at }) => !cancelled && at >= starts_at - AHEAD_MS && at < starts_at + LATE_MS,
    )
    .map((session) => ({ session, begins: at >= session.starts_at }))
    .filter(({ session, begins }) => {
      const key = `${session.id} ${session.starts_at} ${begins}`;
      const isNew = !told.has(key);
      told.add(key);
      return isNew;
    });
}
