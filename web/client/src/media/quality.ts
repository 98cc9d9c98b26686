/** How well sound and picture get through, as the hub's media worker measures it. */
import type { MediaLost, MediaQuality } from "../protocol.gen";

/** `unavailable`: the hub has no media worker now; `elsewhere`: another tab has sound and picture. */
export type QualityState = "good" | "poor" | "lost" | "elsewhere" | "unavailable";

export interface Quality {
  state: QualityState;
  /** Share of packets lost, 0 to 1. */
  loss: number;
  /** Round trip in milliseconds, once known. */
  rtt: number | null;
}

export const UNMEASURED: Quality = { state: "good", loss: 0, rtt: null };

/** A line is poor beyond these, and good again only well below, so that the sign does not flicker. */
const POOR = { loss: 0.05, rtt: 400 };
const GOOD = { loss: 0.03, rtt: 300 };

/** The quality after a measurement. */
export function measured(before: Quality, { loss, rtt_ms: rtt }: MediaQuality): Quality {
  const limit = before.state === "poor" ? GOOD : POOR;
  return { state: loss > limit.loss || (rtt ?? 0) > limit.rtt ? "poor" : "good", loss, rtt };
}

/** The quality once sound and picture are gone: a lost line or worker is being replaced. */
export function lostBy(reason: MediaLost["reason"]): Quality {
  const state = reason === "elsewhere" || reason === "unavailable" ? reason : "lost";
  return { ...UNMEASURED, state };
}
