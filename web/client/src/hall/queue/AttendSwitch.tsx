/** "I am in the hall": whoever sits there is shown as such, and hears the hall with the own ears. */
import { t } from "../../i18n/i18n";
import { Switch } from "../../ui/Field";
import { sitsHere, useStand } from "./stand";

export function AttendSwitch() {
  const stand = useStand();
  return (
    <Switch
      label={t("I am in the hall")}
      hint={t("You are shown as sitting there, and your microphone is not sent into it.")}
      on={sitsHere(stand)}
      onTurn={(on) => void stand.do("visitor.attend", { stage: on ? stand.stage : null })}
    />
  );
}
