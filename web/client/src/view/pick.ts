/** What of the floor lies under a point: people first, the nearest of them, then portals, notices, ground. */
import { contains } from "./tiled";
import type { Actor, Pick, Point } from "./types";
import type { World } from "./world";

const HALF = 13;
const TALL = 50;
const BELOW = 5;

function onBody(actor: Actor, at: Point, reach: number): boolean {
  return (
    Math.abs(at.x - actor.x) <= HALF + reach &&
    at.y <= actor.y + BELOW + reach &&
    at.y >= actor.y - TALL - reach
  );
}

/** `reach` widens people, in floor pixels. */
export function picked(world: World, at: Point, actors: readonly Actor[], reach: number): Pick {
  const hit = actors.filter((each) => onBody(each, at, reach)).sort((a, b) => b.y - a.y)[0];
  if (hit !== undefined) return { kind: "visitor", visitor: hit.visitor, point: { x: hit.x, y: hit.y } };
  const { floor, survey } = world;
  const portal = floor.portals.find((each) => contains(each, at));
  if (portal !== undefined) return { kind: "portal", portal: portal.id, floor: portal.floor, point: at };
  const notice = floor.notices.find((each) => contains(each, at));
  if (notice !== undefined) return { kind: "notice", notice: notice.id, point: at };
  if (at.x < 0 || at.y < 0 || at.x >= survey.width || at.y >= survey.height) return { kind: "outside" };
  const point = { x: Math.round(at.x), y: Math.round(at.y) };
  return { kind: "floor", room: survey.roomsAt(point).at(-1) ?? null, point };
}
