/** Beginning a round, or rehearsing it with people who are made up. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t, tn } from "../i18n/i18n";
import type { PlanInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { MINUTES, wholeIn } from "./spec";

const PEOPLE_MOST = 500;

interface StartProps {
  plan: PlanInfo;
  rehearsal: boolean;
  onClose(): void;
}

export function StartDialog({ plan, rehearsal, onClose }: StartProps) {
  const app = useApp();
  const [minutes, setMinutes] = useState(String(plan.spec.minutes));
  const [people, setPeople] = useState(String(plan.spec.groups.length * 4));
  const [busy, setBusy] = useState(false);
  const span = wholeIn(minutes, MINUTES.least, MINUTES.most);
  const pretend = rehearsal ? wholeIn(people, 0, PEOPLE_MOST) : 0;
  const start = async () => {
    if (span === null || pretend === null) return;
    setBusy(true);
    const begun = await app.do("breakout.start", { plan: plan.plan, minutes: span, rehearsal, pretend });
    setBusy(false);
    if (!begun) return;
    onClose();
    app.layout.workshop.value = { page: "tower", plan: plan.plan };
  };
  return (
    <Dialog
      title={rehearsal ? t("Rehearse the round?") : t("Start the round?")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            kind="primary"
            busy={busy && t("One moment …")}
            disabled={(span === null || pretend === null) && t("A number is missing.")}
            onClick={() => void start()}
          >
            {rehearsal ? t("Rehearse") : t("Start the round")}
          </Button>
        </>
      }
    >
      <p>{rehearsal ? t("Only leads see a rehearsal. Nobody is called.") : whoWords(plan)}</p>
      <Field
        label={t("Minutes")}
        value={minutes}
        inputMode="numeric"
        autofocus
        error={span === null ? t("A whole number from 1 to 480.") : null}
        onInput={(event) => setMinutes(event.currentTarget.value)}
      />
      {rehearsal && (
        <Field
          label={t("People who are made up")}
          value={people}
          inputMode="numeric"
          error={pretend === null ? t("A whole number up to 500.") : null}
          onInput={(event) => setPeople(event.currentTarget.value)}
        />
      )}
    </Dialog>
  );
}

/** Who is called, and by which order. */
function whoWords({ spec, seats }: PlanInfo): string {
  const count = Object.keys(seats).length;
  if (spec.choice)
    return t("People are called to the group they chose; all others fill the smallest groups.");
  if (count === 0) return t("Nobody is assigned yet: people are spread by chance.");
  return tn(
    "{n} person is called to the prepared group.",
    "{n} people are called to their prepared groups.",
    count,
  );
}
