/** Which events change what queues one may see: then the hub is asked for a fresh first state. */
import type { DurableEvents, LiveEvents, You } from "../../protocol.gen";
import type { HubState } from "../../state/hub";

const moderates = (you: You | null): boolean => you?.capabilities.includes("stage.moderate") ?? false;

/** Whether an event that is about to be applied opens or closes a queue to this visitor. */
export function changesSight(
  hub: HubState,
  isStage: (room: string) => boolean,
  type: string,
  data: unknown,
): boolean {
  if (type === "you.changed") return moderates(hub.you.value) !== moderates(data as You);
  if (type === "room.locked" || type === "room.unlocked")
    return isStage((data as DurableEvents["room.locked"]).room);
  if (type !== "room.entered" && type !== "room.left") return false;
  const { visitor, room } = data as LiveEvents["room.entered"];
  return visitor === hub.self.value && isStage(room) && hub.locked.value.has(room);
}
