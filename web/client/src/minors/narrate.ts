/** Workshops with minors in words: told to those whom it concerns. */
import type { App } from "../hub/app";
import { t } from "../i18n/i18n";
import type { DurableEvents } from "../protocol.gen";
import { announce } from "../ui/Announcer";
import { toast } from "../ui/Toast";
import { momentWords } from "./words";

type Teller<Events> = { [Type in keyof Events]?: (app: App, data: Events[Type]) => void };

const leads = (app: App, workshop: string): boolean =>
  app.hub.minors.all.value.get(workshop)?.mine === "adult";

/** Durable news, told after the state has changed. */
export const MINORS_NEWS: Teller<DurableEvents> = {
  "minors.asked": (app, { workshop, visitor }) => {
    if (!leads(app, workshop)) return;
    const words = () => t("{name} waits to be let in", { name: app.hub.nameOf(visitor) });
    const look = () => {
      app.layout.dialog.value = "minors";
    };
    toast(words, [
      { label: t("Let in"), run: () => void app.do("minors.admit", { workshop, visitor }) },
      { label: t("Waiting room"), run: look },
    ]);
  },
  "minors.admitted": (app, { visitor }) => {
    if (visitor !== app.hub.self.value) announce(t("{name} is let in.", { name: app.hub.nameOf(visitor) }));
  },
  "minors.adult_named": (app, { visitor, on, workshop }) => {
    if (visitor !== app.hub.self.value) return;
    const title = app.hub.minors.all.value.get(workshop)?.title ?? "";
    if (on) toast(() => t("You lead the workshop with minors “{title}” now", { title }));
    else toast(() => t("You no longer lead the workshop with minors “{title}”", { title }));
  },
  "minors.prolonged": (app, { workshop, ends_at }) => {
    if (app.hub.minors.all.value.get(workshop)?.mine)
      toast(() => t("The workshop goes on until {when}", { when: momentWords(ends_at) }));
  },
  "minors.ended": (app, { workshop }) => {
    if (leads(app, workshop)) toast(() => t("The workshop with minors is over. All minors have left."));
  },
};
