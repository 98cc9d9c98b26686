"""Plans: written, copied and removed by those who lead, with who is expected and what is known of them."""

from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.breakouts.rights import leads_of, plan_of
from rooms.breakouts.specs import (
    PEOPLE_MOST,
    PLANS_MOST,
    boxes_of,
    check_boxes,
    clean_line,
    clean_spec,
    clean_traits,
)
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event
from rooms.ids import GroupId, PlanId, VisitorId
from rooms.model.breakouts import Plan
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State
from rooms.text import one_line


def named_leads(state: State, command: "OfPlan") -> frozenset[VisitorId]:
    """Who was named to lead the plan that a command names."""
    return leads_of(state, command.plan)


OfPlan = (
    c.EditBreakout
    | c.CopyBreakout
    | c.RemoveBreakout
    | c.NameBreakoutLead
    | c.SetRoster
    | c.AssignGroups
    | c.PutIntoGroup
    | c.StartRound
    | c.AskPrepared
    | c.VoteCards
    | c.UnaskPoll
)


def draft(state: State, actor: Actor, command: c.PlanBreakout, at: Moment) -> list[Event]:
    """A new plan."""
    _check_room_for_one(state)
    spec = clean_spec(state, command.spec, frozenset(), at)
    check_boxes(state, actor, boxes_of(spec.groups), (), at.now)
    return [e.BreakoutPlanned(PlanId(at.new_id()), spec, at.now)]


def _check_room_for_one(state: State) -> None:
    if len(state.durable.breakouts.plans) >= PLANS_MOST:
        raise Conflict("breakout.enough", most=PLANS_MOST)


def edit(state: State, actor: Actor, command: c.EditBreakout, at: Moment) -> list[Event]:
    """A plan written anew; a round that runs stays as it is. The same again changes nothing."""
    plan = plan_of(state, command.plan)
    spec = clean_spec(state, command.spec, frozenset(each.id for each in plan.spec.groups), at)
    check_boxes(state, actor, boxes_of(spec.groups), boxes_of(plan.spec.groups), at.now)
    return [] if spec == plan.spec else [e.BreakoutPlanned(plan.id, spec, at.now)]


def copy(state: State, actor: Actor, command: c.CopyBreakout, at: Moment) -> list[Event]:
    """A new plan like another one, with its leads and its roster, but nobody seated."""
    plan = plan_of(state, command.plan)
    _check_room_for_one(state)
    spec = clean_spec(state, replace(plan.spec, title=command.title), frozenset(), at)
    check_boxes(state, actor, boxes_of(spec.groups), (), at.now)
    new = PlanId(at.new_id())
    named = [e.BreakoutLeadNamed(new, each, True) for each in plan.leads]
    roster = [e.BreakoutRostered(new, plan.roster)] if plan.roster else []
    return [e.BreakoutPlanned(new, spec, at.now), *named, *roster]


def remove(state: State, actor: Actor, command: c.RemoveBreakout, at: Moment) -> list[Event]:
    """Nothing is left of it; not while people sit in its groups."""
    plan = plan_of(state, command.plan)
    if _in_use(state, plan):
        raise Conflict("breakout.running")
    return [e.BreakoutRemoved(plan.id)]


def _in_use(state: State, plan: Plan) -> bool:
    breakouts = state.durable.breakouts
    seated = any(breakouts.rounds[each.round].plan == plan.id for each in breakouts.seats.values())
    return seated or breakouts.runs(plan.id) is not None


def expire(state: State, actor: Actor, command: c.ExpireBreakouts, at: Moment) -> list[Event]:
    """Forget what is older than it is kept; never what runs."""
    plans = state.durable.breakouts.plans.values()
    return [
        e.BreakoutRemoved(each.id) for each in plans if each.at < command.before and not _in_use(state, each)
    ]


def name_lead(state: State, actor: Actor, command: c.NameBreakoutLead, at: Moment) -> list[Event]:
    """Let somebody lead, or not any more; a second time changes nothing."""
    plan = plan_of(state, command.plan)
    state.visitor(command.visitor)
    if (command.visitor in plan.leads) == command.named:
        return []
    return [e.BreakoutLeadNamed(plan.id, command.visitor, command.named)]


