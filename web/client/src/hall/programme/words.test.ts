import { expect, test } from "vitest";
import type { Session } from "../../protocol.gen";
import { spokenWord } from "./words";

const spoken = (language: string): string => spokenWord({ language } as Session);

test("a language is called by its name, and words that are no tag stay as they were written", () => {
  expect([spoken("de"), spoken("pt-BR")]).toEqual(["German", "Brazilian Portuguese"]);
  expect([spoken("Deutsch und Englisch"), spoken("Deutsch"), spoken("")]).toEqual([
    "Deutsch und Englisch",
    "Deutsch",
    "",
  ]);
});
