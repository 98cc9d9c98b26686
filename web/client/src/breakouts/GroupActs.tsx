/** What a lead changes about a group: its task, its people, their roles. */
import { useId, useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t } from "../i18n/i18n";
import type { RoundGroup, RoundInfo } from "../protocol.gen";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Area, Choice, Field } from "../ui/Field";
import { catchUp, follow, type Target } from "./MemberChip";
import { TASK_MOST, TITLE_MOST } from "./spec";
import { nameOf } from "./words";

const ROLE_MOST = 60;

interface ActProps {
  round: RoundInfo;
  group: RoundGroup;
  onClose(): void;
}

interface VerbsProps {
  verb: string;
  /** Why it cannot be done yet. */
  disabled?: string | false;
  onDo(): Promise<boolean>;
  onClose(): void;
}

/** "Cancel", and the verb that closes the dialog once it is done. */
function Verbs({ verb, disabled, onDo, onClose }: VerbsProps) {
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    const done = await onDo();
    setBusy(false);
    if (done) onClose();
  };
  return (
    <>
      <Button onClick={onClose}>{t("Cancel")}</Button>
      <Button kind="primary" busy={busy && t("One moment …")} disabled={disabled} onClick={() => void act()}>
        {verb}
      </Button>
    </>
  );
}

/** Another task for one group, or with none named for all. */
export function TaskDialog({
  round,
  group,
  onClose,
}: Omit<ActProps, "group"> & { group: RoundGroup | null }) {
  const app = useApp();
  const [task, setTask] = useState(group?.task ?? "");
  const give = () => app.do("breakout.task", { round: round.round, group: group?.id ?? null, task });
  return (
    <Dialog
      title={group ? t("Task of {group}", { group: group.title }) : t("A task for all groups")}
      onClose={onClose}
      verbs={<Verbs verb={t("Give the task")} onDo={give} onClose={onClose} />}
    >
      <Area label={t("Task")} value={task} rows={4} maxLength={TASK_MOST} dir="auto" onWrite={setTask} />
    </Dialog>
  );
}

export function MergeDialog({ round, group, targets, onClose }: ActProps & { targets: readonly Target[] }) {
  const app = useApp();
  const others = targets.flatMap(({ id, title }) =>
    id !== null && id !== group.id ? [{ value: id, label: title }] : [],
  );
  const [into, setInto] = useState(others[0]?.value ?? "");
  const merge = () => app.do("breakout.merge", { round: round.round, group: group.id, into });
  return (
    <Dialog
      title={t("Merge {group} with another group", { group: group.title })}
      onClose={onClose}
      verbs={
        <Verbs
          verb={t("Merge")}
          disabled={into === "" && t("There is no other group.")}
          onDo={merge}
          onClose={onClose}
        />
      }
    >
      <p>{t("Its people go to the other group. What it wrote stays in the results.")}</p>
      <Choice label={t("The other group")} value={into} options={others} onPick={setInto} />
    </Dialog>
  );
}

export function SplitDialog({ round, group, onClose }: ActProps) {
  const app = useApp();
  const [title, setTitle] = useState(t("{group} 2", { group: group.title }).slice(0, TITLE_MOST));
  const [who, setWho] = useState<ReadonlySet<string>>(
    new Set(group.members.slice(Math.ceil(group.members.length / 2))),
  );
  const visitors = group.members.filter((each) => who.has(each));
  const turn = (visitor: string, on: boolean) =>
    setWho(new Set([...who].filter((each) => each !== visitor).concat(on ? [visitor] : [])));
  const split = () =>
    app.do("breakout.split", { round: round.round, group: group.id, title: title.trim(), visitors });
  const missing = title.trim() === "" ? t("A group needs a name.") : t("Choose who goes.");
  return (
    <Dialog
      title={t("Split {group}", { group: group.title })}
      onClose={onClose}
      verbs={
        <Verbs
          verb={t("Split")}
          disabled={(title.trim() === "" || visitors.length === 0) && missing}
          onDo={split}
          onClose={onClose}
        />
      }
    >
      <Field
        label={t("Name of the new group")}
        value={title}
        maxLength={TITLE_MOST}
        dir="auto"
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <fieldset class="col gap-3 own-traits">
        <legend>{t("Who goes to the new group")}</legend>
        {group.members.map((visitor) => (
          <label key={visitor} class="check">
            <input
              type="checkbox"
              checked={who.has(visitor)}
              onChange={(event) => turn(visitor, event.currentTarget.checked)}
            />
            {nameOf(app, visitor)}
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}

export function SwapDialog({ round, group, visitor, onClose }: ActProps & { visitor: string }) {
  const app = useApp();
  const others = round.groups
    .filter((each) => !each.ended && each.id !== group.id)
    .flatMap(({ title, members }) =>
      members.map((id) => ({ value: id, label: `${nameOf(app, id)} (${title})` })),
    );
  const [other, setOther] = useState(others[0]?.value ?? "");
  const swap = async () => {
    if (!(await app.do("breakout.swap", { round: round.round, one: visitor, other }))) return false;
    follow(visitor);
    // Once the dialog is gone, should they sit elsewhere by then.
    setTimeout(catchUp);
    return true;
  };
  return (
    <Dialog
      title={t("{name} changes places", { name: nameOf(app, visitor) })}
      onClose={onClose}
      verbs={
        <Verbs
          verb={t("Change places")}
          disabled={other === "" && t("Nobody is in another group.")}
          onDo={swap}
          onClose={onClose}
        />
      }
    >
      <Choice label={t("With")} value={other} options={others} onPick={setOther} />
    </Dialog>
  );
}

interface RoleProps extends ActProps {
  visitor: string;
  /** Roles of the plan. */
  roles: readonly string[];
}

export function RoleDialog({ round, group, roles, visitor, onClose }: RoleProps) {
  const app = useApp();
  const list = useId();
  const [role, setRole] = useState(group.roles[visitor] ?? "");
  const give = () => app.do("breakout.role", { round: round.round, visitor, role: role.trim() });
  return (
    <Dialog
      title={t("Role of {name}", { name: nameOf(app, visitor) })}
      onClose={onClose}
      verbs={<Verbs verb={t("Give the role")} onDo={give} onClose={onClose} />}
    >
      <Field
        label={t("Role")}
        hint={t("Empty: no role.")}
        value={role}
        maxLength={ROLE_MOST}
        list={list}
        dir="auto"
        autofocus
        onInput={(event) => setRole(event.currentTarget.value)}
      />
      <datalist id={list}>
        {roles.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </Dialog>
  );
}
