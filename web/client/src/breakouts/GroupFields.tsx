/** The groups of a plan: name, place, size and task of each; taken out and put back. */
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { t, tn } from "../i18n/i18n";
import type { GroupSpec } from "../protocol.gen";
import { Button, IconButton } from "../ui/Button";
import { Area, Choice, Field } from "../ui/Field";
import { toast } from "../ui/Toast";
import type { PartProps } from "./PlanEditor";
import { blankGroup, freeRooms, GROUPS_MOST, sizeIn, stepped, TASK_MOST, TITLE_MOST } from "./spec";

/** Kinds of rooms in which a group can meet. */
const KINDS = new Set(["meeting", "table", "training", "office"]);
/** Values of the choice of a place that are no rooms. */
const VIRTUAL = "";
const HALL = "hall:";

export function GroupFields({ spec, onChange }: PartProps) {
  const { groups } = spec;
  const set = (at: number, part: Partial<GroupSpec>) =>
    onChange({ groups: groups.map((each, n) => (n === at ? { ...each, ...part } : each)) });
  const remove = (at: number) => {
    const gone = groups[at];
    onChange({ groups: groups.toSpliced(at, 1) });
    const undo = (group: GroupSpec) => onChange((now) => ({ groups: now.groups.toSpliced(at, 0, group) }));
    if (gone)
      toast(
        () => t("{group} is out of the plan", { group: gone.title || t("The group") }),
        [{ label: t("Undo"), run: () => undo(gone) }],
      );
  };
  const add = () => onChange({ groups: [...groups, blankGroup(t("Group {n}", { n: groups.length + 1 }))] });
  return (
    <section class="col gap-3" aria-labelledby="plan-groups">
      <div class="row wrap">
        <h2 id="plan-groups" class="grow">
          {tn("{n} group", "{n} groups", groups.length)}
        </h2>
        <TablesButton spec={spec} onChange={onChange} />
        <Button
          size="s"
          icon="plus"
          disabled={groups.length >= GROUPS_MOST && t("More groups than 250 are not possible.")}
          onClick={add}
        >
          {t("Add a group")}
        </Button>
      </div>
      <ol class="plan-groups">
        {groups.map((group, at) => (
          <li key={group.id || `new-${at}`} class="plan-group">
            <GroupRow
              group={group}
              number={at + 1}
              spec={spec}
              onSet={(part) => set(at, part)}
              onStep={(step) => onChange({ groups: stepped(groups, at, step) })}
              onRemove={() => remove(at)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Gives the groups that have no place yet the tables that are free. */
function TablesButton({ spec, onChange }: PartProps) {
  const app = useApp();
  const tables = app.places.all.value.filter(({ kind }) => kind === "table").map(({ id }) => id);
  const free = freeRooms(spec, tables, null);
  const virtual = spec.groups.filter(({ room, box, table }) => room === null && box === null && !table);
  if (free.length === 0 || virtual.length === 0) return null;
  const spread = () => {
    const left = [...free];
    const groups = spec.groups.map((each) =>
      virtual.includes(each) ? { ...each, room: left.shift() ?? null } : each,
    );
    onChange({ groups });
  };
  return (
    <Button size="s" icon="table" onClick={spread}>
      {t("Give them the free tables")}
    </Button>
  );
}

interface RowProps {
  group: GroupSpec;
  number: number;
  spec: PartProps["spec"];
  onSet(part: Partial<GroupSpec>): void;
  onStep(step: 1 | -1): void;
  onRemove(): void;
}

function GroupRow({ group, number, spec, onSet, onStep, onRemove }: RowProps) {
  const [size, setSize] = useState(group.size > 0 ? String(group.size) : "");
  const typed = (text: string) => {
    setSize(text);
    const found = sizeIn(text);
    if (found !== null) onSet({ size: found });
  };
  const name = group.title || t("Group {n}", { n: number });
  return (
    <>
      <div class="plan-group-head">
        <span class="group-number num" aria-hidden="true">
          {number}
        </span>
        <Field
          label={t("Name of group {n}", { n: number })}
          value={group.title}
          maxLength={TITLE_MOST}
          dir="auto"
          error={group.title.trim() === "" ? t("A group needs a name.") : null}
          onInput={(event) => onSet({ title: event.currentTarget.value })}
        />
        <PlaceFields group={group} spec={spec} onSet={onSet} />
        <Field
          label={t("Most people")}
          placeholder={t("any")}
          value={size}
          inputMode="numeric"
          error={sizeIn(size) === null ? t("A whole number.") : null}
          onInput={(event) => typed(event.currentTarget.value)}
        />
        <div class="row plan-group-verbs">
          <IconButton
            kind="quiet"
            size="s"
            icon="up"
            label={t("{group} one up", { group: name })}
            onClick={() => onStep(-1)}
          />
          <IconButton
            kind="quiet"
            size="s"
            icon="down"
            label={t("{group} one down", { group: name })}
            onClick={() => onStep(1)}
          />
          <IconButton
            kind="quiet"
            size="s"
            icon="trash"
            label={t("Take out {group}", { group: name })}
            onClick={onRemove}
          />
        </div>
      </div>
      <details open={group.task !== ""}>
        <summary>{t("A task of its own")}</summary>
        <Area
          unseen
          label={t("Task of {group}", { group: name })}
          value={group.task}
          rows={2}
          maxLength={TASK_MOST}
          dir="auto"
          onWrite={(task) => onSet({ task })}
        />
      </details>
    </>
  );
}

/** A room of the hub, a virtual table, or a real one in the hall with its box. */
function PlaceFields({ group, spec, onSet }: Pick<RowProps, "group" | "spec" | "onSet">) {
  const app = useApp();
  const [inHall, setInHall] = useState(group.box !== null || group.table !== "");
  const rooms = app.places.all.value.filter(({ kind }) => KINDS.has(kind)).map(({ id }) => id);
  // Microphone and loudspeaker of a box are its hall's: hosts give them away.
  const mayGive = app.hub.may("stage.moderate");
  const isFree = (id: string) => mayGive && !spec.groups.some(({ box }) => box === id);
  const boxes = [...app.hub.boxes.all.value.keys()].filter((id) => id === group.box || isFree(id));
  const pick = (value: string) => {
    setInHall(value === HALL);
    if (value === HALL) onSet({ room: null });
    else onSet({ room: value || null, box: null, table: "" });
  };
  return (
    <>
      <Choice
        label={t("Place")}
        value={group.room ?? (inHall ? HALL : VIRTUAL)}
        options={[
          { value: VIRTUAL, label: t("Virtual table") },
          { value: HALL, label: t("A table in the hall") },
          ...freeRooms(spec, rooms, group.room).map((id) => ({ value: id, label: app.places.title(id) })),
        ]}
        onPick={pick}
      />
      {inHall && group.room === null && (
        <>
          <Field
            label={t("Name of the table")}
            value={group.table}
            maxLength={TITLE_MOST}
            dir="auto"
            onInput={(event) => onSet({ table: event.currentTarget.value })}
          />
          <Choice
            label={t("Venue box at it")}
            value={group.box ?? ""}
            options={[
              { value: "", label: t("none") },
              ...boxes.map((id) => ({ value: id, label: app.hub.nameOf(id) })),
            ]}
            onPick={(box) => onSet({ box: box || null })}
          />
        </>
      )}
    </>
  );
}
