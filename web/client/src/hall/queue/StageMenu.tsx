/** What hosts set up at a stage: the rules of its list, its captions, the hall's phones, its screen. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { QueueInfo } from "../../protocol.gen";
import { Menu, MenuItem } from "../../ui/Menu";
import { CaptionKeyDialog } from "../captions/CaptionKeyDialog";
import { WritersDialog } from "../captions/WritersDialog";
import { InterpretersDialog } from "../interpreting/InterpretersDialog";
import { LayoutItems } from "../layout/LayoutMenu";
import { RecordingsDialog } from "../recording/RecordingsDialog";
import { SceneDialog } from "../screen/SceneDialog";
import { PhonesDialog } from "./PhonesDialog";
import { RulesDialog } from "./RulesDialog";
import { useStand } from "./stand";

export function StageMenu({ queue }: { queue: QueueInfo }) {
  const { stage, hub } = useStand();
  const [shown, setShown] = useState<
    "rules" | "phones" | "writers" | "interpreters" | "key" | "screen" | "recordings" | null
  >(null);
  const close = () => setShown(null);
  return (
    <>
      <Menu label={t("Set up the stage")} icon="settings" size="s">
        <LayoutItems />
        <MenuItem icon="list" onPick={() => setShown("rules")}>
          {t("Rules of the list")}
        </MenuItem>
        <MenuItem icon="keyboard" onPick={() => setShown("writers")}>
          {t("Captioners")}
        </MenuItem>
        <MenuItem icon="language" onPick={() => setShown("interpreters")}>
          {t("Interpreters")}
        </MenuItem>
        {hub.may("stage.key") && (
          <MenuItem icon="key" onPick={() => setShown("key")}>
            {t("Key for a speech program")}
          </MenuItem>
        )}
        <MenuItem icon="video" onPick={() => setShown("recordings")}>
          {t("Recordings")}
        </MenuItem>
        <MenuItem icon="phone" onPick={() => setShown("phones")}>
          {t("QR code for the hall's phones")}
        </MenuItem>
        {hub.may("visitor.check_in") && (
          <MenuItem
            icon="pin"
            onPick={() => void open(`/door/${encodeURIComponent(stage)}`, "_blank", "noopener")}
          >
            {t("Check people in at the door")}
          </MenuItem>
        )}
        <MenuItem icon="stage" onPick={() => setShown("screen")}>
          {t("Venue screen")}
        </MenuItem>
      </Menu>
      {shown === "rules" && <RulesDialog queue={queue} onClose={close} />}
      {shown === "writers" && <WritersDialog onClose={close} />}
      {shown === "interpreters" && <InterpretersDialog onClose={close} />}
      {shown === "key" && <CaptionKeyDialog onClose={close} />}
      {shown === "screen" && <SceneDialog onClose={close} />}
      {shown === "recordings" && <RecordingsDialog onClose={close} />}
      {shown === "phones" && <PhonesDialog onClose={close} />}
    </>
  );
}
