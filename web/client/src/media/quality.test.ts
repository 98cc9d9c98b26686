import { expect, test } from "vitest";
import { lostBy, measured, UNMEASURED } from "./quality";

const frame = (loss: number, rtt_ms: number | null) => ({ tab: "t", loss, rtt_ms, bitrate: 0 });

test("a line is poor when a twentieth is lost or answers take 400 ms", () => {
  expect(measured(UNMEASURED, frame(0.05, 400)).state).toBe("good");
  expect(measured(UNMEASURED, frame(0.06, null)).state).toBe("poor");
  expect(measured(UNMEASURED, frame(0, 401))).toEqual({ state: "poor", loss: 0, rtt: 401 });
});

test("a poor line is called good only once it is clearly better", () => {
  const poor = measured(UNMEASURED, frame(0.06, 100));
  expect(measured(poor, frame(0.04, 100)).state).toBe("poor");
  expect(measured(poor, frame(0.02, 100)).state).toBe("good");
});

test("what is lost for another tab or for want of a worker is told apart from what comes back", () => {
  const states = (["elsewhere", "unavailable", "line", "worker"] as const).map((each) => lostBy(each).state);
  expect(states).toEqual(["elsewhere", "unavailable", "lost", "lost"]);
});
