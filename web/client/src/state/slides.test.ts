import { expect, test } from "vitest";
import type { Snapshot } from "../protocol.gen";
import { Slides } from "./slides";

const slide = { title: "Talk", form: "pdf", pages: 9, file: "f" } as const;
const turned = (page: number) => ({ stage: "hall", deck: "d", page, slide });

test("a stage shows the page that was turned to last, and none after the end", () => {
  const slides = new Slides();
  slides.restore({ slides: { hall: turned(4) } } as unknown as Snapshot);
  expect(slides.of("hall")?.page).toBe(4);
  for (let page = 1; page <= 20; page++) slides.durable("slide.turned", turned(page));
  expect(slides.of("hall")).toEqual(turned(20));
  expect(slides.of("lab")).toBeNull();
  slides.durable("slide.turned", { stage: "hall", deck: null, page: 0, slide: null });
  expect(slides.of("hall")).toBeNull();
});

test("a page whose slides are gone by now is not shown", () => {
  const slides = new Slides();
  slides.durable("slide.turned", turned(1));
  slides.durable("slide.turned", { stage: "hall", deck: "gone", page: 2, slide: null });
  expect(slides.of("hall")).toBeNull();
});

test("decks that come and go, and a new first state, are told", () => {
  const slides = new Slides();
  for (const type of ["deck.added", "deck.removed", "slide.turned"]) slides.durable(type, turned(1));
  slides.restore({ slides: {} } as unknown as Snapshot);
  expect(slides.changes.value).toBe(3);
});
