import { expect, test } from "vitest";
import type { Session } from "../../protocol.gen";
import { blank, formOf, wallTime } from "./form";

test("times stand on the clocks of the house, in summer and in winter", () => {
  expect(wallTime(Date.UTC(2027, 2, 13, 18, 30), "Europe/Berlin")).toBe("2027-03-13T19:30");
  expect(wallTime(Date.UTC(2027, 6, 1, 22, 5), "Europe/Berlin")).toBe("2027-07-02T00:05");
  expect(wallTime(Date.UTC(2027, 6, 1, 4, 0), "America/New_York")).toBe("2027-07-01T00:00");
});

test("a session fills the form, one speaker a line, unknown seats left empty", () => {
  const session = {
    id: "s",
    title: "Talk",
    abstract: "",
    room: null,
    place: "Market",
    starts_at: Date.UTC(2027, 0, 1, 9),
    ends_at: Date.UTC(2027, 0, 1, 10),
    kind: "",
    language: "",
    speakers: ["A", "B"],
    mode: "both",
    capacity_on_site: 0,
    capacity_remote: 30,
  } as unknown as Session;
  const form = formOf(session, "UTC");
  expect(form).toMatchObject({ session: "s", room: "", place: "Market", start: "2027-01-01T09:00" });
  expect([form.speakers, form.on_site, form.remote]).toEqual(["A\nB", "", "30"]);
});

test("a new session begins at the next full hour", () => {
  const form = blank(Date.UTC(2027, 0, 1, 9, 20), "UTC");
  expect([form.start, form.end]).toEqual(["2027-01-01T10:00", "2027-01-01T11:00"]);
});
