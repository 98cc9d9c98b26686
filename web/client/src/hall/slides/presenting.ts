/** Who shows slides at a stage. */
import type { HubState } from "../../state/hub";

/** Whether one shows slides at a stage: by one's role, or while one has the floor. */
export function mayPresent(hub: HubState, stage: string): boolean {
  const entries = hub.queues.of(stage)?.entries ?? [];
  const hasFloor = entries.some(({ visitor, state }) => state === "admitted" && visitor === hub.self.value);
  return hub.may("stage.present") || hasFloor;
}
