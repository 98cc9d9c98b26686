/** Time that passes, and how much of it is left. */
import { useEffect, useState } from "preact/hooks";
import type { RoundGroup, RoundInfo } from "../protocol.gen";
import { type Breakouts, endOf } from "../state/breakouts";

const SECOND = 1000;
export const MINUTE = 60 * SECOND;
/** What is left when everybody is told so. */
const MARKS = [5 * MINUTE, MINUTE];
/** So long before the end the time is shown as running out. */
const SHORT = MINUTE;

/** The hub's clock (UTC milliseconds), anew each second. */
export function useNow(breakouts: Breakouts): number {
  const [, turn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => turn((n) => n + 1), SECOND);
    return () => clearInterval(timer);
  }, []);
  return breakouts.now();
}

/** Milliseconds until a group's time is up, never below none; while the clock stands, what is left then. */
export function leftOf(round: RoundInfo, group: RoundGroup | null, now: number): number {
  const end = endOf(round, group);
  const own = end === null ? Number.POSITIVE_INFINITY : end - now;
  return Math.max(0, Math.min(own, round.left_ms ?? own));
}

export const isShort = (left: number): boolean => left <= SHORT;

/** A span as a clock shows it: 08:42, or 1:08:42. */
export function clockOf(left: number): string {
  const seconds = Math.ceil(left / SECOND);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  const short = `${two(minutes)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${short}` : short;
}

/** The mark that was passed while the time left went from one value to the other, or null; more time passes none. */
export const markPassed = (before: number, now: number): number | null =>
  MARKS.find((mark) => before > mark && now <= mark) ?? null;

/** Whole minutes of a span, at least one. */
export const minutesOf = (span: number): number => Math.max(1, Math.round(span / MINUTE));
