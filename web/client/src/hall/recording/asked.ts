/** Who is asked whether they may be in a recording: whose sound or picture could be in it. */
import type { HubState } from "../../state/hub";
import { isHeard, ownEntries, sitsHere } from "../queue/stand";

/** Whether one is heard at a stage, or wants to be: by one's role, with the floor, or with a hand that is up. */
export function isConcerned(hub: HubState, stage: string, isInside: boolean): boolean {
  const at = { hub, stage };
  if (!isInside || sitsHere(at)) return false;
  const open = ownEntries(at).filter(({ state }) => OPEN.has(state));
  return isHeard(at) || open.some(({ kind, state }) => kind === "hand" || state === "admitted");
}

const OPEN = new Set(["held", "waiting", "admitted"]);
