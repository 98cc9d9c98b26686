import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PAUSE_MS, TALK_MS, tellTalk } from "./talk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function wired(mustHold: boolean) {
  const isTalking = signal(false);
  const told: boolean[] = [];
  const talk = (held: boolean) => {
    isTalking.value = held;
  };
  const call = { mustHold: signal(mustHold), isTalking, talk };
  const stop = tellTalk(call, (on) => told.push(on));
  return { call, told, stop };
}

test("the hub is told when the button goes down and up", () => {
  const { call, told, stop } = wired(true);
  call.talk(true);
  call.talk(false);
  stop();
  call.talk(true);
  expect(told).toEqual([true, false]);
});

test("a button that is stuck lets go by itself, and may be pressed again", () => {
  const { call, told } = wired(true);
  call.talk(true);
  vi.advanceTimersByTime(TALK_MS);
  expect(told).toEqual([true, false]);
  expect(call.isTalking.value).toBe(false);
  call.talk(true);
  vi.advanceTimersByTime(PAUSE_MS);
  expect(told).toEqual([true, false, true]);
});

test("a button pressed again at once is told after a short pause, if it is still held", () => {
  const { call, told } = wired(true);
  call.talk(true);
  call.talk(false);
  call.talk(true);
  expect(told).toEqual([true, false]);
  call.talk(false);
  vi.advanceTimersByTime(PAUSE_MS - 1);
  call.talk(true);
  expect(told).toEqual([true, false]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([true, false, true]);
});

test("where nobody must hold it, the hub hears nothing of it", () => {
  const { call, told } = wired(false);
  call.talk(true);
  expect(told).toEqual([]);
});
