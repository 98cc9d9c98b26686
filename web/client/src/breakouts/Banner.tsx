/** Where one belongs while groups meet: group, role, task and the time left; for leads the way to the control tower. */
import { useEffect, useRef } from "preact/hooks";
import { type App, useApp } from "../hub/app";
import { firstName, nameRow } from "../hub/words";
import { t, tn } from "../i18n/i18n";
import { LateLines } from "../notes/LateLines";
import type { PlanInfo, RoundInfo } from "../protocol.gen";
import { endOf, type OwnSeat } from "../state/breakouts";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { toast } from "../ui/Toast";
import { leftOf, markPassed, minutesOf, useNow } from "./clock";
import { LeadsHere, TimeLeft } from "./signs";
import { choosable, listenersIn, placeOf } from "./words";

export function GroupBanner() {
  return (
    <>
      <LateLines />
      <GroupWork />
    </>
  );
}

function GroupWork() {
  const app = useApp();
  const { breakouts } = app.hub;
  const own = breakouts.own.value;
  const led = breakouts.running.value.find((each) => each.leads);
  const [open] = choosable(app);
  if (own) return <OwnBanner {...own} />;
  if (led) return <LeadBanner round={led} />;
  return (
    <>
      <Listeners />
      {open && <ChoiceBanner plan={open} />}
    </>
  );
}

/** Who hears what is said in the room one is in, for those who are there and in no group. */
function Listeners() {
  const app = useApp();
  const ears = listenersIn(app, app.hub.ownRoom.value);
  if (ears.length === 0) return null;
  return (
    <p class="group-banner card">
      <Chip tone="info" icon="ear">
        {t("{names} listening", { names: nameRow(ears.map((id) => app.hub.nameOf(id))) })}
      </Chip>
    </p>
  );
}

/** What the clock does other than run. */
function ClockNote({ round, group }: OwnSeat) {
  if (round.ends_at === null) return <Chip icon="pause">{t("The clock stands")}</Chip>;
  if (!round.closing && group.ends_at === null) return null;
  return (
    <Chip tone="light" icon="clock">
      {t("Please come to an end")}
    </Chip>
  );
}

/** Tells everybody in a group when little time is left; who turns the clock is told of otherwise. */
function useMarks({ round, group }: OwnSeat): void {
  const { breakouts } = useApp().hub;
  const left = leftOf(round, group, useNow(breakouts));
  const end = endOf(round, group);
  const before = useRef({ left, end });
  useEffect(() => {
    const mark = before.current.end === end ? markPassed(before.current.left, left) : null;
    before.current = { left, end };
    if (mark !== null)
      toast(() => t("Time left: {time}", { time: tn("{n} minute", "{n} minutes", minutesOf(mark)) }));
  }, [left, end]);
}

function OwnBanner({ round, group }: OwnSeat) {
  const app = useApp();
  useMarks({ round, group });
  const { breakouts, self } = app.hub;
  const role = group.roles[self.value ?? ""];
  return (
    <section class="group-banner card" aria-label={t("Your group")}>
      <div class="row">
        <div class="grow">
          <h2 class="group-name">{group.title}</h2>
          <p class="mut t12">{placeOf(app, group)}</p>
        </div>
        <TimeLeft round={round} group={group} />
      </div>
      <div class="row wrap group-signs">
        {role && <Chip tone="accent">{t("You: {role}", { role })}</Chip>}
        <ClockNote round={round} group={group} />
        <Announcing round={round} />
        <LeadsHere group={group.id} />
      </div>
      {group.task && <p class="group-task">{group.task}</p>}
      <div class="row wrap">
        <HelpButton asked={breakouts.help.value.some((each) => each.group === group.id)} />
        <WayBack {...{ round, group }} />
        <Button
          size="s"
          icon="people"
          onClick={() => {
            app.layout.dialog.value = "group";
          }}
        >
          {tn("{n} person", "{n} people", group.members.length)}
        </Button>
      </div>
    </section>
  );
}

