/** Texts in the visitor's language. English texts are the keys; a switch of language redraws what reads it. */
import { computed, signal } from "@preact/signals";

export type Locale = "de" | "en";
interface Catalog {
  plural: (n: number) => number;
  messages: Record<string, string[]>;
}
type Values = Record<string, string | number>;

const catalogs: Record<Locale, () => Promise<Catalog>> = {
  de: () => import("./generated/de"),
  en: () => import("./generated/en"),
};
const catalog = signal<Catalog>({ plural: (n) => Number(n !== 1), messages: {} });

/** The language shown now. */
export const locale = signal<Locale>("en");

/** Loads a catalog and switches every visible text to it. */
export async function setLocale(wanted: Locale): Promise<void> {
  catalog.value = await catalogs[wanted]();
  locale.value = wanted;
  if (typeof document !== "undefined") document.documentElement.lang = wanted;
}

const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Translates a text; `{name}` is replaced by the value of that name. */
export const t = (id: string, values: Values = {}): string =>
  fill(catalog.value.messages[id]?.[0] || id, values);

/** Translates by number: `tn("{n} person", "{n} people", 3)`. */
export function tn(one: string, many: string, n: number, values: Values = {}): string {
  const { plural, messages } = catalog.value;
  const text = messages[one]?.[plural(n)] || (n === 1 ? one : many);
  return fill(text, { n: number.value.format(n), ...values });
}

/** Translates a word whose English form means two things, told apart by a context. */
export const tc = (context: string, id: string): string =>
  catalog.value.messages[`${context}\u0004${id}`]?.[0] || id;

const number = computed(() => new Intl.NumberFormat(locale.value));
const clock = computed(
  () => new Intl.DateTimeFormat(locale.value, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
);
const day = computed(
  () => new Intl.DateTimeFormat(locale.value, { weekday: "long", day: "numeric", month: "long" }),
);
const list = computed(() => new Intl.ListFormat(locale.value, { type: "conjunction" }));

/** A time of day, such as 14:05. */
export const formatTime = (at: number): string => clock.value.format(at);
/** A day, such as Monday, 3 March. */
export const formatDay = (at: number): string => day.value.format(at);
/** A number with the language's separators. */
export const formatNumber = (n: number): string => number.value.format(n);
/** Names in a row: "Amara, Jonas and Yuki". */
export const formatList = (names: string[]): string => list.value.format(names);
