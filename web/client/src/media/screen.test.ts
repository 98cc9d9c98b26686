import { expect, test } from "vitest";
import { whyNot } from "./screen";

const failure = (name: string, message = "") => Object.assign(new Error(message), { name });

test.each([
  [failure("NotAllowedError", "Permission denied"), "nothing"],
  [failure("NotAllowedError", "Permission denied by system"), "blocked"],
  [failure("AbortError"), "nothing"],
  [failure("NotReadableError"), "failed"],
  ["no error at all", "failed"],
])("%s is told as %s", (error, kind) => {
  expect(whyNot(error)).toBe(kind);
});
