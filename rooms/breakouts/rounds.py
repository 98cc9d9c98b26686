"""Rounds: begun, timed and ended. A time that ran out while the server was down is over at its first look."""

from collections.abc import Iterable
from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.breakouts.assign import dealt
from rooms.breakouts.people import participants, wanted
from rooms.breakouts.plans import named_leads
from rooms.breakouts.rights import check_door, leads_of, plan_of, round_of
from rooms.breakouts.specs import MINUTES, PEOPLE_MOST, ROUNDS_MOST, boxes_of, check_boxes
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event
from rooms.events.groups import RoundGroup
from rooms.ids import GroupId, RoundId, VisitorId
from rooms.model.breakouts import Plan, Round
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State

SECONDS_MOST = 8 * 3600
MINUTE_MS = 60_000

OfRound = (
    c.ExtendRound | c.PauseRound | c.ResumeRound | c.CloseRound | c.CloseGroup | c.MoveMember | c.SwapMembers
    | c.MergeGroups | c.SplitGroup | c.SetTask | c.GiveRole | c.SettleHelp | c.TextGroups | c.SpeakToAll
    | c.ListenIn | c.VisitGroup
)  # fmt: skip


def named_of_round(state: State, command: OfRound) -> frozenset[VisitorId]:
    """Who was named to lead the plan of the round that a command names."""
    found = state.durable.breakouts.rounds.get(command.round)
    return leads_of(state, found.plan) if found is not None else frozenset()


def group_in(round_: Round, group: GroupId) -> RoundGroup:
    """A group of a round that is not over, or a refusal."""
    found = round_.groups.get(group)
    if found is None:
        raise Unknown("breakout.unknown")
    if found.ended:
        raise Conflict("breakout.not_running")
    return found


# -- beginning -------------------------------------------------------------------------------------


def start(state: State, actor: Actor, command: c.StartRound, at: Moment) -> list[Event]:
    """Begin a round with the seats that were prepared; with none, by choice or chance. A round of the same
    plan that runs is over with it: people go from table to table.
    """
    plan = plan_of(state, command.plan)
    minutes = plan.spec.minutes if command.minutes is None else command.minutes
    if not MINUTES[0] <= minutes <= MINUTES[1] or not 0 <= command.pretend <= PEOPLE_MOST:
        raise Invalid("breakout.invalid", field="minutes")
    before = state.durable.breakouts.runs(plan.id)
    if before is not None and command.rehearsal:
        raise Conflict("breakout.running")
    alike = (each for each in state.durable.breakouts.of(plan.id) if each.rehearsal is command.rehearsal)
    if len(list(alike)) >= ROUNDS_MOST:
        raise Conflict("breakout.enough", most=ROUNDS_MOST)
    seats = _seats(state, plan, command, at)
    if not seats and not command.rehearsal:
        raise Conflict("breakout.nobody")
    groups = tuple(_group(plan, each, seats) for each in plan.spec.groups)
    _check_places(state, actor, plan, groups, at.now)
    kept = boxes_of(before.groups.values()) if before is not None and not before.rehearsal else ()
    check_boxes(state, actor, () if command.rehearsal else boxes_of(groups), kept, at.now)
    ended = [e.BreakoutEnded(before.id, at.now, "host")] if before is not None else []
    number = 1 + len(state.durable.breakouts.held(plan.id))
    return [
        *ended,
        e.BreakoutStarted(
            RoundId(at.new_id()), plan.id, number, plan.spec.title, command.rehearsal, at.now,
            at.now + minutes * MINUTE_MS, groups,
        ),
    ]  # fmt: skip


def _seats(state: State, plan: Plan, command: c.StartRound, at: Moment) -> dict[VisitorId, GroupId]:
    """Who sits where: the seats of those who take part; else by choice or chance; else of people made up."""
    here = participants(state, plan, at.now)
    known = {who: plan.seats[who] for who in here if who in plan.seats}
    if command.rehearsal and command.pretend:
        made_up = [VisitorId(f"person:{n + 1}") for n in range(command.pretend)]
        groups = plan.spec.groups
        return {who: groups[n % len(groups)].id for n, who in enumerate(made_up)}
    if known and not plan.spec.choice:
        return known
    return dealt(wanted(state, plan, "chosen" if plan.spec.choice else "random", at.now, at.now))


