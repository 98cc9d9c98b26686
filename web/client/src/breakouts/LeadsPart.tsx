/** Who leads a plan beside the moderation, and who is expected. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t, tn } from "../i18n/i18n";
import { readPlan, readRoster } from "../net/breakouts";
import type { Participant, PlanInfo } from "../protocol.gen";
import { Button, IconButton } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Empty } from "../ui/Empty";
import { Choice, Field } from "../ui/Field";
import { toast } from "../ui/Toast";
import { FileDialog } from "./FileDialog";
import { traitWord, valueWord } from "./words";

export function LeadsPart({ plan }: { plan: PlanInfo }) {
  return (
    <>
      <Leads plan={plan} />
      <Roster plan={plan} />
      <Over plan={plan} />
    </>
  );
}

function Leads({ plan: { plan, named } }: { plan: PlanInfo }) {
  const app = useApp();
  const [who, setWho] = useState("");
  const name = (visitor: string, on: boolean) => app.do("breakout.lead", { plan, visitor, named: on });
  const others = app.hub.people.value.filter(
    ({ id, role }) => !named.includes(id) && role !== "moderator" && role !== "administrator",
  );
  const add = async () => {
    if (who !== "" && (await name(who, true))) setWho("");
  };
  return (
    <section class="col gap-3" aria-labelledby="plan-leads">
      <h2 id="plan-leads">{t("Leads")}</h2>
      <p class="mut">
        {t("Moderation leads every plan. Who is named here leads this one, also when nobody else is there.")}
      </p>
      <ul class={named.length > 0 ? "rows flat" : ""}>
        {named.map((visitor) => (
          <li key={visitor}>
            <span class="grow">{app.hub.nameOf(visitor)}</span>
            <Button
              size="s"
              aria-label={t("Take back: {name}", { name: app.hub.nameOf(visitor) })}
              onClick={() => void name(visitor, false)}
            >
              {t("Take back")}
            </Button>
          </li>
        ))}
      </ul>
      <div class="row wrap assign">
        <Choice
          label={t("Somebody who leads too")}
          value={who}
          options={[
            { value: "", label: t("Choose a person") },
            ...others.map(({ id, name: label }) => ({ value: id, label })),
          ]}
          onPick={setWho}
        />
        <Button disabled={who === "" && t("Choose a person")} onClick={() => void add()}>
          {t("Let them lead")}
        </Button>
      </div>
    </section>
  );
}

function Roster({ plan }: { plan: PlanInfo }) {
  const app = useApp();
  const [reading, setReading] = useState(false);
  const [name, setName] = useState("");
  const { roster } = plan;
  const set = (lines: Participant[]) => app.do("breakout.roster", { plan: plan.plan, roster: lines });
  const remove = async (at: number) => {
    if (await set(roster.toSpliced(at, 1)))
      toast(
        () => t("{name} is off the list", { name: roster[at]?.name ?? "" }),
        [{ label: t("Undo"), run: () => void set(roster) }],
      );
  };
  const add = async () => {
    const line = { name: name.trim(), traits: {}, invite: null, visitor: null };
    if (line.name !== "" && (await set([...roster, line]))) setName("");
  };
  return (
    <section class="col gap-3" aria-labelledby="plan-roster">
      <div class="row wrap">
        <h2 id="plan-roster" class="grow">
          {tn("{n} person is expected", "{n} people are expected", roster.length)}
        </h2>
        <Button size="s" icon="upload" onClick={() => setReading(true)}>
          {t("List from a table …")}
        </Button>
      </div>
      {roster.length === 0 && (
        <Empty icon="people" words={t("A list tells groups apart before people come: names and traits.")} />
      )}
      <ul class={roster.length > 0 ? "rows flat roster" : ""} aria-label={t("Who is expected")}>
        {roster.map((line, at) => (
          <li key={`${at} ${line.name}`}>
            <span class="grow">
              {line.name}{" "}
              <span class="mut t12">
                {Object.entries(line.traits)
                  .map(([trait, value]) => `${traitWord(trait)}: ${valueWord(value)}`)
                  .join(", ")}
              </span>
            </span>
            {line.visitor !== null && (
              <Chip tone="speak" icon="check">
                {t("known")}
              </Chip>
            )}
            <IconButton
              kind="quiet"
              size="s"
              icon="trash"
              label={t("Take {name} off the list", { name: line.name })}
              onClick={() => void remove(at)}
            />
          </li>
        ))}
      </ul>
      <div class="row wrap assign">
        <Field
          label={t("Name of a person")}
          value={name}
          maxLength={60}
          dir="auto"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Button disabled={name.trim() === "" && t("A name is missing.")} onClick={() => void add()}>
          {t("Put on the list")}
        </Button>
      </div>
      {reading && (
        <FileDialog
          title={t("A list from a table")}
          hint={t("CSV: the first line names the columns “name”, perhaps “invite”, and one for each trait.")}
          accept=".csv,.tsv,text/csv"
          verb={t("Take over the list")}
          read={(form) => readRoster(plan.plan, { ...form, plan: plan.plan })}
          onDone={() => setReading(false)}
        />
      )}
    </section>
  );
}

/** The plan brought to what a file says. */
function Over({ plan }: { plan: PlanInfo }) {
  const [reading, setReading] = useState(false);
  return (
    <section class="row wrap">
      <p class="grow mut">{t("A file that was saved before can be read over this plan.")}</p>
      <Button size="s" icon="upload" onClick={() => setReading(true)}>
        {t("Read a file over it …")}
      </Button>
      {reading && (
        <FileDialog
          title={t("Read a file over “{plan}”", { plan: plan.spec.title })}
          hint={t("The plan becomes what the file says. It is read first; nothing changes yet.")}
          accept=".json,application/json"
          verb={t("Take over the plan")}
          whole
          read={(form) => readPlan({ ...form, plan: plan.plan })}
          onDone={() => setReading(false)}
        />
      )}
    </section>
  );
}
