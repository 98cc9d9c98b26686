import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LetIn } from "../../net/door";
import { ApiError } from "../../net/http";
import { DoorDesk } from "./desk";

const ada = { visitor: "ada", name: "Ada", look: {}, fresh: true, since: 5, count: 1 } as unknown as LetIn;
const gone = new ApiError({ code: "net.unreachable", text: "", status: 0 });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a scan lets somebody in once and says so when it comes again", async () => {
  const send = vi
    .fn()
    .mockResolvedValueOnce(ada)
    .mockResolvedValueOnce({ ...ada, fresh: false });
  const desk = new DoorDesk("hall", send);
  await desk.scan(" code\n");
  expect(desk.answer.value).toMatchObject({ kind: "in", name: "Ada" });
  expect(send.mock.calls[0]?.slice(0, 2)).toEqual(["hall", "code"]);
  await desk.scan("code");
  expect(desk.answer.value?.kind).toBe("already");
  expect(send.mock.calls[0]?.[2]).not.toBe(send.mock.calls[1]?.[2]);
});

test("scans without a network wait in their order and go out again by themselves, each with its own name", async () => {
  const send = vi.fn().mockRejectedValueOnce(gone).mockResolvedValue(ada);
  const desk = new DoorDesk("hall", send);
  await desk.scan("one");
  expect(desk.answer.value?.kind).toBe("waiting");
  expect(desk.isCut.value).toBe(true);
  await vi.advanceTimersByTimeAsync(2000);
  expect(desk.isCut.value).toBe(false);
  expect(desk.waiting.value).toEqual([]);
  expect(send.mock.calls[0]).toEqual(send.mock.calls[1]);
});

test("scans that come while one is on its way are sent after it", async () => {
  const sent: string[] = [];
  const desk = new DoorDesk("hall", async (_, code) => {
    sent.push(code);
    return ada;
  });
  await Promise.all([desk.scan("one"), desk.scan("two"), desk.scan("three")]);
  await vi.runAllTimersAsync();
  expect(sent).toEqual(["one", "two", "three"]);
});

test("what the hub refuses is told and not sent again", async () => {
  const refusal = new ApiError({ code: "check_in.expired", text: "Expired", status: 409 });
  const send = vi.fn().mockRejectedValue(refusal);
  const desk = new DoorDesk("hall", send);
  await desk.scan("old");
  expect(desk.answer.value).toMatchObject({ kind: "refused", text: "Expired" });
  await vi.runAllTimersAsync();
  expect(send).toHaveBeenCalledOnce();
});

test("taking back changes the answer it was about, and no other", async () => {
  const desk = new DoorDesk("hall", vi.fn().mockResolvedValue(ada));
  await desk.scan("one");
  desk.undone("bo");
  expect(desk.answer.value?.kind).toBe("in");
  desk.undone("ada");
  expect(desk.answer.value?.kind).toBe("undone");
});

test("nothing typed is no scan", async () => {
  const send = vi.fn();
  await new DoorDesk("hall", send).scan("  \n");
  expect(send).not.toHaveBeenCalled();
});
