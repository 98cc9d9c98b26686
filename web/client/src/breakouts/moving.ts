/** People put into another group of a round, with a way back for who was laid into the wrong one. */
import type { App } from "../hub/app";
import { t } from "../i18n/i18n";
import type { RoundInfo } from "../protocol.gen";
import { toast } from "../ui/Toast";
import { nameOf } from "./words";

/** Into a group, or with null into none. Undone, they are where they were, and with the role they had there. */
export async function moveTo(app: App, round: RoundInfo, visitor: string, to: string | null): Promise<void> {
  const from = round.groups.find((each) => !each.ended && each.members.includes(visitor)) ?? null;
  if ((from?.id ?? null) === to) return;
  const role = from?.roles[visitor];
  const put = (group: string | null) => app.do("breakout.move", { round: round.round, visitor, group });
  const undo = async () => {
    if ((await put(from?.id ?? null)) && role)
      void app.do("breakout.role", { round: round.round, visitor, role });
  };
  if (!(await put(to))) return;
  const group = round.groups.find((each) => each.id === to)?.title;
  const words = () => {
    const name = nameOf(app, visitor);
    return group === undefined
      ? t("{name} is in no group now.", { name })
      : t("{name} is in “{group}” now.", { name, group });
  };
  toast(words, [{ label: t("Undo"), run: () => void undo() }], false);
}
