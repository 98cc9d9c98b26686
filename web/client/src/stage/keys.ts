/** Keys of the page for those who watch. */
import { settings } from "../state/settings";
import { isTyping } from "../ui/typing";
import type { Watch } from "./watch";

/** M turns the sound on and off, F fills the screen; never inside fields, and only if single keys may act. */
function pressed(event: KeyboardEvent, { watching, sound }: Keyed): void {
  const isBusy = event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target);
  if (!settings.value.keys || isBusy || !watching.value) return;
  if (event.key === "m" || event.key === "M") sound.toggle();
  if (event.key === "f" || event.key === "F") document.getElementById("fullscreen")?.click();
}

type Keyed = Pick<Watch, "watching"> & { sound: Pick<Watch["sound"], "toggle"> };

/** Listens until the returned function is called. */
export function listenToKeys(watch: Keyed): () => void {
  const press = (event: KeyboardEvent) => pressed(event, watch);
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}
