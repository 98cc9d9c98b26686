/** Who is asked whether they may be in a recording: whose sound or picture could be in it. */
import type { HubState } from "../../state/hub";

const ON_STAGE = new Set(["administrator", "moderator", "speaker"]);

/** Whether one is heard at a stage, or wants to be: by one's role, with the floor, or with a hand that is up. */
export function isConcerned(hub: HubState, stage: string, isInside: boolean): boolean {
  const { self, you } = hub;
  if (!isInside || self.value === null || hub.attendance.onSite.value.get(self.value) === stage) return false;
  const entries = hub.queues.of(stage)?.entries ?? [];
  const open = entries.filter(({ visitor, state }) => visitor === self.value && OPEN.has(state));
  return (
    ON_STAGE.has(you.value?.role ?? "") ||
    open.some(({ kind, state }) => kind === "hand" || state === "admitted")
  );
}

const OPEN = new Set(["held", "waiting", "admitted"]);
