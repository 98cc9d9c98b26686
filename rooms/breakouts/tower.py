"""What leads and members do while a round runs: help, texts, voices, visits, roles and tasks."""

from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms import ground
from rooms.avatars import put
from rooms.breakouts.rights import check_door, leads, round_of
from rooms.breakouts.rounds import group_in, named_of_round, told
from rooms.breakouts.specs import TASK_MOST, WORD_MOST
from rooms.chat import clean_body
from rooms.commands import Command
from rooms.errors import Conflict, Invalid
from rooms.events import Event
from rooms.ids import MessageId, RoundId, VisitorId, group_channel
from rooms.model.breakouts import Help, Round
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State
from rooms.text import one_line


def ask_for_help(state: State, actor: Actor, command: c.AskForHelp, at: Moment) -> list[Event]:
    """Raise the flag of one's group, or take it down; a second time changes nothing."""
    seat = state.durable.breakouts.seats.get(actor.visitor)
    group = state.durable.breakouts.seated(actor.visitor)
    if seat is None or group is None or group.ended:
        raise Conflict("breakout.no_member")
    round_ = round_of(state, seat.round)
    if (group.id in round_.help) == command.on:
        return []
    asked_at = at.now if command.on else None
    return [e.BreakoutHelpSet(round_.id, group.id, actor.visitor if command.on else None, asked_at)]


def settle_help(state: State, actor: Actor, command: c.SettleHelp, at: Moment) -> list[Event]:
    """A lead takes a flag down."""
    round_ = round_of(state, command.round)
    asks = command.group in round_.help
    return [e.BreakoutHelpSet(round_.id, command.group, None, None)] if asks else []


def set_task(state: State, actor: Actor, command: c.SetTask, at: Moment) -> list[Event]:
    """Another task for one group or for all; those who have it already keep it."""
    round_, task = round_of(state, command.round), command.task.strip()
    if len(task) > TASK_MOST:
        raise Invalid("breakout.invalid", field="task")
    groups = round_.groups.values() if command.group is None else [group_in(round_, command.group)]
    changed = (each for each in groups if not each.ended and each.task != task)
    return [e.BreakoutGroupSet(round_.id, replace(told(each), task=task)) for each in changed]


def give_role(state: State, actor: Actor, command: c.GiveRole, at: Moment) -> list[Event]:
    """Another role for a member; the same again changes nothing."""
    round_, role = round_of(state, command.round), one_line(command.role)
    group = round_.group_of(command.visitor)
    if group is None:
        raise Conflict("breakout.no_member")
    if len(role) > WORD_MOST:
        raise Invalid("breakout.invalid", field="role")
    same = group.roles.get(command.visitor, "") == role
    return [] if same else [e.BreakoutRoleGiven(round_.id, group.id, command.visitor, role)]


def text(state: State, actor: Actor, command: c.TextGroups, at: Moment) -> list[Event]:
    """One message into the chat of each group."""
    round_ = _in_earnest(round_of(state, command.round))
    body = clean_body(command.body, state.rules.message_length)
    groups = (each for each in round_.groups.values() if not each.ended)
    return [
        e.MessagePosted(MessageId(at.new_id()), group_channel(each.id), actor.visitor, body)
        for each in groups
    ]


def _in_earnest(round_: Round) -> Round:
    if round_.rehearsal:
        raise Conflict("breakout.rehearsal")
    return round_


def speak(state: State, actor: Actor, command: c.SpeakToAll, at: Moment) -> list[Event]:
    """Be heard in all groups, or not any more; a second time changes nothing."""
    round_ = _in_earnest(round_of(state, command.round))
    state.avatar(actor.visitor)
    on = state.live.breakouts.speaking.get(actor.visitor) == round_.id
    return [] if on == command.on else [e.BreakoutSpoke(round_.id, actor.visitor, command.on)]


def listen(state: State, actor: Actor, command: c.ListenIn, at: Moment) -> list[Event]:
    """Hear a group from where one is; one is not heard anywhere meanwhile."""
    round_ = _in_earnest(round_of(state, command.round))
    state.avatar(actor.visitor)
    if command.group is not None:
        check_door(state, actor, group_in(round_, command.group).room, at.now)
    wanted = (round_.id, command.group) if command.group is not None else None
    same = state.live.breakouts.listening.get(actor.visitor) == wanted
    return [] if same else [e.BreakoutListening(round_.id, actor.visitor, command.group)]


def visit(state: State, actor: Actor, command: c.VisitGroup, at: Moment) -> list[Event]:
    """Be with a group as its guest at once; and back to where one was before the first visit."""
    round_ = _in_earnest(round_of(state, command.round))
    avatar = state.avatar(actor.visitor)
    now = state.live.breakouts.visiting.get(actor.visitor)
    if command.group is None:
        return _leave(state, actor.visitor, at)
    group = group_in(round_, command.group)
    if now is not None and now[1] == group.id:
        return []
    check_door(state, actor, group.room, at.now)
    visited = e.BreakoutVisited(round_.id, actor.visitor, group.id, now[2] if now else avatar.spot)
    if group.room is None or group.room in state.rooms_of(avatar):
        return [visited]
    spot = ground.in_room(state, group.room, actor.visitor)
    return [visited, *put(state, avatar, spot, at.now)]


