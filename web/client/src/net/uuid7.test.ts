import { expect, test } from "vitest";
import { uuid7 } from "./uuid7";

test("an id carries its time, version 7 and the variant of RFC 9562", () => {
  expect(uuid7(0x0123456789ab, new Uint8Array(10).fill(255))).toBe("01234567-89ab-7fff-bfff-ffffffffffff");
});

test("a later id sorts after an earlier one", () => {
  expect(uuid7(1_800_000_000_001) > uuid7(1_800_000_000_000)).toBe(true);
});
