import { expect, test } from "vitest";
import type { PollInfo, PollSpec, Snapshot } from "../protocol.gen";
import { cardVote, drafts, ended, Polls, running } from "./polls";

const spec: PollSpec = {
  question: "Tea?",
  kind: "single",
  options: ["Yes", "No"],
  most: 1,
  anonymous: true,
  results: "live",
};
const opened = { poll: "a", stage: "hall", spec, at: 1, opened_at: 2, closes_at: null, plan: null };

function polls(): Polls {
  const all = new Polls();
  all.restore({ at: 5, polls: { hall: [] }, applause: [] } as unknown as Snapshot);
  return all;
}

const first = (all: Polls): PollInfo => all.of("hall")[0] as PollInfo;

test("a draft becomes an open poll at its place, and a closed one with its result", () => {
  const all = polls();
  for (const poll of ["a", "b"]) all.durable("poll.drafted", { poll, stage: "hall", spec, at: 1 });
  all.durable("poll.opened", opened);
  expect(running(all.of("hall")).map((each) => each.poll)).toEqual(["a"]);
  expect(drafts(all.of("hall")).map((each) => each.poll)).toEqual(["b"]);
  const tally = { ballots: 1, counts: [1, 0], words: {} };
  all.durable("poll.voted", { poll: "a", stage: "hall", visitor: "me", picks: [0], words: [] });
  expect(first(all).mine?.picks).toEqual([0]);
  all.durable("poll.closed", { poll: "a", stage: "hall", at: 9, anonymous: true, tally });
  expect(ended(all.of("hall"))).toMatchObject([{ poll: "a", tally, mine: null, closed_at: 9 }]);
  all.durable("poll.removed", { poll: "a", stage: "hall" });
  expect(all.of("hall").map((each) => each.poll)).toEqual(["b"]);
});

test("what group work asks of everybody is told apart from what a stage asks, and stays when it is closed", () => {
  const all = polls();
  all.durable("poll.drafted", { poll: "b", stage: "hall", spec, at: 1 });
  all.durable("poll.opened", opened);
  expect(all.asked.value).toEqual([]);
  all.durable("poll.opened", { ...opened, poll: "c", plan: "p" });
  const tally = { ballots: 1, counts: [1, 0], words: {} };
  all.durable("poll.closed", { poll: "c", stage: "hall", at: 9, anonymous: true, tally });
  expect(all.asked.value).toMatchObject([{ stage: "hall", poll: { poll: "c", state: "closed", tally } }]);
});

test("the vote on a plan's cards is known in whatever language it was asked, and beside a prepared poll", () => {
  const all = polls();
  all.durable("poll.opened", { ...opened, poll: "tea", plan: "p" });
  expect(cardVote(all.asked.value, "p")).toBeUndefined();
  const cards = { ...spec, question: "Baum: mit welchen Ideen machen wir weiter?" };
  all.durable("poll.opened", { ...opened, poll: "cards", spec: cards, plan: "p", cards: true });
  expect(cardVote(all.asked.value, "p")?.poll.poll).toBe("cards");
  expect(cardVote(all.asked.value, "q")).toBeUndefined();
});

test("counts are taken in as they are told, and again after a broken line", () => {
  const all = polls();
  all.durable("poll.opened", opened);
  const tally = (ballots: number) => ({ ballots, counts: [ballots, 0], words: {} });
  all.live("poll.tally", { stage: "hall", tallies: { a: tally(3) }, hosts: false });
  expect(first(all).tally.ballots).toBe(3);
  all.resume({ tallies: { a: tally(7) } } as never);
  expect(first(all).tally.ballots).toBe(7);
});

test("applause is heard at the stages where it is set", () => {
  const all = polls();
  all.durable("stage.applause", { stage: "hall", on: true });
  expect([...all.applause.value]).toEqual(["hall"]);
  all.durable("stage.applause", { stage: "hall", on: false });
  expect([...all.applause.value]).toEqual([]);
});
