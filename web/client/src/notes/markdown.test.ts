import { expect, test } from "vitest";
import { blocks, inlines } from "./markdown";

const plain = (text: string) => ({ kind: "text", text });

test("headings, lists, tasks, quotes, code and rules are told apart", () => {
  const text =
    "# Plan\nFirst **things**\nfirst\n\n- one\n- [x] two\n1. three\n> said\n---\n```\n<b>\n```\nend";
  expect(blocks(text).map((each) => each.kind)).toEqual([
    "heading",
    "paragraph",
    "list",
    "list",
    "quote",
    "rule",
    "code",
    "paragraph",
  ]);
  expect(blocks("- one\n- [x] two\n- [ ] three")[0]).toMatchObject({
    ordered: false,
    items: [{ done: null }, { done: true }, { done: false }],
  });
});

test("marks inside a line", () => {
  expect(inlines("a **b *c*** `d*` _e_")).toEqual([
    plain("a "),
    { kind: "strong", parts: [plain("b "), { kind: "em", parts: [plain("c")] }] },
    plain(" "),
    { kind: "code", text: "d*" },
    plain(" "),
    { kind: "em", parts: [plain("e")] },
  ]);
  expect(inlines("snake_case_name")).toEqual([plain("snake_case_name")]);
});

test("only web addresses become links", () => {
  expect(inlines("[here](https://example.org/a)")).toEqual([
    { kind: "link", href: "https://example.org/a", parts: [plain("here")] },
  ]);
  expect(inlines("see https://example.org now")[1]).toMatchObject({ kind: "link" });
  for (const bad of ["[x](javascript:alert(1))", "[x](data:text/html,a)", "<img src=x onerror=y>"])
    expect(JSON.stringify(inlines(bad))).not.toContain('"link"');
});

test("an unclosed fence holds the rest", () => {
  expect(blocks("```\na\nb")).toEqual([{ kind: "code", text: "a\nb" }]);
});

test("any text is read, whatever it is", () => {
  const parts = ["#", "*", "`", "[", "]", "(", ")", "\n", "- ", "> ", "1. ", "x", " "];
  let seed = 7;
  for (let n = 0; n < 300; n++) {
    const text = Array.from({ length: 40 }, () => {
      seed = (seed * 48271) % 2147483647;
      return parts[seed % parts.length];
    }).join("");
    expect(() => blocks(text)).not.toThrow();
  }
});
