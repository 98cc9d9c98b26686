/** Takes a device in: the code it shows, where it stands, what it is called. */
import { useState } from "preact/hooks";
import { spotOf, WhereChoice } from "../../../hall/portal/Placing";
import { t } from "../../../i18n/i18n";
import { pairBox } from "../../../net/hosts";
import { Button } from "../../../ui/Button";
import { Choice, Field, FieldError, Switch } from "../../../ui/Field";
import { toast } from "../../../ui/Toast";
import { useAttempt } from "../../../ui/useAttempt";
import { useApp } from "../../app";

const DIGITS = 6;
const digitsOf = (text: string): string => text.replace(/\D/g, "").slice(0, DIGITS);

export function PairForm({ stages }: { stages: readonly string[] }) {
  const app = useApp();
  const [code, setCode] = useState(app.boxCode.value ?? "");
  const [stage, setStage] = useState(stages[0] ?? "");
  const [title, setTitle] = useState("");
  const [isWindow, setWindow] = useState(false);
  const [where, setWhere] = useState("");
  const { busy, failed, run } = useAttempt();
  const pair = async () => {
    await pairBox(code, stage, title || t("Venue box"), isWindow ? spotOf(app, where) : null);
    toast(() => t("The device is a venue box now"));
    app.boxCode.value = null;
    setCode("");
    setTitle("");
  };
  return (
    <form
      class="col gap-3"
      aria-label={t("Add a venue box")}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.length === DIGITS) void run(pair);
      }}
    >
      <h3>{t("Add a venue box")}</h3>
      <p class="sub t13">
        {t("Open {address} on a device in the hall. It shows six digits.", {
          address: `${location.host}/box`,
        })}
      </p>
      <div class="pair-fields">
        <Field
          label={t("Code")}
          value={code}
          inputMode="numeric"
          autocomplete="off"
          onInput={(event) => setCode(digitsOf(event.currentTarget.value))}
        />
        <Choice
          label={t("Stage")}
          value={stage}
          onPick={setStage}
          options={stages.map((value) => ({ value, label: app.places.title(value) }))}
        />
        <Field
          label={t("Title")}
          value={title}
          maxLength={app.info.limits.name}
          placeholder={t("Left of the stage")}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      <Switch
        label={t("Window into the hallway")}
        hint={t(
          "The device stands outside the hall. Whoever walks up to its window on the map is seen and heard there.",
        )}
        on={isWindow}
        onTurn={setWindow}
      />
      {isWindow && <WhereChoice where={where} onPick={setWhere} />}
      {failed && <FieldError text={failed} />}
      <div class="verbs">
        <Button
          kind="primary"
          type="submit"
          icon="box"
          busy={busy && t("Connecting …")}
          disabled={code.length < DIGITS && t("Enter the six digits first.")}
        >
          {t("Add the device")}
        </Button>
      </div>
    </form>
  );
}
