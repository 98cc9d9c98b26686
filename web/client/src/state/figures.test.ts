import { expect, test } from "vitest";
import type { LiveState } from "../protocol.gen";
import { figuresOn } from "./figures";
import { HubState } from "./hub";

const seated = (visitor: string, floor: string) => ({ visitor, stage: "hall", floor, x: 1, y: 2, state: 18 });

test("who sits in a real hall is drawn in the seat of that floor, once", () => {
  const hub = new HubState();
  const figures = [seated("ada", "plaza"), seated("bo", "tower"), seated("cy", "plaza")];
  hub.attendance.resume({ figures } as unknown as LiveState);
  hub.presence.value = new Map([["cy", "here"]]);
  expect(figuresOn(hub, "plaza")).toEqual([
    { visitor: "ada", x: 1, y: 2, direction: 2, moving: false, running: false, sitting: true },
  ]);
  expect(figuresOn(hub, null)).toEqual([]);
});