def _group(plan: Plan, group: e.GroupSpec, seats: dict[VisitorId, GroupId]) -> RoundGroup:
    members = tuple(who for who, each in seats.items() if each == group.id)
    roles = dict(zip(members, plan.spec.roles, strict=False))
    return RoundGroup(
        group.id, group.title, group.room, group.box, group.table, group.size, group.task or plan.spec.task,
        members=members, roles=roles,
    )  # fmt: skip


def _check_places(state: State, actor: Actor, plan: Plan, groups: Iterable[RoundGroup], now: int) -> None:
    """Refuse rooms that the pack has no more, those that are locked to who begins it, and rooms and boxes in
    use in another plan's round.
    """
    used = [
        group
        for each in state.durable.breakouts.running()
        for group in each.groups.values()
        if each.plan != plan.id and not each.rehearsal and not group.ended
    ]
    taken, boxes = {each.room for each in used}, boxes_of(used)
    for number, group in enumerate(groups):
        if group.room is not None and (group.room not in state.rules.rooms or group.room in taken):
            raise Conflict("breakout.no_place", field=f"groups.{number}.room")
        if group.box in boxes:
            raise Conflict("breakout.no_place", field=f"groups.{number}.box")
        check_door(state, actor, group.room, now)


# -- the clock -------------------------------------------------------------------------------------


def extend(state: State, actor: Actor, command: c.ExtendRound, at: Moment) -> list[Event]:
    """More time, or less; what is then over is over at once. Who was counted down is so no more."""
    round_ = round_of(state, command.round)
    if not 0 < abs(command.seconds) <= SECONDS_MOST:
        raise Invalid("breakout.invalid", field="seconds")
    more = command.seconds * 1000
    if round_.left_ms is not None:
        return [e.BreakoutTimed(round_.id, None, max(0, round_.left_ms + more), False)]
    ends_at = max(at.now, (round_.ends_at or at.now) + more)
    return [e.BreakoutTimed(round_.id, ends_at, None, False)]


def pause(state: State, actor: Actor, command: c.PauseRound, at: Moment) -> list[Event]:
    """Stop the clock; a second time changes nothing."""
    round_ = round_of(state, command.round)
    if round_.ends_at is None:
        return []
    return [e.BreakoutTimed(round_.id, None, max(0, round_.ends_at - at.now), round_.closing)]


def resume(state: State, actor: Actor, command: c.ResumeRound, at: Moment) -> list[Event]:
    """Let the clock go on; a second time changes nothing."""
    round_ = round_of(state, command.round)
    if round_.left_ms is None:
        return []
    return [e.BreakoutTimed(round_.id, at.now + round_.left_ms, None, round_.closing)]


def close(state: State, actor: Actor, command: c.CloseRound, at: Moment) -> list[Event]:
    """End it for all: at once, or after a countdown that everybody sees."""
    round_ = round_of(state, command.round)
    if not 0 <= command.seconds <= SECONDS_MOST:
        raise Invalid("breakout.invalid", field="seconds")
    if command.seconds == 0:
        return [e.BreakoutEnded(round_.id, at.now, "host")]
    return [e.BreakoutTimed(round_.id, at.now + command.seconds * 1000, None, True)]


def close_group(state: State, actor: Actor, command: c.CloseGroup, at: Moment) -> list[Event]:
    """End one group: at once, or after a countdown."""
    round_ = round_of(state, command.round)
    group = group_in(round_, command.group)
    if not 0 <= command.seconds <= SECONDS_MOST:
        raise Invalid("breakout.invalid", field="seconds")
    if command.seconds == 0:
        return [e.BreakoutGroupEnded(round_.id, group.id, None)]
    ends_at = at.now + command.seconds * 1000
    return [e.BreakoutGroupSet(round_.id, replace(told(group), ends_at=ends_at))]


def told(group: RoundGroup) -> RoundGroup:
    """A group as events tell of it: without those who sit in it."""
    return replace(group, members=(), roles={})


def due(state: State, now: int) -> list[Command]:
    """What ends the rounds and groups whose time is over."""
    return [c.FinishRound(each.id) for each in state.durable.breakouts.running() if _is_over(each, now)]


def _is_over(round_: Round, now: int) -> bool:
    ended = round_.ends_at is not None and now >= round_.ends_at
    return ended or any(_group_is_over(each, now) for each in round_.groups.values())


def _group_is_over(group: RoundGroup, now: int) -> bool:
    return not group.ended and group.ends_at is not None and now >= group.ends_at


