/** Who shows slides at a stage. */
import type { HubState } from "../../state/hub";
import { ownEntries } from "../queue/stand";

/** Whether one shows slides at a stage: by one's role, or while one has the floor. */
export function mayPresent(hub: HubState, stage: string): boolean {
  return hub.may("stage.present") || ownEntries({ hub, stage }).some(({ state }) => state === "admitted");
}
