import { expect, test } from "vitest";
import { splitLinks } from "./links";

test("an address becomes a link and the text around it stays text", () => {
  expect(splitLinks("See https://example.org/a?b=c, please.")).toEqual([
    { text: "See " },
    { text: "https://example.org/a?b=c", href: "https://example.org/a?b=c" },
    { text: ", please." },
  ]);
});

test("nothing but http and https is ever a link", () => {
  for (const body of [
    "javascript:alert(1)",
    "data:text/html,x",
    "https://",
    "<a href='x'>",
    "ftp://example.org",
  ])
    expect(splitLinks(body)).toEqual([{ text: body }]);
});

test("a message without addresses is one piece of text, an empty one none", () => {
  expect(splitLinks("Hello")).toEqual([{ text: "Hello" }]);
  expect(splitLinks("")).toEqual([]);
});
