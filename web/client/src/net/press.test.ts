import { afterEach, expect, test, vi } from "vitest";
import { invite } from "./hosts";

afterEach(() => vi.unstubAllGlobals());

const sent: string[] = [];

/** A server that answers in this order; `null` is an answer that is lost on the way. */
function answering(...answers: (Response | null)[]): void {
  sent.length = 0;
  vi.stubGlobal("location", { origin: "https://hub.example" });
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    sent.push((JSON.parse(init.body as string) as { cmd_id: string }).cmd_id);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError("lost"));
  });
}

const made = (): Response => Response.json({ path: "/#invite=x" });
const refused = (status: number): Response =>
  Response.json({ error: { code: "c", text: "", status } }, { status });

test("what is pressed again after a lost answer is the same command, and a new one after an answer", async () => {
  answering(null, refused(503), made(), made());
  await expect(invite("guest", 1, 1)).rejects.toThrow();
  await expect(invite("guest", 1, 1)).rejects.toThrow();
  expect(await invite("guest", 1, 1)).toBe("https://hub.example/#invite=x");
  await invite("guest", 1, 1);
  expect(sent[0]).toBeTruthy();
  expect(new Set(sent.slice(0, 3)).size).toBe(1);
  expect(sent[3]).not.toBe(sent[0]);
});

test("something else is another command, and so is what was refused", async () => {
  answering(null, refused(403), made(), made());
  await expect(invite("guest", 1, 2)).rejects.toThrow();
  await expect(invite("guest", 1, 3)).rejects.toThrow();
  await invite("guest", 1, 3);
  await invite("guest", 1, 2);
  expect(new Set(sent).size).toBe(3);
  expect(sent[3]).toBe(sent[0]);
});

test("two presses of the same while the first is under way are one command", async () => {
  answering(made(), made());
  await Promise.all([invite("guest", 1, 4), invite("guest", 1, 4)]);
  expect(sent[1]).toBe(sent[0]);
});

test("what is pressed long after a lost answer is meant anew", async () => {
  vi.useFakeTimers();
  answering(null, made());
  await expect(invite("guest", 1, 5)).rejects.toThrow();
  vi.advanceTimersByTime(60_000);
  await invite("guest", 1, 5);
  vi.useRealTimers();
  expect(sent[1]).not.toBe(sent[0]);
});
