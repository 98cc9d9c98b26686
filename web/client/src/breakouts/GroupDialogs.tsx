/** Who is in one's group; and choosing a group where people choose themselves. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { PersonList } from "../hub/PersonList";
import { formatNumber, t } from "../i18n/i18n";
import type { GroupSpec, PlanInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { Choice, Field } from "../ui/Field";
import { choosable, placeOf, SKILLS, traitWord, valueWord } from "./words";

interface CloseProps {
  onClose(): void;
}

export function OwnGroupDialog({ onClose }: CloseProps) {
  const app = useApp();
  const own = app.hub.breakouts.own.value;
  const members = own?.group.members ?? [];
  const here = members.map((id) => app.hub.person(id)).filter((each) => each !== null);
  const away = members.filter((id) => app.hub.person(id) === null).map((id) => app.hub.nameOf(id));
  const roles = Object.entries(own?.group.roles ?? {});
  return (
    <Dialog title={own?.group.title ?? t("Your group")} onClose={onClose}>
      {own === null && <Empty icon="people" words={t("The round is over.")} />}
      {own?.group.task && <p class="group-task whole">{own.group.task}</p>}
      {roles.length > 0 && (
        <dl class="group-roles">
          {roles.map(([visitor, role]) => (
            <div key={visitor}>
              <dt>{role}</dt>
              <dd>{app.hub.nameOf(visitor)}</dd>
            </div>
          ))}
        </dl>
      )}
      {here.length > 0 && <PersonList narrow people={here} label={t("In your group")} />}
      {away.length > 0 && (
        <p class="mut">{t("Not here now: {names}", { names: away.filter(Boolean).join(", ") })}</p>
      )}
    </Dialog>
  );
}

export function ChooseDialog({ onClose }: CloseProps) {
  const app = useApp();
  const [plan] = choosable(app);
  return (
    <Dialog title={plan?.spec.title ?? t("Choose your group")} onClose={onClose} class="choose-group">
      {plan ? (
        <>
          {plan.spec.task && <p>{plan.spec.task}</p>}
          <ul class="rows flat" aria-label={t("Groups")}>
            {plan.spec.groups.map((group) => (
              <GroupChoice key={group.id} plan={plan} group={group} />
            ))}
          </ul>
          <OwnTraits plan={plan} />
        </>
      ) : (
        <Empty icon="people" words={t("There is nothing to choose any more.")} />
      )}
    </Dialog>
  );
}

function GroupChoice({ plan, group }: { plan: PlanInfo; group: GroupSpec }) {
  const app = useApp();
  const isMine = plan.seats[app.hub.self.value ?? ""] === group.id;
  const count = plan.counts[group.id] ?? 0;
  const isFull = group.size > 0 && count >= group.size;
  const choose = () => void app.do("breakout.choose", { plan: plan.plan, group: isMine ? null : group.id });
  return (
    <li class={isMine ? "here" : ""}>
      <div class="grow">
        <h3 class="title">{group.title}</h3>
        <p class="mut t12">{placeOf(app, group)}</p>
        {group.task && <p class="t13">{group.task}</p>}
        {isFull && !isMine && <p class="t13 light-words">{t("This group is full.")}</p>}
      </div>
      <span class="mut t12 num">
        {group.size > 0
          ? t("{n} of {most}", { n: formatNumber(count), most: formatNumber(group.size) })
          : t("{n} chose it", { n: formatNumber(count) })}
      </span>
      {isMine && (
        <Chip tone="accent" icon="check">
          {t("Chosen")}
        </Chip>
      )}
      <Button
        size="s"
        class="verb"
        kind={isMine ? "quiet" : "outline"}
        disabled={!isMine && isFull && t("This group is full.")}
        aria-label={
          isMine ? t("Leave: {group}", { group: group.title }) : t("Choose {group}", { group: group.title })
        }
        onClick={choose}
      >
        {isMine ? t("Leave") : t("Choose")}
      </Button>
    </li>
  );
}

/** What people say of themselves, so that they come into a fitting group. */
function OwnTraits({ plan }: { plan: PlanInfo }) {
  const app = useApp();
  const asked = plan.spec.traits.filter((each) => each !== "mode");
  const [said, setSaid] = useState(plan.described[app.hub.self.value ?? ""] ?? {});
  if (asked.length === 0) return null;
  const tell = (trait: string, value: string) => {
    const traits = { ...said, [trait]: value.trim() };
    setSaid(traits);
    const told = Object.fromEntries(Object.entries(traits).filter(([, each]) => each !== ""));
    void app.do("breakout.describe", { plan: plan.plan, traits: told });
  };
  return (
    <fieldset class="col gap-3 own-traits">
      <legend>{t("About you, so that the groups are mixed well")}</legend>
      {asked.map((trait) =>
        trait === "skill" ? (
          <Choice
            key={trait}
            label={t("Experience")}
            value={said[trait] ?? ""}
            options={[
              { value: "", label: t("not said") },
              ...SKILLS.map((value) => ({ value, label: valueWord(value) })),
            ]}
            onPick={(value) => tell(trait, value)}
          />
        ) : (
          <Field
            key={trait}
            label={traitWord(trait)}
            value={said[trait] ?? ""}
            maxLength={40}
            onChange={(event) => tell(trait, event.currentTarget.value)}
          />
        ),
      )}
    </fieldset>
  );
}
