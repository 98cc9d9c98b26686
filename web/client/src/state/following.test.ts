import { expect, test } from "vitest";
import type { LiveState } from "../protocol.gen";
import { Following } from "./following";

const following = (): Following => new Following(() => "me");

test("one who is let follow follows, and what was asked is answered", () => {
  const state = following();
  state.live("follow.asked", { visitor: "me", leader: "lena" });
  expect([state.asked.value, state.leader.value]).toEqual(["lena", null]);
  state.live("follow.started", { visitor: "me", leader: "lena" });
  expect([state.asked.value, state.leader.value]).toEqual([null, "lena"]);
  state.live("follow.ended", { visitor: "me", leader: "lena", why: "left", room: null });
  expect(state.leader.value).toBeNull();
});

test("who follows oneself is listed once, and is gone when it ends or they leave", () => {
  const state = following();
  state.live("follow.asked", { visitor: "ada", leader: "me" });
  state.live("follow.asked", { visitor: "eve", leader: "me" });
  expect(state.asking.value).toEqual(["ada", "eve"]);
  state.live("follow.started", { visitor: "ada", leader: "me" });
  state.live("follow.started", { visitor: "ada", leader: "me" });
  expect([state.asking.value, state.followers.value]).toEqual([["eve"], ["ada"]]);
  state.live("follow.ended", { visitor: "ada", leader: "me", why: "moved", room: null });
  state.gone("eve");
  expect([state.asking.value, state.followers.value]).toEqual([[], []]);
});

test("an invitation stands until one follows, says no, or whoever asked is gone", () => {
  const state = following();
  state.live("follow.invited", { leader: "lena", visitors: ["me"] });
  state.live("follow.invited", { leader: "mia", visitors: ["me"] });
  state.live("follow.invited", { leader: "me", visitors: ["ada"] });
  expect(state.invited.value).toEqual(["lena", "mia"]);
  state.live("follow.started", { visitor: "me", leader: "mia" });
  expect(state.invited.value).toEqual(["lena"]);
  state.live("follow.ended", { visitor: "me", leader: "lena", why: "declined", room: null });
  expect([state.invited.value, state.leader.value]).toEqual([[], "mia"]);
});

test("all is taken over from the hub's word when a line comes back", () => {
  const state = following();
  const now = { leader: "lena", asked: null, followers: ["ada"], asking: ["eve"], invited: [], open: false };
  state.resume({ following: now } as unknown as LiveState);
  expect(state.leader.value).toBe("lena");
  expect([state.followers.value, state.asking.value, state.open.value]).toEqual([["ada"], ["eve"], false]);
  state.live("follow.allowed", { visitor: "me", open: true });
  expect(state.open.value).toBe(true);
});
