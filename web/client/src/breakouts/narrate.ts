/** Group work in words: what concerns oneself as a toast, the rest announced. */
import type { App } from "../hub/app";
import { firstName } from "../hub/words";
import { t, tn } from "../i18n/i18n";
import type { DurableEvents, LiveEvents } from "../protocol.gen";
import { announce } from "../ui/Announcer";
import { toast } from "../ui/Toast";
import { openTower } from "./Banner";
import { minutesOf } from "./clock";

type Teller<Events> = { [Type in keyof Events]?: (app: App, data: Events[Type]) => void };

const SECOND = 1000;
/** Up to so long before the end it is told in seconds. */
const IN_SECONDS = 90 * SECOND;

/** Whether somebody sits in a round, or leads it. */
const concerns = (app: App, round: string): boolean =>
  app.hub.breakouts.own.value?.round.round === round ||
  (app.hub.breakouts.rounds.value.get(round)?.leads ?? false);

const span = (left: number): string =>
  left <= IN_SECONDS
    ? tn("{n} second", "{n} seconds", Math.round(left / SECOND))
    : tn("{n} minute", "{n} minutes", minutesOf(left));

/** A clock was turned: told by what is left. */
function tellTime(app: App, { round, ends_at, closing }: DurableEvents["breakout.timed"]): void {
  if (!concerns(app, round)) return;
  if (ends_at === null) announce(t("The clock of the groups stands."));
  else {
    const left = span(ends_at - app.hub.breakouts.now());
    if (closing) toast(() => t("Please come to an end: {time} left", { time: left }));
    else announce(t("{time} left for the groups.", { time: left }));
  }
}

const isAtTower = ({ layout: { workshop } }: App, plan: string): boolean =>
  workshop.value?.page === "tower" && workshop.value.plan === plan;

function tellHelp(app: App, { round, group, visitor }: DurableEvents["breakout.help_set"]): void {
  const { breakouts } = app.hub;
  const title = breakouts.titleOf(group);
  const found = breakouts.rounds.value.get(round);
  const isMine = breakouts.own.value?.group.id === group;
  if (isMine)
    announce(visitor === null ? t("The call for help is settled.") : t("Your group calls for help."));
  else if (!found?.leads || visitor === null) return;
  // There the tile itself lights up, and the call stands in the queue.
  else if (isAtTower(app, found.plan)) announce(t("{group} needs help", { group: title }));
  else
    toast(
      () => t("{group} needs help", { group: title }),
      [
        { label: t("Go there"), run: () => void app.do("breakout.visit", { round, group }) },
        { label: t("Control tower"), run: () => openTower(app, found.plan) },
      ],
    );
}

/** Durable news, told after the state has changed. */
export const BREAKOUT_NEWS: Teller<DurableEvents> = {
  "breakout.seated": (app, { visitor, group }) => {
    const own = app.hub.breakouts.own.value;
    if (own?.group.id !== group) return;
    if (visitor === app.hub.self.value)
      toast(() => t("You are in the group “{group}”", { group: own.group.title }));
    else announce(t("{name} is in your group now.", { name: app.hub.nameOf(visitor) }));
  },
  "breakout.timed": tellTime,
  "breakout.help_set": tellHelp,
  "breakout.returned": (app, { visitor, round, stays }) => {
    if (visitor !== app.hub.self.value) return;
    if (!stays) {
      toast(() => t("You are back where you were before."));
      return;
    }
    const plan = app.hub.breakouts.rounds.value.get(round)?.plan;
    const read = {
      label: t("Results"),
      run: () => {
        if (plan) app.layout.workshop.value = { page: "results", plan };
      },
    };
    toast(() => t("The groups are over. You are back."), plan ? [read] : []);
  },
  "breakout.ended": (app, { round }) => {
    if (app.hub.breakouts.rounds.value.get(round)?.leads) announce(t("The round is over."));
  },
  "breakout.group_set": (app, { group }) => {
    if (app.hub.breakouts.own.value?.group.id !== group.id) return;
    if (group.ends_at === null) announce(t("The task of your group: {task}", { task: group.task }));
    else {
      const left = span(group.ends_at - app.hub.breakouts.now());
      toast(() => t("Please come to an end: {time} left", { time: left }));
    }
  },
};

/** Live news, told before the state changes. */
export const tellBreakouts: Teller<LiveEvents> = {
  "breakout.spoke": (app, { visitor, on }) => {
    const name = app.hub.nameOf(visitor);
    if (visitor !== app.hub.self.value && on) toast(() => t("{name} speaks to all groups", { name }));
  },
  "breakout.listening": (app, { round, visitor, group }) => {
    if (group === null || visitor === app.hub.self.value) return;
    const name = firstName(app.hub.nameOf(visitor));
    const room = app.hub.breakouts.groupOf(round, group)?.room ?? "";
    if (app.hub.breakouts.own.value?.group.id === group)
      announce(t("{name} listens to your group.", { name }));
    else if (app.places.chain(app.hub.ownRoom.value).includes(room))
      announce(t("{name} listens here.", { name }));
  },
  "breakout.visited": (app, { visitor, group }) => {
    if (group !== null && app.hub.breakouts.own.value?.group.id === group)
      announce(t("{name} visits your group.", { name: firstName(app.hub.nameOf(visitor)) }));
  },
};
