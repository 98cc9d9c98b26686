/** Bodies: legs, coat, arms and the wheelchair. The foot stands at the origin, y goes down, 48 px tall with the head. */
import type { Facing } from "./head";
import type { Look } from "./look";
import { CLOTH, darker, mix, SKIN, slacks } from "./palette";
import { circle, line, path, rect } from "./svg";
import { chairBefore, chairBehind } from "./wheelchair";

/** Walk steps: rest, left foot, rest, right foot. */
export type Step = 0 | 1 | 2 | 3;

export interface Pose {
  readonly facing: Facing;
  readonly step: Step;
  readonly sitting: boolean;
}

const SWING: readonly number[] = [0, 2.4, 0, -2.4];
const SHOE = "#23282C";
const DEEP = "#10202A";

function swing(pose: Pose): number {
  return SWING[pose.step] ?? 0;
}

function standingLegs(look: Look, swung: number): string {
  const cloth = slacks(look.shirt);
  const left = Math.max(0, swung);
  const right = Math.max(0, -swung);
  return (
    rect(-6.6, -13 - left, 6, 12, 2.6, cloth) +
    rect(0.6, -13 - right, 6, 12, 2.6, darker(cloth, 0.1)) +
    rect(-7, -3.2 - left, 6.6, 3.6, 1.8, SHOE) +
    rect(0.4, -3.2 - right, 6.6, 3.6, 1.8, SHOE)
  );
}

function stridingLegs(look: Look, swung: number): string {
  const cloth = slacks(look.shirt);
  const far = -swung * 1.5;
  const near = swung * 1.5;
  return (
    line(`M0 -12L${far} -3`, darker(cloth, 0.16), 5.6) +
    rect(far - 2, -3, 7, 3.4, 1.7, "#1C2124") +
    line(`M0 -12L${near} -3`, cloth, 5.6) +
    rect(near - 2, -3, 7, 3.4, 1.7, SHOE)
  );
}

/** Seated: knees towards us are short, from the side they make a corner, from behind the seat hides them. */
function seatedLegs(look: Look, facing: Facing): string {
  const cloth = slacks(look.shirt);
  if (facing === "n") return "";
  if (facing === "s") {
    const knees = rect(-6.8, -12, 6.2, 7, 2.8, cloth) + rect(0.6, -12, 6.2, 7, 2.8, darker(cloth, 0.1));
    return knees + rect(-6.8, -6.4, 6.2, 3.2, 1.6, SHOE) + rect(0.6, -6.4, 6.2, 3.2, 1.6, SHOE);
  }
  return line("M-1 -11.4H6V-5", cloth, 5.4, ' stroke-linejoin="round"') + rect(3.8, -5, 7, 3.2, 1.6, SHOE);
}

function legs(look: Look, pose: Pose): string {
  if (pose.sitting) return seatedLegs(look, pose.facing);
  const swung = swing(pose);
  return pose.facing === "e" ? stridingLegs(look, swung) : standingLegs(look, swung);
}

function arm(x: number, hand: number, look: Look, coat: string): string {
  const wrist = x + Math.sign(x) * 2;
  return (
    line(`M${x} -23.2L${wrist} ${hand - 1.6}`, coat, 4.8) +
    circle(wrist + Math.sign(x) * 0.2, hand, 2.3, SKIN[look.skin])
  );
}

function frontCoat(look: Look, pose: Pose): string {
  const coat = CLOTH[look.shirt];
  const sleeve = mix(coat, DEEP, 0.2);
  const swung = swing(pose) * 0.7;
  const low = look.wheelchair ? -10.4 : -12;
  return (
    arm(-8.4, low + swung, look, sleeve) +
    arm(8.4, low - swung, look, sleeve) +
    path(
      "M-8.6 -11V-21.5C-8.6 -26 -6 -27.6 -3 -27.6H3C6 -27.6 8.6 -26 8.6 -21.5V-11C5 -9.4 -5 -9.4 -8.6 -11Z",
      coat,
    ) +
    path(
      "M-8.6 -11V-21.5C-8.6 -26 -6 -27.6 -3 -27.6H-1.4C-5 -25 -5.4 -16 -4.6 -10.1Q-7 -10.3 -8.6 -11Z",
      "#FFFFFF",
      ' opacity=".14"',
    ) +
    path(
      "M8.6 -11V-21.5C8.6 -25 7.4 -26.8 5.2 -27.3C6.6 -24 6.4 -16 5.4 -10.2Q7.2 -10.4 8.6 -11Z",
      DEEP,
      ' opacity=".1"',
    )
  );
}

function neck(look: Look, pose: Pose): string {
  if (pose.facing !== "s") return "";
  return (
    path("M-3.4 -27.6Q0 -23.4 3.4 -27.6Z", SKIN[look.skin]) +
    line("M-3.6 -27.3Q0 -22.6 3.6 -27.3", mix(CLOTH[look.shirt], DEEP, 0.28), 0.9)
  );
}

function sideCoat(look: Look, pose: Pose): string {
  const coat = CLOTH[look.shirt];
  const reach = look.wheelchair || pose.sitting ? 4.4 : -swing(pose) * 1.4 + 1;
  const hand = look.wheelchair || pose.sitting ? -13.6 : -12;
  return (
    path(
      "M-6.4 -11V-22C-6.4 -26 -4 -27.6 0 -27.6C4 -27.6 6.4 -26 6.4 -22V-11C3 -9.6 -3 -9.6 -6.4 -11Z",
      coat,
    ) +
    path(
      "M-6.4 -11V-22C-6.4 -26 -4 -27.6 -1 -27.6C-4 -24 -4 -16 -3.4 -10.2Q-5 -10.4 -6.4 -11Z",
      "#FFFFFF",
      ' opacity=".14"',
    ) +
    line(`M0 -22.8L${reach} ${hand - 1.8}`, mix(coat, DEEP, 0.2), 4.8) +
    circle(reach, hand, 2.3, SKIN[look.skin])
  );
}

/** Everything below the head, facing s, e or n (w is a mirrored e). */
export function body(look: Look, pose: Pose): string {
  const coat = pose.facing === "e" ? sideCoat(look, pose) : frontCoat(look, pose) + neck(look, pose);
  if (!look.wheelchair) return legs(look, pose) + coat;
  const seated: Pose = { ...pose, sitting: true };
  const knees = seatedLegs(look, seated.facing);
  return chairBehind(seated.facing) + knees + coat + chairBefore(seated.facing, swing(pose));
}
