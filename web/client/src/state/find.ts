/** Finding names as people type them. */

/** Letters without marks and case: "Jovanović" is found by "jovanovic". */
export const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Whether every word of the query starts some word of the text. */
export function matches(query: string, text: string): boolean {
  const words = plain(text).split(/[\s-]+/);
  return plain(query)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