def finish(state: State, actor: Actor, command: c.FinishRound, at: Moment) -> list[Event]:
    """What is over by now; a round was over when its time was, whether or not the server ran."""
    round_ = round_of(state, command.round)
    if round_.ends_at is not None and at.now >= round_.ends_at:
        return [e.BreakoutEnded(round_.id, round_.ends_at, "host" if round_.closing else "time")]
    over = (each.id for each in round_.groups.values() if _group_is_over(each, at.now))
    return [e.BreakoutGroupEnded(round_.id, each, None) for each in over]


# -- changes ---------------------------------------------------------------------------------------


def _started(state: State, event: e.BreakoutStarted, at: int) -> None:
    known = state.durable.visitors
    groups = {
        each.id: each if event.rehearsal else _of_known(each, frozenset(known)) for each in event.groups
    }
    state.durable.breakouts.rounds[event.round] = Round(
        event.round, event.plan, event.number, event.title, event.rehearsal, event.started_at,
        event.ends_at, groups,
    )  # fmt: skip
    state.durable.breakouts.change_plan(event.plan, at=at)
    if not event.rehearsal:
        state.live.breakouts.calling[event.round] = None


def _of_known(group: RoundGroup, known: frozenset[VisitorId]) -> RoundGroup:
    """A group without those who were erased since: a replay learns of them after everybody else did."""
    members = tuple(each for each in group.members if each in known)
    return replace(group, members=members, roles={who: r for who, r in group.roles.items() if who in known})


def _timed(state: State, event: e.BreakoutTimed, at: int) -> None:
    state.durable.breakouts.change(
        event.round, ends_at=event.ends_at, left_ms=event.left_ms, closing=event.closing
    )


def _group_set(state: State, event: e.BreakoutGroupSet, at: int) -> None:
    round_ = state.durable.breakouts.rounds.get(event.round)
    if round_ is not None:
        before = round_.groups.get(event.group.id, event.group)
        group = replace(event.group, members=before.members, roles=before.roles)
        state.durable.breakouts.set_group(event.round, group)


def _group_ended(state: State, event: e.BreakoutGroupEnded, at: int) -> None:
    breakouts = state.durable.breakouts
    round_ = breakouts.rounds.get(event.round)
    if round_ is None or event.group not in round_.groups:
        return
    group = round_.groups[event.group]
    breakouts.set_group(event.round, replace(group, ended=True, into=event.into))
    _part(state, round_, [group], at)
    breakouts.change(event.round, help={k: v for k, v in round_.help.items() if k != event.group})
    state.live.breakouts.end(frozenset({event.group}))
    state.live.breakouts.calling[event.round] = None


def _part(state: State, round_: Round, groups: Iterable[RoundGroup], at: int) -> None:
    """The members' work in these groups is over; counted from when it was told, not from when time was up."""
    for group in () if round_.rehearsal else groups:
        state.live.breakouts.part(group.id, group.members, at)


def _ended(state: State, event: e.BreakoutEnded, at: int) -> None:
    breakouts = state.durable.breakouts
    round_ = breakouts.rounds.get(event.round)
    if round_ is None:
        return
    breakouts.change(
        event.round,
        ended_at=event.ended_at,
        why=event.why,
        ends_at=None,
        left_ms=None,
        closing=False,
        help={},
    )
    breakouts.change_plan(round_.plan, at=at)
    _part(state, round_, [each for each in round_.groups.values() if not each.ended], at)
    state.live.breakouts.end(frozenset(round_.groups), round_.id)
    if not round_.rehearsal:
        state.live.breakouts.calling[event.round] = None


RULES: dict[type[Command], Rule] = {
    c.StartRound: Rule(Capability.BREAKOUT_LEAD, start, named=named_leads),
    c.ExtendRound: Rule(Capability.BREAKOUT_LEAD, extend, named=named_of_round),
    c.PauseRound: Rule(Capability.BREAKOUT_LEAD, pause, named=named_of_round),
    c.ResumeRound: Rule(Capability.BREAKOUT_LEAD, resume, named=named_of_round),
    c.CloseRound: Rule(Capability.BREAKOUT_LEAD, close, named=named_of_round),
    c.CloseGroup: Rule(Capability.BREAKOUT_LEAD, close_group, named=named_of_round),
    c.FinishRound: Rule(Capability.BREAKOUT_LEAD, finish),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.BreakoutStarted: _started,
    e.BreakoutTimed: _timed,
    e.BreakoutGroupSet: _group_set,
    e.BreakoutGroupEnded: _group_ended,
    e.BreakoutEnded: _ended,
}
