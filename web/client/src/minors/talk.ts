/** Tells the hub when a child holds the button to speak; a button that is stuck lets go by itself. */
import { effect } from "@preact/signals";
import { t } from "../i18n/i18n";
import type { Call } from "../media/call";
import { toast } from "../ui/Toast";

/** So long one is heard at a stretch; the hub ends it then too (ms). */
export const TALK_MS = 20_000;

/** So long after letting go the hub does not hear a press yet (ms), with what a line may squeeze together. */
export const PAUSE_MS = 700;

/** Listens until the returned function is called. */
export function tellTalk(
  call: Pick<Call, "mustHold" | "isTalking" | "talk">,
  tell: (on: boolean) => void,
): () => void {
  let told = false;
  let rested = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    told = true;
    tell(true);
    timer = setTimeout(() => end(), TALK_MS);
  };
  const stop = effect(() => {
    const on = call.mustHold.value && call.isTalking.value;
    clearTimeout(timer);
    const pause = rested + PAUSE_MS - Date.now();
    if (on && pause > 0) timer = setTimeout(begin, pause);
    else if (on) begin();
    else if (told) {
      told = false;
      rested = Date.now();
      tell(false);
    }
  });
  const end = () => {
    call.talk(false);
    toast(() => t("Let go and hold again to go on speaking."));
  };
  return () => {
    stop();
    clearTimeout(timer);
  };
}
