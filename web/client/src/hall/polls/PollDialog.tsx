/** Writing a poll of a stage: a new draft, or one that is written anew. */
import { t } from "../../i18n/i18n";
import type { PollInfo } from "../../protocol.gen";
import { useStand } from "../queue/stand";
import { PollSpecDialog } from "./PollSpecDialog";

export function PollDialog({ poll, onClose }: { poll?: PollInfo; onClose(): void }) {
  const stand = useStand();
  return (
    <PollSpecDialog
      title={poll ? t("Edit the poll") : t("New poll")}
      verb={t("Save as a draft")}
      spec={poll?.spec}
      onSave={(spec) =>
        poll
          ? stand.do("poll.edit", { poll: poll.poll, spec })
          : stand.do("poll.draft", { stage: stand.stage, spec })
      }
      onClose={onClose}
    />
  );
}
