/** What is said of a window into a hallway. */
import type { App } from "../../hub/app";
import { t, tn } from "../../i18n/i18n";
import type { Person } from "../../state/hub";

/** "Window into the hallway of Stage hall". */
export const windowWord = ({ hub, places }: Pick<App, "hub" | "places">, box: string): string =>
  t("Window into the hallway of {place}", {
    place: places.title(hub.boxes.all.value.get(box)?.stage ?? null),
  });

/** Whether its device is there, and who stands before it on the map. */
export function windowState({ hub }: Pick<App, "hub">, { id, presence }: Person): string {
  if (presence === "lost") return t("The device is not connected.");
  const members = hub.conversationOf(id)?.members ?? [];
  const people = members.filter((each) => !hub.boxes.isWindow(each)).length;
  if (people === 0) return t("Nobody stands there at the moment");
  return tn("{n} person at the window", "{n} people at the window", people);
}
