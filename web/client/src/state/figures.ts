/** Who sits in a real hall and has no body of their own, as maps draw them. */
import type { Actor, Direction } from "../view/types";
import type { HubState } from "./hub";

/** The bit of a figure's state that says that it sits. */
const SITTING = 16;

/** The figures of a floor; whoever is in the hub themselves is drawn as they walk. */
export const figuresOn = ({ attendance, presence }: HubState, floor: string | null): Actor[] =>
  [...attendance.figures.value.values()]
    .filter((each) => each.floor === floor && !presence.value.has(each.visitor))
    .map(({ visitor, x, y, state }) => ({
      visitor,
      x,
      y,
      direction: (state & 3) as Direction,
      moving: false,
      running: false,
      sitting: (state & SITTING) !== 0,
    }));
