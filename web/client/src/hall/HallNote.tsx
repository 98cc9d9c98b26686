/** Who sits in the hall is told that nothing of it comes from this device, and can undo that. */
import { t } from "../i18n/i18n";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";

export function HallNote({ onUndo }: { onUndo(): void }) {
  return (
    <div class="note light hall-note" role="status">
      <Icon name="ear" />
      <p class="grow">
        <b>{t("You hear the hall in the hall.")}</b>{" "}
        {t("This device plays and shows nothing of it, and your microphone is not sent.")}
      </p>
      <Button size="s" icon="return" onClick={onUndo}>
        {t("I am not in the hall")}
      </Button>
    </div>
  );
}
