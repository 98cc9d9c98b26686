import { expect, test } from "vitest";
import { obstacle, troubleOf } from "./trouble";

const named = (name: string, message = "") => Object.assign(new Error(message), { name });

test("every refusal of a browser has its kind", () => {
  expect(troubleOf(named("NotAllowedError"))).toBe("denied");
  expect(troubleOf(named("NotAllowedError", "Permission denied by system"))).toBe("blocked");
  expect(troubleOf(named("NotFoundError"))).toBe("missing");
  expect(troubleOf(named("NotReadableError"))).toBe("in_use");
  expect(troubleOf(named("SecurityError"))).toBe("insecure");
  expect(troubleOf("what")).toBe("unknown");
});

test("a page that may not ask knows whether its address or its browser is the reason", () => {
  expect(obstacle({ isSecureContext: false, hasMediaDevices: false })).toBe("insecure");
  expect(obstacle({ isSecureContext: true, hasMediaDevices: false })).toBe("unsupported");
  expect(obstacle({ isSecureContext: true, hasMediaDevices: true })).toBeNull();
});
