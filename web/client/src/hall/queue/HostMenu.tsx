/** What a moderator does with one entry; what ends it can be taken back at once. */
import { t } from "../../i18n/i18n";
import type { EntryInfo } from "../../protocol.gen";
import type { IconName } from "../../ui/icons";
import { Menu, MenuItem } from "../../ui/Menu";
import { toast } from "../../ui/Toast";
import { type Stand, useStand } from "./stand";
import { about } from "./words";

type Act = "admit" | "done" | "dismiss" | "restore" | "approve" | "pin" | "unpin";

const ICONS: Record<Act, IconName> = {
  admit: "mic",
  done: "check",
  dismiss: "close",
  restore: "return",
  approve: "check",
  pin: "pinned",
  unpin: "pinned",
};

/** What may be done now, the most likely first. */
function actsFor({ state, kind }: EntryInfo, pinned: boolean): Act[] {
  const pin: Act[] = kind === "question" ? [pinned ? "unpin" : "pin"] : [];
  if (state === "held") return ["approve", "dismiss"];
  if (state === "waiting") return ["admit", "done", ...pin, "dismiss"];
  if (state === "admitted") return ["done", ...pin, "restore", "dismiss"];
  return state === "answered" ? ["restore", ...pin] : ["restore"];
}

function word(act: Act, { kind, state, anonymous }: EntryInfo): string {
  const words: Record<Act, string> = {
    admit: anonymous ? t("Take it now") : t("Give the floor"),
    done: kind === "hand" ? t("Done, lower the hand") : t("Answered"),
    dismiss: t("Dismiss"),
    restore: state === "admitted" ? t("Put back into the line") : t("Put back"),
    approve: t("Show to everybody"),
    pin: t("Pin for all to see"),
    unpin: t("Unpin"),
  };
  return words[act];
}

/** Does it; after an end it says so and offers the way back. */
async function perform(stand: Stand, act: Act, entry: EntryInfo): Promise<void> {
  const { entry: id } = entry;
  if (!(await stand.do(`stage.${act}`, { entry: id })) || (act !== "done" && act !== "dismiss")) return;
  const what = about(stand, entry);
  toast(
    () => (act === "done" ? t("{what}: done", { what }) : t("{what}: dismissed", { what })),
    [{ label: t("Undo"), run: () => void stand.do("stage.restore", { entry: id }) }],
  );
}

export function HostMenu({ entry, pinned }: { entry: EntryInfo; pinned: boolean }) {
  const stand = useStand();
  return (
    <Menu label={t("Moderate: {what}", { what: about(stand, entry) })} icon="more" size="s">
      {actsFor(entry, pinned).map((act) => (
        <MenuItem
          key={act}
          icon={ICONS[act]}
          danger={act === "dismiss"}
          onPick={() => void perform(stand, act, entry)}
        >
          {word(act, entry)}
        </MenuItem>
      ))}
    </Menu>
  );
}
