import { expect, test } from "vitest";
import { piled, type ToastText } from "./Toast";

const say = (text: string, stays = false): ToastText => ({ words: () => text, actions: [], stays });
const words = (pile: readonly ToastText[]) => pile.map((each) => each.words());
const pile = (...messages: ToastText[]) => messages.reduce<ToastText[]>(piled, []);

test("two reminders at the same moment are both shown, the newer first", () => {
  expect(words(pile(say("Talk A begins.", true), say("Talk B begins.", true)))).toEqual([
    "Talk B begins.",
    "Talk A begins.",
  ]);
});

test("what passes gives way at once, and what asks for something comes back after it", () => {
  expect(words(pile(say("Copied."), say("Ada knocks", true), say("That did not work.")))).toEqual([
    "That did not work.",
    "Ada knocks",
  ]);
});

test("the same words are said once, and a pile does not grow for ever", () => {
  expect(words(pile(say("Ada knocks", true), say("Ada knocks", true)))).toEqual(["Ada knocks"]);
  expect(pile(...Array.from({ length: 9 }, (_, at) => say(`${at}`, true)))).toHaveLength(5);
});
