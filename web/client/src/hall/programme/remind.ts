/** Reminders of what one marked: shortly before, at the start, and when it is cancelled. */
import type { App } from "../../hub/app";
import { formatTime, t } from "../../i18n/i18n";
import type { DurableEvents, Session } from "../../protocol.gen";
import { recall, remember } from "../../state/memory";
import { toast } from "../../ui/Toast";
import { due } from "./due";

const LOOK_MS = 2000;
const KEPT = 200;

/** Looks at the clock until the returned function is called. */
export function remindOf(app: App): () => void {
  const told = new Set(recall<string[]>("reminded", []));
  const look = () => {
    const { programme } = app.hub;
    programme.look();
    const reminders = due(programme.mine.value, programme.now.value, told);
    if (reminders.length === 0) return;
    remember("reminded", [...told].slice(-KEPT));
    for (const { session, begins } of reminders) remind(app, session, begins);
  };
  const timer = setInterval(look, LOOK_MS);
  return () => clearInterval(timer);
}

function remind(app: App, session: Session, begins: boolean): void {
  const { title, room } = session;
  const time = () => formatTime(session.starts_at);
  const words = () =>
    begins ? t("{title} begins now.", { title }) : t("{title} begins at {time}.", { title, time: time() });
  const isThere = app.places.chain(app.hub.ownRoom.value).includes(room ?? "");
  const lead = { label: t("Walk me there"), run: () => room && app.goTo(room) };
  toast(words, room !== null && app.places.find(room) && !isThere ? [lead] : [], true);
}

/** Says that something one marked will not take place; called before the news is taken in. */
export function tellCancelled(app: App, { sessions }: DurableEvents["session.set"]): void {
  const { programme } = app.hub;
  const off = sessions.find(
    ({ id, cancelled }) =>
      cancelled && programme.agenda.value.has(id) && programme.find(id)?.cancelled === false,
  );
  if (off) toast(() => t("{title} is cancelled.", { title: off.title }), [], true);
}
