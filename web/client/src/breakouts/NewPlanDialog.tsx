/** A new plan: its name, and how many groups it begins with. */
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choice, Field } from "../ui/Field";
import { blankGroup, blankPlan } from "./spec";

const COUNTS = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 50, 60];

export function NewPlanDialog({ onClose }: { onClose(): void }) {
  const app = useApp();
  const [title, setTitle] = useState("");
  const [count, setCount] = useState("4");
  const [before, setBefore] = useState<ReadonlySet<string> | null>(null);
  const plans = app.hub.breakouts.led.value;
  // Its id is the hub's: the plan that is new after the command is the one.
  useEffect(() => {
    const made = before && plans.find((each) => !before.has(each.plan));
    if (!made) return;
    onClose();
    app.layout.workshop.value = { page: "plan", plan: made.plan };
  }, [before, plans, app, onClose]);
  const make = async () => {
    const groups = Array.from({ length: Number(count) }, (_, at) =>
      blankGroup(t("Group {n}", { n: at + 1 })),
    );
    setBefore(new Set(plans.map((each) => each.plan)));
    if (!(await app.do("breakout.plan", { spec: { ...blankPlan(title.trim()), groups } }))) setBefore(null);
  };
  return (
    <Dialog
      title={t("New plan")}
      onClose={onClose}
      verbs={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            kind="primary"
            busy={before !== null && t("One moment …")}
            disabled={title.trim() === "" && t("A plan needs a name.")}
            onClick={() => void make()}
          >
            {t("Make the plan")}
          </Button>
        </>
      }
    >
      <Field
        label={t("Name of the plan")}
        placeholder={t("Our street 2030")}
        value={title}
        maxLength={120}
        autofocus
        dir="auto"
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <Choice
        label={t("Groups")}
        value={count}
        options={COUNTS.map((each) => ({ value: String(each), label: String(each) }))}
        onPick={setCount}
      />
    </Dialog>
  );
}
