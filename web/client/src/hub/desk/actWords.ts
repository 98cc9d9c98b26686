/** Acts of hosts in sentences. */
import { t } from "../../i18n/i18n";

interface Names {
  name: string;
  target: string;
}

const SENTENCES: Record<string, (names: Names) => string> = {
  "visitor.muted": ({ name, target }) => t("{name} muted {target}", { name, target }),
  "visitor.unmuted": ({ name, target }) => t("{name} let {target} speak again", { name, target }),
  "visitor.removed": ({ name, target }) => t("{name} sent {target} out", { name, target }),
  "visitor.banned": ({ name, target }) => t("{name} banned {target}", { name, target }),
  "visitor.unbanned": ({ name, target }) => t("{name} opened the hub to {target} again", { name, target }),
  "visitor.placed": ({ name, target }) => t("{name} moved {target}", { name, target }),
  "visitor.erased": ({ name, target }) => t("{name} erased {target}", { name, target }),
  "role.granted": ({ name, target }) => t("{name} changed the role of {target}", { name, target }),
  "visitor.checked_in": ({ name, target }) => t("{name} checked {target} in at the door", { name, target }),
  "visitor.on_site": ({ name, target }) => t("{name} checked {target} out of the hall", { name, target }),
  "room.locked": ({ name, target }) => t("{name} closed {target}", { name, target }),
  "room.unlocked": ({ name, target }) => t("{name} opened {target}", { name, target }),
  "invite.created": ({ name, target }) => t("{name} made an invitation for: {target}", { name, target }),
  "invite.revoked": ({ name }) => t("{name} withdrew an invitation", { name }),
  "message.deleted": ({ name }) => t("{name} deleted a message", { name }),
  "report.settled": ({ name }) => t("{name} settled a report", { name }),
  "stage.entry_approved": ({ name }) => t("{name} showed a question to everybody", { name }),
  "stage.entry_changed": ({ name }) => t("{name} changed the list of raised hands", { name }),
  "stage.entry_pinned": ({ name }) => t("{name} pinned or unpinned a question", { name }),
  "stage.ruled": ({ name, target }) =>
    t("{name} changed the rules of the list in {target}", { name, target }),
  "session.set": ({ name }) => t("{name} changed the programme", { name }),
  "session.removed": ({ name }) => t("{name} removed something from the programme", { name }),
  "stage.shown": ({ name, target }) => t("{name} chose the large picture of {target}", { name, target }),
  "box.paired": ({ name, target }) => t("{name} added the venue box {target}", { name, target }),
  "box.renamed": ({ name, target }) => t("{name} renamed a venue box to {target}", { name, target }),
  "box.placed": ({ name, target }) =>
    t("{name} placed {target} on the map, or took it down", { name, target }),
  "stage.scene_set": ({ name, target }) =>
    t("{name} directed the venue screen of {target}", { name, target }),
  "box.used": ({ name, target }) => t("{name} changed what {target} sends and plays", { name, target }),
  "box.revoked": ({ name, target }) => t("{name} removed a venue box of {target}", { name, target }),
  "recording.started": ({ name }) => t("{name} started a recording", { name }),
  "recording.stopped": ({ name }) => t("{name} stopped a recording", { name }),
  "recording.removed": ({ name }) => t("{name} deleted a recording", { name }),
  "stage.laid_out": ({ name, target }) => t("{name} laid out the pictures of {target}", { name, target }),
  "stage.applause": ({ name, target }) =>
    t("{name} turned the sound of applause in {target} on or off", { name, target }),
  "deck.removed": ({ name }) => t("{name} removed slides", { name }),
  "poll.drafted": ({ name }) => t("{name} wrote a poll", { name }),
  "poll.opened": ({ name }) => t("{name} opened a poll", { name }),
  "poll.closed": ({ name }) => t("{name} closed a poll", { name }),
  "poll.removed": ({ name }) => t("{name} removed a poll", { name }),
  "caption.captioner_set": ({ name, target }) =>
    t("{name} named {target} as captioner, or no longer", { name, target }),
  "caption.key_made": ({ name, target }) =>
    t("{name} made a key for a speech program in {target}", { name, target }),
  "interpreter.named": ({ name, target }) =>
    t("{name} named {target} as interpreter, or no longer", { name, target }),
  "board.frozen": ({ name }) => t("{name} closed a board, or opened it again", { name }),
  "breakout.planned": ({ name }) => t("{name} wrote a plan of groups", { name }),
  "breakout.removed": ({ name }) => t("{name} removed a plan of groups", { name }),
  "breakout.lead_named": ({ name, target }) =>
    t("{name} named {target} as a lead of groups, or no longer", { name, target }),
  "breakout.rostered": ({ name }) => t("{name} changed the list of a plan's people", { name }),
  "breakout.assigned": ({ name }) => t("{name} assigned people to groups", { name }),
  "breakout.chosen": ({ name, target }) => t("{name} chose a group for {target}", { name, target }),
  "breakout.started": ({ name }) => t("{name} started a round of groups", { name }),
  "breakout.timed": ({ name }) => t("{name} changed the time of a round", { name }),
  "breakout.group_set": ({ name }) => t("{name} changed a group", { name }),
  "breakout.group_ended": ({ name }) => t("{name} ended a group", { name }),
  "breakout.ended": ({ name }) => t("{name} ended a round of groups", { name }),
  "breakout.seated": ({ name, target }) => t("{name} put {target} into a group", { name, target }),
  "breakout.returned": ({ name, target }) => t("{name} brought {target} back from a group", { name, target }),
  "breakout.role_given": ({ name, target }) => t("{name} gave {target} a role in a group", { name, target }),
  "minors.opened": ({ name, target }) =>
    target === ""
      ? t("{name} began a workshop with minors", { name })
      : t("{name} began the workshop with minors “{target}”", { name, target }),
  "minors.adult_named": ({ name, target }) =>
    t("{name} named {target} as an adult of a workshop with minors, or no longer", { name, target }),
  "minors.admitted": ({ name, target }) =>
    target === ""
      ? t("{name} let somebody into a workshop with minors", { name })
      : t("{name} let {target} into a workshop with minors", { name, target }),
  "minors.prolonged": ({ name }) => t("{name} prolonged a workshop with minors", { name }),
  "minors.ended": ({ name }) => t("{name} ended a workshop with minors", { name }),
  "minors.cleared": ({ name }) => t("{name} erased a workshop with minors", { name }),
  "stage.key_made": ({ name, target }) => t("{name} made a camera key for {target}", { name, target }),
};

/** An act as a sentence; one that this page does not know yet by its code. */
export function actSentence(act: string, name: string, target: string): string {
  const say = SENTENCES[act];
  return say ? say({ name, target }) : `${name} · ${act}${target ? ` · ${target}` : ""}`;
}
