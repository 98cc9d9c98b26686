/** What the link brings, handed to those it concerns: state, chat, bodies, media, words. */
import { tellCancelled } from "../hall/programme/remind";
import { changesSight } from "../hall/queue/sight";
import type { Sent } from "../net/outbox";
import type { LinkListener } from "../net/socket";
import type { DurableFrame } from "../net/wire";
import type { Ack, Commands, DurableEvents, Frames, LiveEvents, Resumed, Snapshot } from "../protocol.gen";
import { unsay } from "../ui/Announcer";
import type { App } from "./app";
import { narrate, narrateDurable } from "./narrate";

export function listenerOf(app: App): LinkListener {
  return {
    state: (state, reason) => {
      app.linkState.value = state;
      app.closedBy.value = reason;
      app.documents.link(state === "open");
      if (state === "closed") app.end();
    },
    snapshot: (snapshot) => restore(app, snapshot),
    resumed: (resumed) => resume(app, resumed),
    durable: (type, frame) => durable(app, type, frame),
    live: (type, data) => live(app, type, data),
    positions: (records) => app.walk.positions(records),
    answered: (sent, ack, isTold) => answered(app, sent, ack, isTold),
  };
}

function restore(app: App, snapshot: Snapshot): void {
  app.hub.restore(snapshot);
  app.boards.restore();
  app.chat.restore(snapshot.you.visitor, snapshot.channels, app.hub.ownRoom.value);
  recallMessages(app);
  app.walk.restore(snapshot.you.visitor, snapshot.live);
  app.call.begin();
  void app.sharing.again();
  app.tellLayouts();
  app.land();
}

function resume(app: App, resumed: Resumed): void {
  app.hub.resume(resumed);
  app.chat.enter(app.hub.ownRoom.value);
  app.walk.restore(resumed.you.visitor, resumed.live);
  app.call.begin();
  void app.sharing.again();
  app.tellLayouts();
}

/** Messages of an earlier visit that still wait are shown as on their way. */
function recallMessages(app: App): void {
  for (const { cmd_id, name, fields } of app.outbox.all) {
    if (name !== "chat.post") continue;
    const { channel, body, reply_to = null, mentions = [] } = fields as Commands["chat.post"];
    app.chat.recall(channel, { cmdId: cmd_id, body, reply_to, mentions, at: Date.now(), error: null });
  }
}

function answered({ chat }: App, { cmd_id, name, fields }: Sent, ack: Ack, isTold: boolean): void {
  if (name === "chat.post") chat.answered((fields as Commands["chat.post"]).channel, cmd_id, ack, isTold);
}

/** Asks for everything anew where an event opens or closes a stage's queue to this visitor. */
function look(app: App, type: string, data: unknown): void {
  const isStage = (room: string) => app.places.find(room)?.kind === "stage";
  if (changesSight(app.hub, isStage, type, data)) app.link.refresh();
}

function said(app: App, frame: DurableFrame): void {
  const message = frame.data as DurableEvents["message.posted"];
  app.chat.posted(message, frame);
  app.writing.silent(message.author);
}

const isGone = (type: string): boolean => type === "message.deleted" || type === "message.taken_back";

function durable(app: App, type: string, frame: DurableFrame): void {
  look(app, type, frame.data);
  if (type === "session.set") tellCancelled(app, frame.data as DurableEvents["session.set"]);
  app.hub.durable(type, frame.data, frame.at);
  app.boards.durable(type, frame.seq, frame.data);
  if (type === "message.posted") said(app, frame);
  if (isGone(type)) app.chat.deleted(frame.data as DurableEvents["message.deleted"]);
  if (type === "message.edited") app.chat.edited(frame.data as DurableEvents["message.edited"]);
  if (type === "message.reacted") app.chat.signed(frame.data as DurableEvents["message.reacted"]);
  if (type === "visitor.erased") app.chat.erased((frame.data as DurableEvents["visitor.erased"]).visitor);
  if (type === "channel.read") app.chat.readElsewhere(frame.data as DurableEvents["channel.read"]);
  if (isGone(type) || type === "visitor.erased") unsay();
  narrateDurable(app, type, frame.data);
}

/** Whoever has left, lost the line or gone out of a room writes no more there. */
function hush({ writing }: App, type: string, data: unknown): void {
  if (type === "visitor.left") writing.silent((data as LiveEvents["visitor.left"]).visitor);
  if (type === "presence.changed") {
    const { visitor, status } = data as LiveEvents["presence.changed"];
    if (status === "lost") writing.silent(visitor);
  }
  if (type === "room.left") {
    const { visitor, room } = data as LiveEvents["room.left"];
    writing.silent(visitor, `room:${room}`);
  }
}

function live(app: App, type: string, data: unknown): void {
  look(app, type, data);
  narrate(app, type, data as LiveEvents[keyof LiveEvents]);
  app.hub.live(type, data);
  if (type === "chat.typing") app.writing.noted(data as LiveEvents["chat.typing"]);
  hush(app, type, data);
  app.documents.hear(type, data);
  app.chat.enter(app.hub.ownRoom.value);
  app.walk.live(type, data);
  app.call.hear(type as keyof Frames, data as Frames[keyof Frames]);
  if (type === "walk.ended" || type === "avatar.placed") app.layout.pointed.value = null;
}
