/** What is on in a room now, and what comes next there. */
import { useApp } from "../../hub/app";
import { formatTime, t } from "../../i18n/i18n";
import { SOON_MS } from "../../state/programme";

export function RoomPlan({ room }: { room: string }) {
  const { programme } = useApp().hub;
  const [now, next] = programme.at(room);
  const soon = next && next.starts_at - programme.now.value < SOON_MS ? next : null;
  if (!now && !soon) return null;
  return (
    <p class="sub t13 room-plan">
      {now && <b>{t("Now: {title}, until {time}", { title: now.title, time: formatTime(now.ends_at) })}</b>}
      {soon && (
        <span>{t("Next at {time}: {title}", { title: soon.title, time: formatTime(soon.starts_at) })}</span>
      )}
    </p>
  );
}
