/** Markdown as people use it in notes, read into plain data. No HTML is read and none is made. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong"; parts: Inline[] }
  | { kind: "em"; parts: Inline[] }
  | { kind: "link"; href: string; parts: Inline[] };

export type Block =
  | { kind: "heading"; level: number; parts: Inline[] }
  | { kind: "paragraph"; parts: Inline[] }
  | { kind: "quote"; parts: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "rule" }
  | { kind: "list"; ordered: boolean; items: { parts: Inline[]; done: boolean | null }[] };

const ITEM = /^\s*(?:[-*+]|(\d{1,9})[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const FENCE = /^```/;
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/;
const SPAN =
  /`([^`]+)`|\*\*(.+?)\*\*(?!\*)|__(.+?)__|\*([^*]+)\*|\b_([^_]+)_\b|\[([^\]]*)\]\(([^()\s]+)\)|(https?:\/\/[^\s<>()]+)/;

/** Characters of a line up to which marks are looked for. */
const LINE_MOST = 4000;

/** The parts of a line. */
export function inlines(text: string): Inline[] {
  const found = text.length > LINE_MOST ? null : SPAN.exec(text);
  if (found === null) return text === "" ? [] : [{ kind: "text", text }];
  const [whole, code, strong, strong2, em, em2, label, href, bare] = found;
  const before = inlines(text.slice(0, found.index));
  const after = inlines(text.slice(found.index + whole.length));
  return [
    ...before,
    span(whole, { code, strong: strong ?? strong2, em: em ?? em2, label, href: href ?? bare }),
    ...after,
  ];
}

interface Found {
  code?: string | undefined;
  strong?: string | undefined;
  em?: string | undefined;
  label?: string | undefined;
  href?: string | undefined;
}

function span(whole: string, { code, strong, em, label, href }: Found): Inline {
  if (code !== undefined) return { kind: "code", text: code };
  if (strong !== undefined) return { kind: "strong", parts: inlines(strong) };
  if (em !== undefined) return { kind: "em", parts: inlines(em) };
  const leads = href !== undefined && /^https?:\/\//.test(href) && URL.canParse(href);
  if (!leads) return { kind: "text", text: whole };
  return {
    kind: "link",
    href,
    parts: label ? [{ kind: "text", text: label }] : [{ kind: "text", text: href }],
  };
}

/** The blocks of a text, in order. */
export function blocks(text: string): Block[] {
  const lines = text.split("\n");
  const found: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const [block, next] = blockAt(lines, at);
    if (block) found.push(block);
    at = next;
  }
  return found;
}

function blockAt(lines: readonly string[], at: number): [Block | null, number] {
  const line = lines[at] ?? "";
  if (line.trim() === "") return [null, at + 1];
  if (FENCE.test(line)) return fenced(lines, at + 1);
  const heading = HEADING.exec(line);
  if (heading)
    return [{ kind: "heading", level: heading[1]?.length ?? 1, parts: inlines(heading[2] ?? "") }, at + 1];
  if (RULE.test(line)) return [{ kind: "rule" }, at + 1];
  if (ITEM.test(line)) return list(lines, at);
  if (line.startsWith(">")) return quote(lines, at);
  return paragraph(lines, at);
}

function fenced(lines: readonly string[], at: number): [Block, number] {
  const inside = run(lines, at, (line) => !FENCE.test(line));
  return [{ kind: "code", text: inside.join("\n") }, at + inside.length + 1];
}

/** From a line on, as long as they are of one kind. */
const run = (lines: readonly string[], at: number, is: (line: string) => boolean): string[] => {
  let end = at;
  while (end < lines.length && is(lines[end] ?? "")) end += 1;
  return lines.slice(at, end);
};

function list(lines: readonly string[], at: number): [Block, number] {
  const ordered = ITEM.exec(lines[at] ?? "")?.[1] !== undefined;
  const mine = run(lines, at, (line) => {
    const item = ITEM.exec(line);
    return item !== null && (item[1] !== undefined) === ordered && !RULE.test(line);
  });
  const items = mine.map((line) => {
    const [, , box, words] = ITEM.exec(line) ?? [];
    return { parts: inlines(words ?? ""), done: box === undefined ? null : box !== " " };
  });
  return [{ kind: "list", ordered, items }, at + mine.length];
}

function quote(lines: readonly string[], at: number): [Block, number] {
  const mine = run(lines, at, (line) => line.startsWith(">"));
  const text = mine.map((line) => line.replace(/^>\s?/, "")).join(" ");
  return [{ kind: "quote", parts: inlines(text) }, at + mine.length];
}

function paragraph(lines: readonly string[], at: number): [Block, number] {
  const starts = (line: string) =>
    FENCE.test(line) || HEADING.test(line) || ITEM.test(line) || line.startsWith(">");
  const more = run(lines, at + 1, (line) => line.trim() !== "" && !starts(line) && !RULE.test(line));
  const mine = [lines[at] ?? "", ...more];
  return [{ kind: "paragraph", parts: inlines(mine.join("\n")) }, at + mine.length];
}
