/** What hosts set up at a stage: the rules of its list, the way in for the hall's phones, its screen. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { QueueInfo } from "../../protocol.gen";
import { Menu, MenuItem } from "../../ui/Menu";
import { PhonesDialog } from "./PhonesDialog";
import { RulesDialog } from "./RulesDialog";
import { useStand } from "./stand";

export function StageMenu({ queue }: { queue: QueueInfo }) {
  const { stage } = useStand();
  const [shown, setShown] = useState<"rules" | "phones" | null>(null);
  const close = () => setShown(null);
  return (
    <>
      <Menu label={t("Set up the stage")} icon="settings" size="s">
        <MenuItem icon="list" onPick={() => setShown("rules")}>
          {t("Rules of the list")}
        </MenuItem>
        <MenuItem icon="phone" onPick={() => setShown("phones")}>
          {t("QR code for the hall's phones")}
        </MenuItem>
        <MenuItem
          icon="outside"
          onPick={() => void open(`/screen/${encodeURIComponent(stage)}`, "_blank", "noopener")}
        >
          {t("Open the venue screen")}
        </MenuItem>
      </Menu>
      {shown === "rules" && <RulesDialog queue={queue} onClose={close} />}
      {shown === "phones" && <PhonesDialog onClose={close} />}
    </>
  );
}