def enrol(state: State, actor: Actor, command: c.SetRoster, at: Moment) -> list[Event]:
    """Who is expected; people who are known by just that name are recognised."""
    plan = plan_of(state, command.plan)
    if len(command.roster) > PEOPLE_MOST:
        raise Invalid("breakout.invalid", field="roster")
    lines = tuple(clean_line(each, state.rules.name_length) for each in command.roster)
    roster = recognised(state, lines)
    return [] if roster == plan.roster else [e.BreakoutRostered(plan.id, roster)]


def recognised(state: State, roster: tuple[e.Participant, ...]) -> tuple[e.Participant, ...]:
    """A roster with the visitors whose name only one of them has, where no other line has it; children of
    workshops are recognised nowhere.
    """
    children = set(state.durable.minors.children)
    by_name: dict[str, list[VisitorId]] = {}
    for visitor, person in state.durable.visitors.items():
        if visitor not in children:
            by_name.setdefault(_key(person.name), []).append(visitor)
    lines: dict[str, int] = {}
    for each in roster:
        lines[_key(each.name)] = lines.get(_key(each.name), 0) + 1
    taken = {each.visitor for each in roster}
    return tuple(_matched(state, each, by_name.get(_key(each.name), []), lines, taken) for each in roster)


def _matched(
    state: State,
    line: e.Participant,
    named: list[VisitorId],
    lines: dict[str, int],
    taken: set[VisitorId | None],
) -> e.Participant:
    if line.visitor is not None:
        return line if line.visitor in state.durable.visitors else replace(line, visitor=None)
    unique = len(named) == 1 and lines[_key(line.name)] == 1 and named[0] not in taken
    return replace(line, visitor=named[0]) if unique else line


def _key(name: str) -> str:
    return one_line(name).casefold()


def describe(state: State, actor: Actor, command: c.DescribeOneself, at: Moment) -> list[Event]:
    """What somebody says of themselves; the same again changes nothing."""
    plan, traits = plan_of(state, command.plan), clean_traits(command.traits)
    same = plan.described.get(actor.visitor, {}) == traits
    return [] if same else [e.BreakoutDescribed(plan.id, actor.visitor, traits)]


def put(state: State, actor: Actor, command: c.PutIntoGroup, at: Moment) -> list[Event]:
    """Seat somebody by hand for the next round, past all limits; None is nowhere."""
    state.visitor(command.visitor)
    return _seat(state, plan_of(state, command.plan), command.visitor, command.group)


def choose(state: State, actor: Actor, command: c.ChooseGroup, at: Moment) -> list[Event]:
    """Choose one's own group for the next round, as long as there is place."""
    plan = plan_of(state, command.plan)
    if not plan.spec.choice:
        raise Conflict("breakout.no_choice")
    group = next((each for each in plan.spec.groups if each.id == command.group), None)
    here = sum(each == command.group for who, each in plan.seats.items() if who != actor.visitor)
    limit = limit_of(state, group) if group is not None else 0
    if limit and here >= limit:
        raise Conflict("breakout.full")
    return _seat(state, plan, actor.visitor, command.group)


def _seat(state: State, plan: Plan, visitor: VisitorId, group: GroupId | None) -> list[Event]:
    if group is not None and all(each.id != group for each in plan.spec.groups):
        raise Unknown("breakout.unknown")
    return [] if plan.seats.get(visitor) == group else [e.BreakoutChosen(plan.id, visitor, group)]


def limit_of(state: State, group: e.GroupSpec | e.RoundGroup) -> int:
    """How many a group holds: its size and its room's capacity, whichever is less; 0 is no limit."""
    room = state.rules.rooms.get(group.room) if group.room is not None else None
    limits = [each for each in (group.size, room.capacity if room is not None else 0) if each]
    return min(limits, default=0)


