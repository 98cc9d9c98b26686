/** Writes the gettext catalogs as modules for the client: only its own texts, and the plural rule as a function. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { keyOf, parse } from "./po.mjs";

const web = fileURLToPath(new URL("..", import.meta.url));
const out = `${web}/client/src/i18n/generated`;

/** The C expression of Plural-Forms; it is JavaScript as well, and only these characters are let through. */
function pluralRule(header) {
  const rule = /plural=([n0-9\s()!=<>&|?:%]+);/.exec(header)?.[1];
  if (!rule) throw new Error("the catalog's header lacks a plain Plural-Forms rule");
  return rule;
}

for (const locale of ["de", "en"]) {
  const catalog = parse(readFileSync(`${web}/locale/${locale}/LC_MESSAGES/foyer.po`, "utf8"));
  const rule = pluralRule(catalog.get("").str[0]);
  const own = [...catalog.values()].filter((entry) => entry.refs.some((ref) => ref.startsWith("client/")));
  const messages = Object.fromEntries(own.map((entry) => [keyOf(entry), entry.str]));
  const text = `export const plural = (n: number): number => Number(${rule});\nexport const messages: Record<string, string[]> = ${JSON.stringify(messages, null, 1)};\n`;
  mkdirSync(out, { recursive: true });
  writeFileSync(`${out}/${locale}.ts`, text);
}
