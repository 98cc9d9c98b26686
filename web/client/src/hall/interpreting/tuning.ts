/** The channel one chose is asked of the hub, and mixed with the floor as loud as one likes it. */
import { computed, effect, signal, untracked } from "@preact/signals";
import type { HubState } from "../../state/hub";
import { settings } from "../../state/settings";
import { sitsHere } from "../queue/stand";
import { ownDesk, voiceIn } from "./channels";

/** Whether one who sits in the hall said that earphones are on; for this page only. */
export const earphones = signal(false);

/** A page that can be heard. */
export interface Tuner {
  hub: HubState;
  /** The stage one hears, if any. */
  stage(): string | null;
  ask(stage: string, language: string | null): void;
  mix(first: string | null, below: number): void;
}

/** The channel one wants at a stage: the one chosen last, where there is such, and in the hall with earphones only. */
function wanted(hub: HubState, stage: string): string | null {
  const { channel } = settings.value;
  const isLoud = sitsHere({ hub, stage }) && !earphones.value;
  return !isLoud && hub.interpreting.channels(stage).includes(channel) ? channel : null;
}

/**
 * Keeps the hub and the ears in step with what one wants, until it is stopped. The hub is asked when the wish changes
 * and after each new beginning, not when another tab of the same person asked for something else.
 */
export function tuneIn(to: Tuner): () => void {
  const { hub } = to;
  const wish = computed(() => {
    const stage = hub.you.value && ownDesk(hub) === null ? to.stage() : null;
    return stage === null ? null : `${stage} ${wanted(hub, stage) ?? ""}`;
  });
  const stops = [
    effect(() => {
      const [stage, language] = wish.value?.split(" ") ?? [];
      hub.you.value;
      const heard = untracked(() => (stage ? hub.interpreting.listening(stage) : null));
      if (stage && heard !== (language || null)) to.ask(stage, language || null);
    }),
    effect(() => {
      const stage = to.stage();
      const language = stage === null ? null : hub.interpreting.listening(stage);
      const voice = stage && language ? voiceIn(hub, stage, language) : null;
      to.mix(voice && `${voice}/mic`, settings.value.floor / 100);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
