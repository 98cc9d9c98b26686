import { expect, test } from "vitest";
import type { HubState } from "../../state/hub";
import { Slides } from "../../state/slides";
import { Turning } from "./turning";

/** A stage with nine pages at the fourth, and a hub that takes its time. */
function stage() {
  const slides = new Slides();
  const slide = { title: "Talk", form: "pdf", pages: 9, file: "f" } as const;
  const told = (page: number) => slides.durable("slide.turned", { stage: "hall", deck: "d", page, slide });
  told(4);
  const asked: unknown[] = [];
  const answers: (() => void)[] = [];
  const turning = new Turning({
    stage: "hall",
    hub: { slides } as unknown as HubState,
    do: (_, fields) => {
      asked.push("page" in fields ? fields.page : fields);
      return new Promise((done) => answers.push(() => done(true)));
    },
  });
  const answer = async () => {
    for (const each of answers.splice(0)) each();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { turning, asked, told, answer };
}

test("three quick presses are three pages, before the hub has said a word", async () => {
  const { turning, asked, told, answer } = stage();
  for (const _ of "123") turning.press("ArrowRight");
  expect([asked, turning.page]).toEqual([[5, 6, 7], 7]);
  told(5);
  expect(turning.page).toBe(7);
  told(7);
  await answer();
  told(2);
  expect(turning.page).toBe(2);
});

test("nobody turns before the first page or past the last", () => {
  const { turning, asked } = stage();
  turning.press("End");
  turning.press("PageDown");
  turning.press("Home");
  turning.press("ArrowLeft");
  expect(asked).toEqual([9, 1]);
});

test("other keys do nothing, and nothing does anything without slides", () => {
  const { turning, asked, answer } = stage();
  expect([turning.press("a"), turning.press("Enter")]).toEqual([false, false]);
  void turning.end();
  expect(asked).toEqual([{ stage: "hall", deck: null }]);
  void answer();
});
