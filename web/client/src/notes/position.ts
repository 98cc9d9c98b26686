/** Cursors in a shared text that stay where they are while others write. */
import {
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromTypeIndex,
  decodeRelativePosition,
  encodeRelativePosition,
  type Text,
} from "yjs";
import { fromBase64, toBase64 } from "./bytes";

export interface Span {
  anchor: number;
  head: number;
}

export function encodeSpan(text: Text, { anchor, head }: Span): string {
  const encode = (at: number) =>
    toBase64(encodeRelativePosition(createRelativePositionFromTypeIndex(text, at)));
  return `${encode(anchor)}:${encode(head)}`;
}

/** Where a cursor is now; null when it is in nothing that is there. */
export function decodeSpan(text: Text, cursor: string): Span | null {
  const { doc } = text;
  const [anchor, head] = cursor.split(":").map((each) => {
    try {
      const relative = decodeRelativePosition(fromBase64(each));
      return doc && createAbsolutePositionFromRelativePosition(relative, doc)?.index;
    } catch {
      return null;
    }
  });
  return typeof anchor === "number" && typeof head === "number" ? { anchor, head } : null;
}

/** One of a few colours for a person, the same for everybody. */
export function colourOf(visitor: string): string {
  let sum = 0;
  for (const char of visitor) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return `who-${sum % 6}`;
}
