/** Tells the hub when a child holds the button to speak; a button that is stuck lets go by itself. */
import { effect } from "@preact/signals";
import { t } from "../i18n/i18n";
import type { Call } from "../media/call";
import { toast } from "../ui/Toast";

/** So long one is heard at a stretch; the hub ends it then too (ms). */
export const TALK_MS = 20_000;

/** Listens until the returned function is called. */
export function tellTalk(
  call: Pick<Call, "mustHold" | "isTalking" | "talk">,
  tell: (on: boolean) => void,
): () => void {
  let told = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const on = call.mustHold.value && call.isTalking.value;
    if (on === told) return;
    told = on;
    tell(on);
    clearTimeout(timer);
    if (on) timer = setTimeout(() => end(), TALK_MS);
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
