/** The way to the console for interpreters who only watch: from here nobody can be heard. */
import { t } from "../../i18n/i18n";
import { Icon } from "../../ui/icons";
import { useStand } from "../queue/stand";

export function ConsoleLink() {
  const { stage } = useStand();
  return (
    <div class="interpreter">
      <p>{t("You interpret at this stage. The console is in the hub, where you have a microphone.")}</p>
      <a class="btn primary" href={`/?at=${encodeURIComponent(stage)}`}>
        <Icon name="door" />
        {t("Into the hub")}
      </a>
    </div>
  );
}
