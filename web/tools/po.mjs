/** Reading and writing of gettext catalogs (PO files), as far as Foyer uses them. */

const unquote = (line) => JSON.parse(line.slice(line.indexOf('"')));
const quote = (text) => JSON.stringify(text);
const FIELD = /^(msgctxt|msgid|msgid_plural|msgstr(?:\[(\d)\])?) "/;

/** The key that tells two entries apart: context, then the English text. */
export const keyOf = (entry) =>
  entry.context === undefined ? entry.id : `${entry.context}\u0004${entry.id}`;

function parseBlock(block) {
  const entry = { id: "", str: [], refs: [], notes: [], flags: [] };
  let put = () => {};
  for (const line of block.split("\n")) {
    const field = FIELD.exec(line);
    if (line.startsWith("#~")) return null;
    if (line.startsWith("#:")) entry.refs.push(...line.slice(2).trim().split(/\s+/));
    else if (line.startsWith("#.")) entry.notes.push(line.slice(2).trim());
    else if (line.startsWith("#,"))
      entry.flags.push(
        ...line
          .slice(2)
          .split(",")
          .map((flag) => flag.trim()),
      );
    else if (field) {
      put = setter(entry, field);
      put(unquote(line));
    } else if (line.startsWith('"')) put(unquote(line));
  }
  return entry;
}

function setter(entry, [, name, index]) {
  const slot = { msgctxt: "context", msgid: "id", msgid_plural: "plural" }[name];
  if (slot) {
    entry[slot] = "";
    return (text) => {
      entry[slot] += text;
    };
  }
  const at = Number(index ?? 0);
  entry.str[at] = "";
  return (text) => {
    entry.str[at] += text;
  };
}

/** All entries of a PO text by key; the header stands under the empty key. */
export function parse(text) {
  const entries = new Map();
  for (const block of text.split(/\n\s*\n/)) {
    const entry = block.includes("msgid") ? parseBlock(block) : null;
    if (entry) entries.set(keyOf(entry), entry);
  }
  return entries;
}

function writeEntry(entry) {
  const lines = entry.notes.map((note) => `#. ${note}`);
  lines.push(...[...new Set(entry.refs)].sort().map((ref) => `#: ${ref}`));
  if (entry.flags.length) lines.push(`#, ${entry.flags.join(", ")}`);
  if (entry.context !== undefined) lines.push(`msgctxt ${quote(entry.context)}`);
  lines.push(`msgid ${quote(entry.id)}`);
  if (entry.plural === undefined) lines.push(`msgstr ${quote(entry.str[0] ?? "")}`);
  else {
    lines.push(`msgid_plural ${quote(entry.plural)}`);
    lines.push(...[0, 1].map((n) => `msgstr[${n}] ${quote(entry.str[n] ?? "")}`));
  }
  return lines.join("\n");
}

/** The PO text of these entries, header first, then sorted by file and text so that differences stay small. */
export function write(header, entries) {
  const sorted = [...entries].sort((a, b) => {
    const [left, right] = [a.refs[0] ?? "", b.refs[0] ?? ""];
    return left.localeCompare(right, "en") || keyOf(a).localeCompare(keyOf(b), "en");
  });
  return `${[header, ...sorted].map(writeEntry).join("\n\n")}\n`;
}
