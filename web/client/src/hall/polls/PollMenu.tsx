/** What a moderator does with a poll: its next step as a button, all else in a menu. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/i18n";
import type { PollInfo } from "../../protocol.gen";
import { Button } from "../../ui/Button";
import { Menu, MenuItem } from "../../ui/Menu";
import { useStand } from "../queue/stand";
import { OpenDialog } from "./OpenDialog";
import { PollDialog } from "./PollDialog";

/** Opens a draft, closes what is open; what is closed has no next step. */
export function PollStep({ poll }: { poll: PollInfo }) {
  const stand = useStand();
  const [opening, setOpening] = useState(false);
  const close = () => void stand.do("poll.close", { poll: poll.poll });
  return (
    <>
      {poll.state === "draft" && (
        <Button size="s" kind="primary" onClick={() => setOpening(true)}>
          {t("Open")}
        </Button>
      )}
      {poll.state === "open" && (
        <Button size="s" onClick={close}>
          {t("Close the poll")}
        </Button>
      )}
      {opening && <OpenDialog poll={poll} onClose={() => setOpening(false)} />}
    </>
  );
}

export function PollMenu({ poll }: { poll: PollInfo }) {
  const stand = useStand();
  const [editing, setEditing] = useState(false);
  const { poll: id, state } = poll;
  const save = (format: "csv" | "json") => location.assign(`/api/polls/${id}/export?format=${format}`);
  return (
    <>
      <Menu label={t("Poll: {what}", { what: poll.spec.question })} icon="more" kind="quiet" size="s">
        {state === "draft" && (
          <MenuItem icon="settings" onPick={() => setEditing(true)}>
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
      {editing && <PollDialog poll={poll} onClose={() => setEditing(false)} />}
    </>
  );
}
