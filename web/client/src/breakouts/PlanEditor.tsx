/** Writing a plan: nothing changes for anybody until it is saved. */
import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { PlanInfo, PlanSpec } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Area, Choice, Field, Switch } from "../ui/Field";
import { GroupFields } from "./GroupFields";
import { PollFields } from "./PollFields";
import { isWhole, MINUTES, TASK_MOST, TITLE_MOST, wholeIn, wordsIn } from "./spec";
import { traitOf, traitWord } from "./words";

/** What changes of a plan, perhaps by how it is at that moment. */
type Change = Partial<PlanSpec> | ((now: PlanSpec) => Partial<PlanSpec>);

export interface PartProps {
  spec: PlanSpec;
  onChange(change: Change): void;
}

const same = (one: PlanSpec, other: PlanSpec): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The same but for the ids that the hub gives to new groups. */
const alike = (one: PlanSpec, other: PlanSpec): boolean => {
  const plain = (spec: PlanSpec) => ({ ...spec, groups: spec.groups.map((each) => ({ ...each, id: "" })) });
  return same(plain(one), plain(other));
};

export function PlanEditor({ plan }: { plan: PlanInfo }) {
  const app = useApp();
  const [base, setBase] = useState(plan.spec);
  const [spec, setSpec] = useState(plan.spec);
  const [busy, setBusy] = useState(false);
  // Fields keep the text that is typed: what is discarded is drawn anew.
  const [turn, setTurn] = useState(0);
  const changed = !same(spec, base);
  const seen = useRef(plan.spec);
  const saving = useRef<PlanSpec | null>(null);
  // What another lead saves is taken over, unless one is writing oneself; what one saved comes back tidied by the hub.
  useEffect(() => {
    if (seen.current === plan.spec) return;
    seen.current = plan.spec;
    setBase(plan.spec);
    if (changed && saving.current !== spec) return;
    setSpec(plan.spec);
    if (!alike(plan.spec, spec)) setTurn((n) => n + 1);
  }, [plan.spec, changed, spec]);
  const change = (to: Change) => setSpec((now) => ({ ...now, ...(typeof to === "function" ? to(now) : to) }));
  const save = async () => {
    const before = seen.current;
    saving.current = spec;
    setBusy(true);
    const saved = await app.do("breakout.edit", { plan: plan.plan, spec });
    saving.current = null;
    setBusy(false);
    // Unless the event came first.
    if (saved && seen.current === before) setBase(spec);
  };
  const missing = isWhole(spec) ? false : t("The plan and each group need a name.");
  return (
    <form key={turn} class="plan-form" onSubmit={(event) => event.preventDefault()}>
      <MainFields spec={spec} onChange={change} />
      <GroupFields spec={spec} onChange={change} />
      <PollFields spec={spec} onChange={change} plan={changed ? null : plan.plan} />
      <div class={`row wrap plan-save ${changed ? "changed" : ""}`}>
        <span class="grow mut t13" role="status">
          {changed ? t("Not saved yet") : t("Everything is saved")}
        </span>
        {changed && (
          <Button
            kind="quiet"
            onClick={() => {
              setSpec(plan.spec);
              setTurn(turn + 1);
            }}
          >
            {t("Discard")}
          </Button>
        )}
        <Button
          kind="primary"
          busy={busy && t("One moment …")}
          disabled={missing || (!changed && t("Everything is saved"))}
          onClick={() => void save()}
        >
          {t("Save the plan")}
        </Button>
      </div>
    </form>
  );
}

function MainFields({ spec, onChange }: PartProps) {
  const app = useApp();
  const [minutes, setMinutes] = useState(String(spec.minutes));
  const rooms = app.places.all.value.filter(({ kind }) => kind !== "floor");
  const isSpan = wholeIn(minutes, MINUTES.least, MINUTES.most) !== null;
  const time = (text: string) => {
    setMinutes(text);
    const found = wholeIn(text, MINUTES.least, MINUTES.most);
    if (found !== null) onChange({ minutes: found });
  };
  return (
    <div class="plan-fields">
      <Field
        label={t("Name of the plan")}
        value={spec.title}
        maxLength={TITLE_MOST}
        dir="auto"
        onInput={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Field
        label={t("Minutes")}
        value={minutes}
        inputMode="numeric"
        error={isSpan ? null : t("A whole number from 1 to 480.")}
        onInput={(event) => time(event.currentTarget.value)}
      />
      <Choice
        label={t("Who takes part")}
        value={spec.room ?? ""}
        options={[
          { value: "", label: t("Everybody in the hub") },
          ...rooms.map(({ id }) => ({
            value: id,
            label: t("All in {place}", { place: app.places.title(id) }),
          })),
        ]}
        onPick={(room) => onChange({ room: room || null })}
      />
      <WordsField
        label={t("Roles, separated by commas")}
        hint={t("Given to the members of each group in this order.")}
        placeholder={t("Moderation, Notes")}
        words={spec.roles}
        onWords={(roles) => onChange({ roles })}
      />
      <WordsField
        label={t("Traits to balance by, the most important first")}
        hint={t("“on site or online”, “language”, “experience”, or words of your own.")}
        placeholder={`${traitWord("mode")}, ${traitWord("language")}`}
        words={spec.traits.map(traitWord)}
        onWords={(words) => onChange({ traits: [...new Set(words.map(traitOf))] })}
      />
      <Area
        class="wide"
        label={t("Task")}
        value={spec.task}
        rows={3}
        maxLength={TASK_MOST}
        dir="auto"
        onWrite={(task) => onChange({ task })}
      />
      <Switch
        label={t("Lead people to their tables on foot")}
        hint={t("Otherwise they are there at once.")}
        on={spec.walk}
        onTurn={(walk) => onChange({ walk })}
      />
      <Switch
        label={t("Call who comes late to the smallest group")}
        on={spec.late}
        onTurn={(late) => onChange({ late })}
      />
      <Switch
        label={t("People choose their group themselves")}
        on={spec.choice}
        onTurn={(choice) => onChange({ choice })}
      />
    </div>
  );
}

interface WordsProps {
  label: string;
  hint: string;
  placeholder: string;
  words: readonly string[];
  onWords(words: string[]): void;
}

/** A list in one field: the text stays as it is typed. */
function WordsField({ label, hint, placeholder, words, onWords }: WordsProps) {
  const [text, setText] = useState(words.join(", "));
  const type = (typed: string) => {
    setText(typed);
    onWords(wordsIn(typed));
  };
  return (
    <Field
      label={label}
      hint={hint}
      placeholder={placeholder}
      value={text}
      dir="auto"
      onInput={(event) => type(event.currentTarget.value)}
    />
  );
}
