/** What a moderator does with a poll. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { PollInfo } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Menu, MenuItem } from "../../ui/Menu";
import { useStand } from "../queue/stand";
import { OpenDialog } from "./OpenDialog";
import { PollDialog } from "./PollDialog";

export function PollMenu({ poll }: { poll: PollInfo }) {
  const stand = useStand();
  const [shown, show] = useState<"edit" | "open" | null>(null);
  const { poll: id, state } = poll;
  const save = (format: "csv" | "json") => location.assign(`/api/polls/${id}/export?format=${format}`);
  const close = () => void stand.do("poll.close", { poll: id });
  return (
    <>
      {state === "draft" && (
        <Button size="s" kind="primary" onClick={() => show("open")}>
          {t("Open")}
        </Button>
      )}
      {state === "open" && (
        <Button size="s" onClick={close}>
          {t("Close the poll")}
        </Button>
      )}
      <Menu label={t("Poll: {what}", { what: poll.spec.question })} icon="more" kind="quiet" size="s">
        {state === "draft" && (
          <MenuItem icon="settings" onPick={() => show("edit")}>
            {t("Edit")}
          </MenuItem>
        )}
        <MenuItem icon="copy" onPick={() => void stand.do("poll.copy", { poll: id })}>
          {t("Duplicate as a draft")}
        </MenuItem>
        {state !== "draft" && (
          <MenuItem icon="list" onPick={() => save("csv")}>
            {t("Save the result as a table (CSV)")}
          </MenuItem>
        )}
        {state !== "draft" && (
          <MenuItem icon="scroll" onPick={() => save("json")}>
            {t("Save the result as JSON")}
          </MenuItem>
        )}
        {state !== "open" && (
          <MenuItem icon="trash" danger onPick={() => void stand.do("poll.remove", { poll: id })}>
            {t("Remove")}
          </MenuItem>
        )}
      </Menu>
      {shown === "edit" && <PollDialog poll={poll} onClose={() => show(null)} />}
      {shown === "open" && <OpenDialog poll={poll} onClose={() => show(null)} />}
    </>
  );
}
