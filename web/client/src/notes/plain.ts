/** A plain field over a shared text: what somebody types there becomes the smallest change of the text. */
export interface Change {
  at: number;
  remove: number;
  insert: string;
}

/** Whether the first half of a character of two stands there: it must not be cut from the second. */
const isHigh = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;

/** What was changed between two texts, as one replacement; null where they are the same. */
export function changeOf(before: string, after: string): Change | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  if (isHigh(before, start - 1)) start--;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (end > 0 && isHigh(before, before.length - end - 1)) end--;
  return { at: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) };
}

/** Where a place in the text is after a change by somebody else. */
export function shifted(place: number, { at, remove, insert }: Change): number {
  if (place <= at) return place;
  return place >= at + remove ? place + insert.length - remove : at + insert.length;
}

/** The number of the line (from 1) in which a place is. */
export const lineOf = (text: string, place: number): number => text.slice(0, place).split("\n").length;

export const lineAt = (text: string, line: number): string => text.split("\n")[line - 1] ?? "";
