/** What a desk does with the page around it: microphone, loudness, and a word when a colleague is cut off. */
import { computed, effect, signal, untracked } from "@preact/signals";
import type { App } from "../../hub/app";
import { t } from "../../i18n/i18n";
import { recall, remember } from "../../state/memory";
import { announce } from "../../ui/Announcer";
import { toast } from "../../ui/Toast";
import { ownDesk, sounding } from "./channels";

/** How loud an interpreter hears, in percent. */
export const volume = signal(recall("interpreting.volume", 100));

export function setVolume(percent: number): void {
  volume.value = percent;
  remember("interpreting.volume", percent);
}

/** The stage one interprets at, the one before which one stands first; null for all others. */
export const interpretsAt = ({ hub }: App, first: string | null): string | null =>
  hub.interpreting.stageOf(hub.self.value ?? "", first);

/** Keeps the page in step with one's desk, until it is stopped. */
export function keepDesk(app: App): () => void {
  const { hub } = app;
  const isOnAir = computed(() => {
    const desk = ownDesk(hub);
    return desk && hub.interpreting.holder(desk.stage, desk.language)?.visitor === hub.self.value;
  });
  const isOpen = computed(() => {
    const desk = ownDesk(hub);
    const isReady = desk !== null && hub.interpreting.isAsking(desk.stage, hub.self.value ?? "");
    return desk && (isOnAir.value || isReady);
  });
  const cutOff = computed(() => {
    const desk = ownDesk(hub);
    const isCut = desk !== null && !isOnAir.value && sounding(hub, desk.stage, desk.language) === "cut";
    return isCut ? (hub.interpreting.holder(desk.stage, desk.language)?.visitor ?? null) : null;
  });
  let before: boolean | null = null;
  const stops = [
    // The microphone is open on air, and before it for who is ready to take over, so that nothing is missed. Until then
    // the hub takes nothing of it; at all other times nothing is to be said by mistake.
    effect(() => {
      const { value: now } = isOpen;
      if (now !== before) untracked(() => void app.devices.want("mic", now === true));
      before = now;
    }),
    effect(() => app.call.loudness(isOnAir.value === null ? 1 : volume.value / 100)),
    effect(() => {
      const { value: visitor } = cutOff;
      if (visitor !== null) untracked(() => tellCut(app, visitor));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function tellCut(app: App, visitor: string): void {
  const words = () =>
    t("{name} is cut off: nobody is heard in your channel.", { name: app.hub.nameOf(visitor) });
  const desk = ownDesk(app.hub);
  announce(words());
  if (desk === null) return;
  const run = () => void app.do("interpreter.air", { stage: desk.stage, on: true });
  toast(words, [{ label: t("Take over now"), run }]);
}
