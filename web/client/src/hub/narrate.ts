/** Events in words: politely announced to screen readers, and as a toast where somebody waits for an answer. */
import { BREAKOUT_NEWS, tellBreakouts } from "../breakouts/narrate";
import { showVote } from "../breakouts/Votes";
import { t } from "../i18n/i18n";
import { MINORS_NEWS } from "../minors/narrate";
import { readsReports } from "../minors/words";
import type { DurableEvents, LiveEvents, Share } from "../protocol.gen";
import { announce } from "../ui/Announcer";
import { toast } from "../ui/Toast";
import type { App } from "./app";
import { Arrivals } from "./arrivals";
import { ownCircle, queueStage } from "./company";
import { tellAlong, tellFollowing } from "./following";
import { nameRow, roleWord } from "./words";

type Teller<Events> = { [Type in keyof Events]?: (app: App, data: Events[Type]) => void };

const arrivals = new Arrivals(announce);

const LIVE: Teller<LiveEvents> = {
  ...tellBreakouts,
  ...tellFollowing,
  "conversation.changed": (app, changed) => {
    const before = app.hub.conversations.value.get(changed.id)?.members ?? [];
    const self = app.hub.self.value ?? "";
    if (!changed.members.includes(self)) {
      if (before.includes(self)) announce(t("You left the conversation."));
      return;
    }
    if (!before.includes(self)) tellJoined(app, changed.members, self);
    else tellChange(app, before, changed.members);
  },
  "conversation.ended": (app, { id }) => {
    if (app.hub.ownConversation.value?.id === id) announce(t("The conversation has ended."));
  },
  "room.entered": (app, { visitor, room }) => {
    const title = app.places.title(room);
    if (visitor === app.hub.self.value) announce(t("You are in {place}.", { place: title }));
    else if (app.places.chain(app.hub.ownRoom.value).includes(room)) arrivals.came(app.hub.nameOf(visitor));
    else tellAlong(app, visitor, title);
  },
  "room.refused": (app, { room, code }) => {
    const place = app.places.title(room);
    if (code === "room.full") toast(() => t("{place} is full.", { place }));
    else if (code === "minors.closed")
      toast(() => t("{place} is closed: a workshop with minors.", { place }));
    else if (code === "minors.stay")
      toast(() => t("You stay in the rooms of the workshop until it is over."));
    else
      toast(
        () => t("{place} is closed.", { place }),
        [{ label: t("Knock"), run: () => void app.do("room.knock", { room }) }],
      );
  },
  "room.knocked": (app, { visitor, room }) => {
    if (visitor === app.hub.self.value) return;
    const words = () =>
      t("{name} knocks at {place}", { name: app.hub.nameOf(visitor), place: app.places.title(room) });
    toast(words, [{ label: t("Let in"), run: () => void app.do("room.admit", { room, visitor }) }]);
  },
  "room.admitted": (app, { visitor, room }) => {
    if (visitor !== app.hub.self.value) return;
    const words = () => t("You may enter {place} now", { place: app.places.title(room) });
    toast(words, [{ label: t("Go in"), run: () => app.goTo(room) }]);
  },
  "conversation.knocked": (app, { visitor }) => {
    if (visitor === app.hub.self.value) return;
    const words = () => t("{name} would like to join in", { name: app.hub.nameOf(visitor) });
    toast(words, [{ label: t("Bring in"), run: () => void app.do("conversation.admit", { visitor }) }]);
  },
  "media.changed": (app, { visitor, screen }) => tellScreen(app, visitor, screen),
  "walk.ended": (app, { visitor, why }) => {
    // Whoever follows somebody walks and stands all the time.
    if (visitor !== app.hub.self.value || app.hub.following.leader.value !== null) return;
    if (why === "arrived") tellArrived(app);
    if (why === "blocked") toast(() => t("The way is blocked"));
  },
};

