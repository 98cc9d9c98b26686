/** A plan as it is written: new ones, lists in a field, and what cannot be as it is. */
import type { GroupSpec, PlanSpec } from "../protocol.gen";

/** Limits of the hub. */
export const MINUTES = { least: 1, most: 480 };
export const GROUPS_MOST = 250;
export const TITLE_MOST = 120;
export const TASK_MOST = 2000;
const WORDS_MOST = 8;
const SIZE_MOST = 500;

export const blankGroup = (title: string): GroupSpec => ({
  id: "",
  title,
  room: null,
  box: null,
  table: "",
  size: 0,
  task: "",
});

export const blankPlan = (title: string): PlanSpec => ({
  title,
  room: null,
  minutes: 20,
  groups: [],
  task: "",
  roles: [],
  traits: ["mode"],
  polls: [],
  walk: true,
  late: true,
  choice: false,
});

/** Words of a field, separated by commas. */
export const wordsIn = (text: string): string[] =>
  [...new Set(text.split(",").map((each) => each.trim()))].filter((each) => each !== "").slice(0, WORDS_MOST);

/** A whole number from a field, within limits; null where there is none. */
export function wholeIn(text: string, least: number, most: number): number | null {
  if (!/^\s*\d+\s*$/.test(text)) return null;
  const found = Number(text);
  return found >= least && found <= most ? found : null;
}

export const sizeIn = (text: string): number | null => (text.trim() === "" ? 0 : wholeIn(text, 0, SIZE_MOST));

/** Rooms that no other group of a plan has. */
export const freeRooms = (spec: PlanSpec, rooms: readonly string[], own: string | null): string[] =>
  rooms.filter(
    (room) => room === own || (room !== spec.room && !spec.groups.some((each) => each.room === room)),
  );

/** The list with the item at one place moved by a step, or as it is at its end. */
export function stepped<Item>(list: readonly Item[], at: number, step: 1 | -1): Item[] {
  const [item] = list.slice(at, at + 1);
  const to = at + step;
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(at, 1).toSpliced(to, 0, item);
}

/** Whether a plan can be kept as it is written. */
export const isWhole = (spec: PlanSpec): boolean =>
  spec.title.trim() !== "" && spec.groups.length > 0 && spec.groups.every(({ title }) => title.trim() !== "");
