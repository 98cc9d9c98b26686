/** Finds addresses in a message, so that they can be links while all else stays plain text. */
export interface Part {
  text: string;
  /** The address of a link, or undefined for plain text. */
  href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"']+/gi;
/** Marks that end a sentence, not an address. */
const TRAILING = /[.,;:!?)\]}'"»“”]+$/;

/** Whether a found address is one a browser may open safely: http or https with a host. */
function safe(text: string): string | undefined {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

export function splitLinks(body: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of body.matchAll(ADDRESS)) {
    const text = match[0].replace(TRAILING, "");
    const href = safe(text);
    if (href === undefined) continue;
    if (match.index > end) parts.push({ text: body.slice(end, match.index) });
    parts.push({ text, href });
    end = match.index + text.length;
  }
  if (end < body.length) parts.push({ text: body.slice(end) });
  return parts;
}