const DURABLE: Teller<DurableEvents> = {
  "message.posted": (app, { author, channel, body, mentions }) => {
    const self = app.hub.self.value ?? "";
    if (author === self || body === null) return;
    const name = app.hub.nameOf(author);
    if (mentions?.includes(self) && app.chat.shown.value !== channel) {
      const words = () => t("{name} calls you: {text}", { name, text: body.slice(0, 80) });
      toast(words, [{ label: t("Read"), run: () => app.read(channel) }]);
    } else if (app.chat.shown.value === channel)
      announce(t("{name} writes: {text}", { name, text: body.slice(0, 200) }));
    else if (channel.startsWith("dm:")) {
      const words = () => t("Message from {name}", { name });
      toast(words, [{ label: t("Read"), run: () => app.write(author) }]);
    }
  },
  "report.filed": (app, { visitor }) => {
    if (visitor === app.hub.self.value || !readsReports(app)) return;
    const look = { label: t("Look"), run: () => app.openReports() };
    toast(() => t("{name} has reported something", { name: app.hub.nameOf(visitor) }), [look]);
  },
  "report.settled": (app) => {
    if (!readsReports(app)) toast(() => t("The hosts have looked at your report"));
  },
  "stage.entry_changed": (app, { stage, entry, state }) => {
    const own = app.hub.queues.of(stage)?.entries.find((each) => each.entry === entry);
    if (state !== "admitted" || !own || own.visitor !== app.hub.self.value || own.anonymous) return;
    const isOff = !app.devices.wanted.value.mic && !own.hall;
    const act = { label: t("Mic on"), run: () => void app.toggle("mic") };
    toast(() => t("It is your turn."), isOff ? [act] : []);
  },
  "poll.opened": (app, { stage, spec, plan, poll }) => {
    const isHere = queueStage(app) === stage;
    if (plan === null ? !isHere : app.hub.breakouts.plans.value.get(plan)?.leads) return;
    const words = () => t("A poll is open: {question}", { question: spec.question });
    const run = () => (isHere ? app.layout.showPanel("polls") : showVote(app, poll));
    // Over map and list it stands for as long as it is open.
    if (isHere || app.layout.workshop.value !== null) toast(words, [{ label: t("Vote"), run }]);
    else announce(words());
  },
  "poll.closed": (app, { stage }) => {
    if (queueStage(app) === stage) announce(t("The poll is closed."));
  },
  ...BREAKOUT_NEWS,
  ...MINORS_NEWS,
  "visitor.checked_in": (app, { visitor, stage }) => {
    if (visitor === app.hub.self.value)
      toast(() => t("You are checked in: {place}", { place: app.places.title(stage) }));
  },
  "visitor.muted": (app, { visitor }) => {
    if (visitor === app.hub.self.value) toast(() => t("A host has muted you"));
  },
  "visitor.unmuted": (app, { visitor }) => {
    if (visitor === app.hub.self.value) toast(() => t("You may speak again"));
  },
  "role.granted": (app, { visitor, role }) => {
    if (visitor === app.hub.self.value) toast(() => t("Your role is now: {role}", { role: roleWord(role) }));
  },
  "visitor.placed": (app, { visitor, room }) => {
    if (visitor !== app.hub.self.value || room === null) return;
    announce(t("You are in {place}.", { place: app.places.title(room) }));
  },
};

/** Somebody here began to share a screen or ended it; one's own may have been ended by the hub. */
function tellScreen(app: App, visitor: string, screen: Share | null): void {
  const before = app.hub.media.value.get(visitor)?.screen ?? null;
  if (before?.since === screen?.since) return;
  const circle = (screen ?? before)?.circle;
  const name = app.hub.nameOf(visitor);
  if (visitor === app.hub.self.value) {
    if (screen === null) app.sharing.ended();
    else announce(t("Your screen is shared now."));
  } else if (circle === ownCircle(app))
    announce(
      screen ? t("{name} shares the screen.", { name }) : t("{name} shares the screen no more.", { name }),
    );
}

/** One is where one wanted to be; whoever one came for may be in a closed conversation. */
function tellArrived(app: App): void {
  announce(t("You have arrived."));
  const talk = app.hub.conversationOf(app.layout.pointed.value ?? "");
  if (talk?.locked && talk.id !== app.hub.ownConversation.value?.id) app.tellClosed(talk.id);
}

function tellJoined(app: App, members: readonly string[], self: string): void {
  const names = members.filter((id) => id !== self).map((id) => app.hub.nameOf(id));
  announce(t("You are in a conversation with {names}.", { names: nameRow(names) }));
}

function tellChange(app: App, before: readonly string[], now: readonly string[]): void {
  for (const id of now) {
    if (!before.includes(id)) announce(t("{name} joined the conversation.", { name: app.hub.nameOf(id) }));
  }
  for (const id of before) {
    if (!now.includes(id)) announce(t("{name} left the conversation.", { name: app.hub.nameOf(id) }));
  }
}

type Any = Record<string, (app: App, data: unknown) => void>;

/** Tells of a live event; called before the state changes, so that the two can be compared. */
export const narrate = (app: App, type: string, data: unknown): void => (LIVE as Any)[type]?.(app, data);

/** Tells of a durable event. */
export const narrateDurable = (app: App, type: string, data: unknown): void =>
  (DURABLE as Any)[type]?.(app, data);