def _leave(state: State, visitor: VisitorId, at: Moment) -> list[Event]:
    now, avatar = state.live.breakouts.visiting.get(visitor), state.avatar(visitor)
    if now is None:
        return []
    spot = ground.nearest(state, now[2], visitor)
    left = e.BreakoutVisited(now[0], visitor, None, now[2])
    return [left] if avatar.spot == spot else [left, *put(state, avatar, spot, at.now)]


def note_activity(state: State, actor: Actor, command: c.NoteActivity, at: Moment) -> list[Event]:
    """What was heard in the groups, told round by round."""
    events: list[Event] = []
    for round_ in state.durable.breakouts.running():
        heard = {each: when for each, when in command.groups.items() if each in round_.groups}
        if heard:
            events.append(e.BreakoutActive(round_.id, heard))
    return events


def may_still(state: State, now: int) -> list[Event]:
    """Whoever is no lead any more speaks to no groups and listens to none."""
    live, events = state.live.breakouts, list[Event]()
    for who, round_ in live.speaking.items():
        if not _leads(state, who, round_, now):
            events.append(e.BreakoutSpoke(round_, who, False))
    for who, (round_, _) in live.listening.items():
        if not _leads(state, who, round_, now):
            events.append(e.BreakoutListening(round_, who, None))
    return events


def _leads(state: State, visitor: VisitorId, round_: RoundId, now: int) -> bool:
    found = state.durable.breakouts.rounds.get(round_)
    known = found is not None and visitor in state.durable.visitors
    return known and found is not None and leads(state, state.actor(visitor), found.plan, now)


# -- changes ---------------------------------------------------------------------------------------


def _help_set(state: State, event: e.BreakoutHelpSet, at: int) -> None:
    round_ = state.durable.breakouts.rounds.get(event.round)
    if round_ is None:
        return
    asking = {group: each for group, each in round_.help.items() if group != event.group}
    who = event.visitor
    if event.asked_at is not None and who is not None and who in state.durable.visitors:
        asking[event.group] = Help(event.asked_at, who)
    state.durable.breakouts.change(round_.id, help=asking)


def _role_given(state: State, event: e.BreakoutRoleGiven, at: int) -> None:
    round_ = state.durable.breakouts.rounds.get(event.round)
    group = round_.groups.get(event.group) if round_ is not None else None
    if group is None or event.visitor not in group.members:
        return
    roles = {who: role for who, role in group.roles.items() if who != event.visitor}
    if event.role:
        roles[event.visitor] = event.role
    state.durable.breakouts.set_group(event.round, replace(group, roles=roles))


def _spoke(state: State, event: e.BreakoutSpoke, at: int) -> None:
    state.live.breakouts.speaking.pop(event.visitor, None)
    if event.on:
        state.live.breakouts.speaking[event.visitor] = event.round


def _listening(state: State, event: e.BreakoutListening, at: int) -> None:
    state.live.breakouts.listening.pop(event.visitor, None)
    if event.group is not None:
        state.live.breakouts.listening[event.visitor] = (event.round, event.group)


def _visited(state: State, event: e.BreakoutVisited, at: int) -> None:
    state.live.breakouts.visiting.pop(event.visitor, None)
    if event.group is not None:
        state.live.breakouts.visiting[event.visitor] = (event.round, event.group, event.back)


def _active(state: State, event: e.BreakoutActive, at: int) -> None:
    state.live.breakouts.active |= event.groups


RULES: dict[type[Command], Rule] = {
    c.AskForHelp: Rule(Capability.BREAKOUT_JOIN, ask_for_help),
    c.SettleHelp: Rule(Capability.BREAKOUT_LEAD, settle_help, named=named_of_round),
    c.SetTask: Rule(Capability.BREAKOUT_LEAD, set_task, named=named_of_round),
    c.GiveRole: Rule(Capability.BREAKOUT_LEAD, give_role, named=named_of_round),
    c.TextGroups: Rule(Capability.BREAKOUT_LEAD, text, named=named_of_round),
    c.SpeakToAll: Rule(Capability.BREAKOUT_LEAD, speak, named=named_of_round),
    c.ListenIn: Rule(Capability.BREAKOUT_LEAD, listen, named=named_of_round),
    c.VisitGroup: Rule(Capability.BREAKOUT_LEAD, visit, named=named_of_round),
    c.NoteActivity: Rule(Capability.BREAKOUT_LEAD, note_activity),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.BreakoutHelpSet: _help_set,
    e.BreakoutRoleGiven: _role_given,
    e.BreakoutSpoke: _spoke,
    e.BreakoutListening: _listening,
    e.BreakoutVisited: _visited,
    e.BreakoutActive: _active,
}
