/** One session: when, what, where, its text on demand, the star, and the way there. */
import { useState } from "preact/hooks";
import { useApp } from "../../hub/app";
import { t } from "../../i18n/i18n";
import { abstractOf } from "../../net/programme";
import type { Session } from "../../protocol.gen";
import { Button, IconButton } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { Menu, MenuItem } from "../../ui/Menu";
import { toast } from "../../ui/Toast";
import { SessionDialog } from "./SessionDialog";
import { modeWord, placeOf, placesWords, spokenWord, times } from "./words";

export function SessionRow({ session }: { session: Session }) {
  const app = useApp();
  const now = app.hub.programme.now.value;
  const isNow = session.starts_at <= now && now < session.ends_at && !session.cancelled;
  const isOver = session.ends_at <= now;
  const about = [
    ...[placeOf(app, session), session.kind, modeWord(session), spokenWord(session)],
    ...placesWords(session),
  ].filter(Boolean);
  return (
    <li class={`session ${isNow ? "now" : ""} ${isOver ? "over" : ""} ${session.cancelled ? "off" : ""}`}>
      <p class="when num">
        <time dateTime={new Date(session.starts_at).toISOString()}>{times(session)}</time>
      </p>
      <div class="what">
        <h3>{session.title}</h3>
        <p class="mut t13">
          {session.cancelled && <Chip tone="danger">{t("cancelled")}</Chip>}{" "}
          {isNow && <Chip tone="live">{t("now")}</Chip>} {about.join(" · ")}
        </p>
        {session.speakers.length > 0 && <p class="t13">{session.speakers.join(", ")}</p>}
        <About session={session} />
      </div>
      <div class="session-verbs">
        {isNow && session.room !== null && app.places.find(session.room) && (
          <Button
            size="s"
            icon="walk"
            aria-label={t("Walk me there: {title}", { title: session.title })}
            onClick={() => {
              app.layout.dialog.value = null;
              if (session.room) app.goTo(session.room);
            }}
          >
            {t("Walk me there")}
          </Button>
        )}
        <Star session={session} />
        <HostMenu session={session} />
      </div>
    </li>
  );
}

function About({ session }: { session: Session }) {
  const [text, setText] = useState<string | null>(null);
  const load = () => {
    abstractOf(session.id).then(setText, () => setText(t("That did not work. Please try again.")));
  };
  return (
    <details onToggle={(event) => event.currentTarget.open && load()}>
      <summary>
        {t("About it")}
        <span class="unseen">: {session.title}</span>
      </summary>
      <p class="prose-lines" role="status">
        {text === "" ? t("Nothing more is known yet.") : (text ?? t("One moment …"))}
      </p>
    </details>
  );
}

/** Puts a session on one's own agenda, or takes it off. */
function Star({ session }: { session: Session }) {
  const app = useApp();
  const on = app.hub.programme.agenda.value.has(session.id);
  return (
    <IconButton
      kind="quiet"
      icon="star"
      class="star"
      aria-pressed={on}
      label={t("On my agenda: {title}", { title: session.title })}
      onClick={() => void app.do(on ? "agenda.unmark" : "agenda.mark", { session: session.id })}
    />
  );
}

function HostMenu({ session }: { session: Session }) {
  const app = useApp();
  const [isChanging, setChanging] = useState(false);
  const { id, title, cancelled } = session;
  if (!app.hub.may("programme.edit")) return null;
  const remove = async () => {
    if (await app.do("session.remove", { session: id }))
      toast(
        () => t("{title} is removed from the programme.", { title }),
        [{ label: t("Undo"), run: () => void app.do("session.reinstate", { session: id }) }],
      );
  };
  const cancel = async () => {
    if (await app.do("session.cancel", { session: id }))
      toast(
        () => t("{title} is cancelled.", { title }),
        [{ label: t("Undo"), run: () => void app.do("session.restore", { session: id }) }],
      );
  };
  return (
    <>
      <Menu label={t("Host controls for {name}", { name: title })} icon="more" size="s">
        <MenuItem icon="settings" onPick={() => setChanging(true)}>
          {t("Change …")}
        </MenuItem>
        {cancelled ? (
          <MenuItem icon="return" onPick={() => void app.do("session.restore", { session: id })}>
            {t("It takes place after all")}
          </MenuItem>
        ) : (
          <MenuItem icon="ban" danger onPick={() => void cancel()}>
            {t("Cancel this session")}
          </MenuItem>
        )}
        <MenuItem icon="trash" danger onPick={() => void remove()}>
          {t("Remove from the programme")}
        </MenuItem>
      </Menu>
      {isChanging && <SessionDialog session={session} onClose={() => setChanging(false)} />}
    </>
  );
}