def counted(state: State) -> list[Event]:
    """How many chose each group, of the plans where it changed since it was told last."""
    breakouts = state.durable.breakouts
    found = [breakouts.plans[each] for each in state.live.breakouts.counted if each in breakouts.plans]
    return [e.BreakoutCounted(each.id, counts(each)) for each in found]


def counts(plan: Plan) -> dict[GroupId, int]:
    """How many chose each group of a plan."""
    found = dict.fromkeys((each.id for each in plan.spec.groups), 0)
    for group in plan.seats.values():
        if group in found:
            found[group] += 1
    return found


# -- changes ---------------------------------------------------------------------------------------


def _planned(state: State, event: e.BreakoutPlanned, at: int) -> None:
    breakouts = state.durable.breakouts
    before = breakouts.plans.get(event.plan)
    if event.spec.room is not None:
        state.durable.minors.claim(event.plan, state.rules.around(event.spec.room))
    if before is None:
        breakouts.plans[event.plan] = Plan(event.plan, event.spec, event.at)
        return
    known = {each.id for each in event.spec.groups}
    seats = {who: group for who, group in before.seats.items() if group in known}
    breakouts.change_plan(event.plan, spec=event.spec, at=event.at, seats=seats)


def _removed(state: State, event: e.BreakoutRemoved, at: int) -> None:
    state.durable.breakouts.drop(event.plan)


def _lead_named(state: State, event: e.BreakoutLeadNamed, at: int) -> None:
    plan = state.durable.breakouts.plans.get(event.plan)
    if plan is not None:
        others = tuple(each for each in plan.leads if each != event.visitor)
        leads = (*others, event.visitor) if event.named else others
        state.durable.breakouts.change_plan(event.plan, leads=leads)


def _rostered(state: State, event: e.BreakoutRostered, at: int) -> None:
    state.durable.breakouts.change_plan(event.plan, roster=event.roster, at=at)


def _described(state: State, event: e.BreakoutDescribed, at: int) -> None:
    plan = state.durable.breakouts.plans.get(event.plan)
    if plan is not None and event.visitor in state.durable.visitors:
        described = plan.described | {event.visitor: event.traits}
        state.durable.breakouts.change_plan(event.plan, described=described)


def _chosen(state: State, event: e.BreakoutChosen, at: int) -> None:
    plan = state.durable.breakouts.plans.get(event.plan)
    if plan is None or event.visitor not in state.durable.visitors:
        return
    seats = {who: group for who, group in plan.seats.items() if who != event.visitor}
    if event.group is not None:
        seats[event.visitor] = event.group
    state.durable.breakouts.change_plan(event.plan, seats=seats, at=at)
    state.live.breakouts.counted[event.plan] = None


def _told(state: State, event: e.BreakoutCounted, at: int) -> None:
    state.live.breakouts.counted.pop(event.plan, None)


RULES: dict[type[Command], Rule] = {
    c.PlanBreakout: Rule(Capability.BREAKOUT_LEAD, draft),
    c.EditBreakout: Rule(Capability.BREAKOUT_LEAD, edit, named=named_leads),
    c.CopyBreakout: Rule(Capability.BREAKOUT_LEAD, copy, named=named_leads),
    c.RemoveBreakout: Rule(Capability.BREAKOUT_LEAD, remove, named=named_leads),
    c.NameBreakoutLead: Rule(Capability.BREAKOUT_LEAD, name_lead, named=named_leads),
    c.SetRoster: Rule(Capability.BREAKOUT_LEAD, enrol, named=named_leads),
    c.PutIntoGroup: Rule(Capability.BREAKOUT_LEAD, put, named=named_leads),
    c.ExpireBreakouts: Rule(Capability.BREAKOUT_LEAD, expire),
    c.DescribeOneself: Rule(Capability.BREAKOUT_JOIN, describe),
    c.ChooseGroup: Rule(Capability.BREAKOUT_JOIN, choose),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.BreakoutPlanned: _planned,
    e.BreakoutRemoved: _removed,
    e.BreakoutLeadNamed: _lead_named,
    e.BreakoutRostered: _rostered,
    e.BreakoutDescribed: _described,
    e.BreakoutChosen: _chosen,
    e.BreakoutCounted: _told,
}
