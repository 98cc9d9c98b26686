/** A group in the control tower: who is there, how lively it is, what it has written, and what a lead can do. */
import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../hub/app";
import { formatList, t, tn } from "../i18n/i18n";
import type { GroupResult } from "../net/breakouts";
import type { RoundGroup, RoundInfo } from "../protocol.gen";
import { Chip } from "../ui/Chip";
import { MenuItem } from "../ui/Menu";
import { Activity } from "./Activity";
import { MergeDialog, RoleDialog, SplitDialog, SwapDialog, TaskDialog } from "./GroupActs";
import { DropZone, MemberChip, type Target } from "./MemberChip";
import { moveTo } from "./moving";
import type { Pulse } from "./pulse";
import { HelpSign, LeadsHere, TimeLeft } from "./signs";
import { Made } from "./TileMade";
import { type Act, Verbs } from "./TileVerbs";
import { EndDialog } from "./TowerTime";
import { placeOf, shortName } from "./words";

interface TileProps {
  round: RoundInfo;
  group: RoundGroup;
  number: number;
  targets: readonly Target[];
  pulse: Pulse;
  made: GroupResult | null;
  roles: readonly string[];
  /** One of many: its people are folded away. */
  dense: boolean;
}

export function GroupTile({ round, group, number, targets, pulse, made, roles, dense }: TileProps) {
  const app = useApp();
  const [act, setAct] = useState<Act | null>(null);
  // Of many tiles only those are drawn again whose own voices and flags change.
  const flag = useComputed(() => app.hub.breakouts.help.value.some((each) => each.group === group.id)).value;
  const isOver = round.ended_at !== null || group.ended;
  const move = (visitor: string, to: string | null) => void moveTo(app, round, visitor, to);
  const voices = useComputed(() => (app.hub.breakouts.voices.value.get(group.id) ?? []).join(" "));
  const speaking = voices.value.split(" ");
  const people = () => (
    <ul class="members" aria-label={t("In {group}", { group: group.title })}>
      {group.members.map((visitor) => (
        <MemberChip
          key={visitor}
          short
          visitor={visitor}
          group={group.id}
          targets={targets}
          role={group.roles[visitor]}
          speaks={speaking.includes(visitor)}
          onMove={isOver ? undefined : (to) => move(visitor, to)}
        >
          <hr />
          <MenuItem icon="swap" onPick={() => setAct({ swap: visitor })}>
            {t("Change places with …")}
          </MenuItem>
          <MenuItem icon="person" onPick={() => setAct({ role: visitor })}>
            {t("Role …")}
          </MenuItem>
        </MemberChip>
      ))}
    </ul>
  );
  return (
    <li class={`tile-item ${flag ? "help" : ""}`} id={`group-${group.id}`}>
      <DropZone class="group-tile card" onDrop={(visitor) => move(visitor, group.id)}>
        <div class="row group-tile-head">
          <span class="group-number num" aria-hidden="true">
            {number}
          </span>
          <div class="grow">
            <h2 title={group.title}>{group.title}</h2>
            <p class="mut t12 clip">{placeOf(app, group)}</p>
          </div>
          {flag ? <HelpSign /> : <Chip>{tn("{n} person", "{n} people", group.members.length)}</Chip>}
        </div>
        {group.ends_at !== null && !isOver && (
          <Chip tone="light" icon="clock">
            {t("ends in")} <TimeLeft round={round} group={group} />
          </Chip>
        )}
        {!isOver && <Activity group={group.id} pulse={pulse} />}
        <LeadsHere group={group.id} />
        {dense ? <Folded members={group.members}>{people}</Folded> : people()}
        <Made made={made} />
        {!isOver && <Verbs round={round} group={group} flag={flag} onAct={setAct} />}
      </DropZone>
      {act !== null && <Acts {...{ round, group, targets, roles, act }} onClose={() => setAct(null)} />}
    </li>
  );
}

interface FoldedProps {
  members: readonly string[];
  children(): ComponentChildren;
}

/** First names in one line, from which the people unfold: of many groups only those looked at are drawn whole. */
function Folded({ members, children }: FoldedProps) {
  const app = useApp();
  const [open, setOpen] = useState(false);
  if (members.length === 0) return null;
  return (
    <details class="tile-people" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="clip">{formatList(members.map((each) => shortName(app, each)))}</span>
      </summary>
      {open && children()}
    </details>
  );
}

interface ActsProps extends Pick<TileProps, "round" | "group" | "targets" | "roles"> {
  act: Act;
  onClose(): void;
}

function Acts({ round, group, targets, roles, act, onClose }: ActsProps) {
  const app = useApp();
  if (act === "task") return <TaskDialog round={round} group={group} onClose={onClose} />;
  if (act === "merge") return <MergeDialog {...{ round, group, targets, onClose }} />;
  if (act === "split") return <SplitDialog {...{ round, group, onClose }} />;
  if (act === "end")
    return (
      <EndDialog
        title={t("End “{group}”?", { group: group.title })}
        words={t("Its people go back to the place they left; what they wrote stays.")}
        onEnd={(seconds) => app.do("breakout.close_group", { round: round.round, group: group.id, seconds })}
        onClose={onClose}
      />
    );
  if ("swap" in act) return <SwapDialog {...{ round, group, onClose }} visitor={act.swap} />;
  return <RoleDialog {...{ round, group, roles, onClose }} visitor={act.role} />;
}
