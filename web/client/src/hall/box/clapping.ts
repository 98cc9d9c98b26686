/** Applause of those who are not there, played in the hall: only by its loudspeakers, and only if the host wants it. */
import type { BoxInfo, LiveEvents } from "../../protocol.gen";

/** How many clap now through this device; none where it is no loudspeaker of that hall, or a window elsewhere. */
export function clapsHere(
  use: BoxInfo,
  applause: ReadonlySet<string>,
  { stage, counts }: LiveEvents["stage.reactions"],
): number {
  const isHere = use.stage === stage && use.speaker && use.portal === null;
  return isHere && applause.has(stage) ? (counts.clap ?? 0) : 0;
}
