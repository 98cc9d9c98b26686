/** The way to a stage's page for those who only watch: without figure, camera and microphone, in a tab of its own. */
import { t } from "../i18n/i18n";
import { Icon } from "../ui/icons";
import { useApp } from "./app";

export function WatchOnly({ room, plain }: { room: string; plain?: boolean }) {
  const name = useApp().places.title(room);
  const label = t("Watch only: {name}, opens in a new tab", { name });
  return (
    <a
      class={`btn s watch-only ${plain ? "link" : ""}`}
      href={`/stage/${encodeURIComponent(room)}`}
      target="_blank"
      rel="noopener"
      aria-label={label}
      title={label}
    >
      <span class="watch-word">{t("Watch only")}</span>
      <Icon name="outside" size="s" />
    </a>
  );
}
