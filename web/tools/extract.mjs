/**
 * Collects every text of the client (by parsing it), of the templates and of the server (by Babel) and keeps the
 * catalogs in `locale/` in step.   --update writes them; --check fails when one is stale or lacks a translation.
 */
import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { keyOf, parse, write } from "./po.mjs";

const web = fileURLToPath(new URL("..", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const LOCALES = ["de", "en"];
const CALLS = { t: ["id"], tn: ["id", "plural"], tc: ["context", "id"] };

/** Visits every call `t("…")`, `tn("…", "…", n)`, `tc("context", "…")` below a syntax node. */
function visit(node, found) {
  if (Array.isArray(node)) for (const child of node) visit(child, found);
  else if (node && typeof node === "object") {
    if (node.type === "CallExpression" && CALLS[node.callee?.name]) found(node);
    for (const child of Object.values(node)) visit(child, found);
  }
}

function literal(node) {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
}

/** The entries of one TypeScript file; a text that is no literal cannot be translated and is an error. */
export function extractFile(name, source) {
  const { program, errors } = parseSync(name, source);
  if (errors.length) throw new Error(`${name}: ${errors[0].message}`);
  const entries = [];
  visit(program, (call) => {
    const entry = { str: [], refs: [name], notes: [], flags: [] };
    CALLS[call.callee.name].forEach((slot, at) => {
      const text = literal(call.arguments[at]);
      if (text === undefined) throw new Error(`${name}: ${call.callee.name}() needs plain texts`);
      entry[slot] = text;
    });
    entries.push(entry);
  });
  return entries;
}

function clientEntries() {
  const files = globSync("client/src/**/*.{ts,tsx}", { cwd: web }).filter(
    (name) => !/\.(test|gen)\./.test(name),
  );
  const own = files.filter((name) => name !== "client/src/i18n/i18n.ts");
  return own.sort().flatMap((name) => extractFile(name, readFileSync(`${web}/${name}`, "utf8")));
}

/** What Babel finds in the templates and in the server's Python. */
function serverEntries() {
  const venv = `${root}/.venv/bin/python`;
  const python = process.env.PYTHON ?? (existsSync(venv) ? venv : "python3");
  const args = ["-m", "babel.messages.frontend", "-q", "extract", "-F", "web/tools/babel.cfg", "--no-wrap"];
  const folders = ["web/templates", "server"].filter((folder) => existsSync(`${root}/${folder}`));
  const folder = mkdtempSync(join(tmpdir(), "foyer-"));
  const options = ["--add-location=file", "-k", "N_", "-o", `${folder}/server.pot`];
  execFileSync(python, [...args, ...options, ...folders], { cwd: root });
  const text = readFileSync(`${folder}/server.pot`, "utf8");
  rmSync(folder, { recursive: true });
  const found = [...parse(text).values()].filter((entry) => entry.id);
  return found.map((entry) => ({ ...entry, refs: entry.refs.map((ref) => ref.replace(/^web\//, "")) }));
}

function collect() {
  const all = new Map();
  for (const entry of [...clientEntries(), ...serverEntries()]) {
    const known = all.get(keyOf(entry));
    if (known) {
      known.refs.push(...entry.refs);
      known.plural ??= entry.plural;
    } else all.set(keyOf(entry), entry);
  }
  for (const entry of all.values()) entry.refs = [...new Set(entry.refs)].sort();
  return all;
}

function headerFor(locale) {
  const lines = [`Project-Id-Version: Foyer`, `Language: ${locale}`, "MIME-Version: 1.0"];
  lines.push("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit");
  lines.push("Plural-Forms: nplurals=2; plural=(n != 1);");
  return { id: "", str: [`${lines.join("\n")}\n`], refs: [], notes: [], flags: [] };
}

const english = (entry) => (entry.plural === undefined ? [entry.id] : [entry.id, entry.plural]);

/** The catalog as it should be: today's texts, the translations that exist, English filled from its own keys. */
function renew(locale, texts, old) {
  const entries = [...texts.values()].map((entry) => {
    const known = old.get(keyOf(entry))?.str ?? [];
    return { ...entry, str: locale === "en" ? english(entry) : known };
  });
  return write(headerFor(locale), entries);
}

function untranslated(locale, catalog) {
  const holes = [...catalog.values()].filter((entry) => {
    const wanted = entry.plural === undefined ? 1 : 2;
    return Array.from({ length: wanted }, (_, n) => entry.str[n]).some((text) => !text);
  });
  return holes.map((entry) => `${locale}: not translated: ${JSON.stringify(entry.id)}`);
}

function main(mode) {
  const texts = collect();
  const problems = [];
  for (const locale of LOCALES) {
    const path = `${web}/locale/${locale}/LC_MESSAGES/foyer.po`;
    const before = existsSync(path) ? readFileSync(path, "utf8") : "";
    const after = renew(locale, texts, parse(before));
    if (mode === "--update") {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, after);
    } else if (before !== after) problems.push(`${locale}: catalog is stale, run npm run i18n`);
    problems.push(...untranslated(locale, parse(after)));
  }
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length && mode === "--check" ? 1 : 0;
}

if (process.argv[2]) main(process.argv[2]);
