/** Calling people by name with @: what is being typed, who it may be, and where names stand in a text. */

interface Named {
  id: string;
  name: string;
}

/** Characters of a name that are looked at behind the @. */
const LONGEST = 40;
const SHOWN = 6;

/** The name that is being typed before the caret, and where its @ stands. */
export function calling(text: string, caret: number): { from: number; word: string } | null {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0 || caret - from > LONGEST) return null;
  const isStart = from === 0 || /\s|[([{"']/.test(text.charAt(from - 1));
  const word = text.slice(from + 1, caret);
  return isStart && !/[\n@]|\s{2}|\s$/.test(word) ? { from, word } : null;
}

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Who may be meant: names that begin so first, then those with a later word that does. */
export function candidates<Person extends Named>(people: readonly Person[], word: string): Person[] {
  const wanted = plain(word);
  const begins = people.filter(({ name }) => plain(name).startsWith(wanted));
  const within = people.filter((each) => !begins.includes(each) && plain(each.name).includes(` ${wanted}`));
  return [...begins, ...within].slice(0, SHOWN);
}

/** A text in pieces, those that call one of these names marked; of two that fit the longer counts. */
export function splitNames(text: string, names: readonly string[]): { text: string; isName: boolean }[] {
  const longest = [...names].sort((one, other) => other.length - one.length);
  const parts: { text: string; isName: boolean }[] = [];
  let [start, at] = [0, text.indexOf("@")];
  while (at >= 0) {
    const name = longest.find((each) => text.startsWith(each, at + 1));
    if (name !== undefined) {
      if (at > start) parts.push({ text: text.slice(start, at), isName: false });
      start = at + 1 + name.length;
      parts.push({ text: text.slice(at, start), isName: true });
    }
    at = text.indexOf("@", Math.max(at + 1, start));
  }
  if (start < text.length) parts.push({ text: text.slice(start), isName: false });
  return parts;
}
