/** Following in words: what a screen reader is told, and why it ended. */
import { t, tn } from "../i18n/i18n";
import type { FollowEnded, LiveEvents } from "../protocol.gen";
import { announce } from "../ui/Announcer";
import { toast } from "../ui/Toast";
import type { App } from "./app";

type Teller = { [Type in keyof LiveEvents]?: (app: App, data: LiveEvents[Type]) => void };

/** Whether one may ask people to come along: who leads here, or leads groups that meet. */
export const mayTakeAlong = ({ hub }: App): boolean =>
  hub.may("avatar.lead") || hub.breakouts.running.value.some((each) => each.leads);

/** Why one no longer follows, or was not let. */
function endWords(app: App, { leader, why, room }: FollowEnded): string {
  const [name, place] = [app.hub.nameOf(leader), app.places.title(room ?? null)];
  const words: Record<FollowEnded["why"], string> = {
    stopped: t("You stopped following."),
    moved: t("You stopped following."),
    other: "",
    left: t("{name} has left. You no longer follow.", { name }),
    ended: t("{name} leads no longer.", { name }),
    dismissed: t("{name} would like to go on alone.", { name }),
    declined: t("{name} would like to go on alone.", { name }),
    private: t("{name} is in a closed conversation. You no longer follow.", { name }),
    locked: t("{place} is closed. You no longer follow {name}.", { place, name }),
    full: t("{place} is full. You no longer follow {name}.", { place, name }),
    no_way: t("There is no way to {name}. You no longer follow.", { name }),
  };
  return words[why];
}

/** Ends by somebody's own will are plain news; all others are shown too. */
const OWN: ReadonlySet<FollowEnded["why"]> = new Set(["stopped", "moved"]);

function tellEnded(app: App, ended: FollowEnded): void {
  const { following, self } = app.hub;
  if (ended.visitor !== self.value) {
    const name = app.hub.nameOf(ended.visitor);
    if (following.followers.value.includes(ended.visitor))
      announce(t("{name} no longer follows you.", { name }));
    return;
  }
  const isMine = [following.leader.value, following.asked.value].includes(ended.leader);
  const words = endWords(app, ended);
  if (!isMine || words === "") return;
  if (OWN.has(ended.why)) announce(words);
  else toast(() => endWords(app, ended));
}

/** Whoever leads one went to another place: so does one. */
export function tellAlong(app: App, visitor: string, place: string): void {
  if (visitor !== app.hub.following.leader.value) return;
  announce(t("{name} went to {place}: you come along.", { name: app.hub.nameOf(visitor), place }));
}

export const tellFollowing: Teller = {
  "follow.asked": ({ hub }, { visitor, leader }) => {
    if (visitor === hub.self.value)
      announce(t("{name} is asked whether you may follow.", { name: hub.nameOf(leader) }));
    else announce(t("{name} would like to follow you.", { name: hub.nameOf(visitor) }));
  },
  "follow.invited": ({ hub }, { leader, visitors }) => {
    if (leader === hub.self.value)
      toast(() =>
        tn("{n} person is asked to come along", "{n} people are asked to come along", visitors.length),
      );
    else announce(t("{name} asks you to come along.", { name: hub.nameOf(leader) }));
  },
  "follow.started": ({ hub }, { visitor, leader }) => {
    if (visitor === hub.self.value) announce(t("You follow {name}.", { name: hub.nameOf(leader) }));
    else announce(t("{name} follows you.", { name: hub.nameOf(visitor) }));
  },
  "follow.ended": tellEnded,
  "follow.allowed": (_, { open }) =>
    announce(open ? t("Others may follow you.") : t("Nobody more may follow you.")),
  "avatar.appeared": (app, { visitor, floor }) => {
    const before = app.hub.onFloor.value.get(visitor);
    if (before !== undefined && before !== floor) tellAlong(app, visitor, app.places.title(floor));
  },
};