/** Who speaks to all groups now. */
function Announcing({ round }: { round: RoundInfo }) {
  const { hub } = useApp();
  const heard = [...hub.breakouts.speaking.value].filter(([, of]) => of === round.round);
  if (heard.length === 0) return null;
  return (
    <Chip tone="speak" icon="megaphone">
      {t("{names} to all groups", { names: nameRow(heard.map(([id]) => firstName(hub.nameOf(id)))) })}
    </Chip>
  );
}

/** The flag of the group: up until a lead comes or somebody takes it down. */
function HelpButton({ asked }: { asked: boolean }) {
  const app = useApp();
  return (
    <Button
      size="s"
      icon="help"
      kind={asked ? "soft" : "outline"}
      aria-pressed={asked}
      onClick={() => void app.do("breakout.help", { on: !asked })}
    >
      {asked ? t("Help is called") : t("Call for help")}
    </Button>
  );
}

/** The way to one's own table, for who stands elsewhere. */
function WayBack({ group }: OwnSeat) {
  const app = useApp();
  if (group.room === null || app.places.chain(app.hub.ownRoom.value).includes(group.room)) return null;
  return (
    <Button size="s" kind="primary" icon="walk" onClick={() => void app.do("breakout.go", {})}>
      {t("To my table")}
    </Button>
  );
}

function LeadBanner({ round }: { round: RoundInfo }) {
  const app = useApp();
  const flags = app.hub.breakouts.helpIn(round.round).length;
  return (
    <section class="group-banner card" aria-label={t("Group work")}>
      <div class="row">
        <div class="grow">
          <h2 class="group-name clip">{round.title}</h2>
          <p class="mut t12">
            {round.rehearsal ? t("Rehearsal: nobody is called") : t("Round {n}", { n: round.number })}
          </p>
        </div>
        <TimeLeft round={round} />
      </div>
      <div class="row wrap">
        <Button size="s" kind="primary" onClick={() => openTower(app, round.plan)}>
          {t("Control tower")}
        </Button>
        <OwnVisit round={round.round} />
        {flags > 0 && (
          <Chip tone="light" icon="help">
            {tn("{n} group calls", "{n} groups call", flags)}
          </Chip>
        )}
      </div>
    </section>
  );
}

/** The end of a visit to a group, or of listening to one. */
function OwnVisit({ round }: { round: string }) {
  const app = useApp();
  const { breakouts } = app.hub;
  const isMine = (each: { visitor: string }) => each.visitor === app.me.id;
  const visited = breakouts.visiting.value.find(isMine)?.group;
  const heard = breakouts.listening.value.some(isMine);
  return (
    <>
      {visited !== undefined && (
        <Button size="s" icon="return" onClick={() => void app.do("breakout.visit", { round, group: null })}>
          {t("Leave {group}", { group: breakouts.titleOf(visited) })}
        </Button>
      )}
      {heard && (
        <Button size="s" icon="ear" onClick={() => void app.do("breakout.listen", { round, group: null })}>
          {t("Stop listening")}
        </Button>
      )}
    </>
  );
}

export function openTower(app: App, plan: string): void {
  app.layout.workshop.value = { page: "tower", plan };
}

function ChoiceBanner({ plan }: { plan: PlanInfo }) {
  const app = useApp();
  const chosen = plan.seats[app.hub.self.value ?? ""];
  const title = plan.spec.groups.find((each) => each.id === chosen)?.title;
  return (
    <section class="group-banner card" aria-label={t("Group work")}>
      <h2 class="group-name">{plan.spec.title}</h2>
      <p class="row wrap">
        <span class="grow">
          {title ? t("You chose: {group}", { group: title }) : t("Choose your group.")}
        </span>
        <Button
          size="s"
          kind={title ? "outline" : "primary"}
          onClick={() => {
            app.layout.dialog.value = "groups";
          }}
        >
          {title ? t("Change") : t("Choose")}
        </Button>
      </p>
    </section>
  );
}
