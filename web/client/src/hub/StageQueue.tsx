/** The queue of the stage one is at, inside the hub. */

import { QueuePanel } from "../hall/queue/QueuePanel";
import { type Stand, StandProvider } from "../hall/queue/stand";
import { line } from "../state/queue";
import { type App, useApp } from "./app";
import { queueStage, stageRoom } from "./company";

/** How many hands and questions wait where one is. */
export function waitingAt(app: App): number {
  const stage = queueStage(app);
  const queue = stage === null ? null : app.hub.queues.of(stage);
  return queue ? line(queue).length : 0;
}

export function StageQueue({ stage }: { stage: string }) {
  const app = useApp();
  const stand: Stand = {
    stage,
    hub: app.hub,
    do: (name, fields) => app.do(name, fields),
    isInside: stageRoom(app) === stage,
  };
  return (
    <StandProvider value={stand}>
      <QueuePanel />
    </StandProvider>
  );
}
