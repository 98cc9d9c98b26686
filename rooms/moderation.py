"""What hosts do with the queue of a stage: give the floor, put things in order, say how it is run."""

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Conflict
from rooms.events import EntryState, Event
from rooms.media import named_stage
from rooms.queue import at_entry, entry_of, hand_of
from rooms.roles import Actor, Capability
from rooms.rule import Decide, Evolve, Rule
from rooms.state import Moment, State


def _brought(to: EntryState, *states: EntryState) -> Decide:
    """Bring an entry from one of ``states`` to another one; a second time changes nothing."""

    def decide(state: State, actor: Actor, command: c.AdmitEntry, at: Moment) -> list[Event]:
        entry = entry_of(state, actor, command.entry, at.now)
        if entry.state == to:
            return []
        if entry.state not in states:
            raise Conflict("entry.not_now")
        return [e.EntryChanged(entry.id, entry.stage, to)]

    return decide


def restore(state: State, actor: Actor, command: c.RestoreEntry, at: Moment) -> list[Event]:
    """Back to its old place; a hand only if the same person has no other up by now."""
    entry = entry_of(state, actor, command.entry, at.now)
    to: EntryState = "waiting" if entry.shown else "held"
    if entry.state == to:
        return []
    if not entry.open and entry.kind == "hand" and hand_of(state, entry.stage, entry.visitor) is not None:
        raise Conflict("entry.not_now")
    return [e.EntryChanged(entry.id, entry.stage, to)]


def approve(state: State, actor: Actor, command: c.ApproveEntry, at: Moment) -> list[Event]:
    """Let everybody read what is held; a second time changes nothing."""
    entry = entry_of(state, actor, command.entry, at.now)
    if entry.shown:
        return []
    if entry.state != "held":
        raise Conflict("entry.not_now")
    return [e.EntryApproved(entry.id, entry.stage)]


def pin(state: State, actor: Actor, command: c.PinEntry, at: Moment) -> list[Event]:
    """Show a question that everybody may read, in place of any other."""
    entry = entry_of(state, actor, command.entry, at.now)
    if entry.kind != "question" or not entry.shown or entry.state == "dismissed":
        raise Conflict("entry.not_now")
    pinned = state.durable.queue.rule(entry.stage).pinned
    return [] if pinned == entry.id else [e.EntryPinned(entry.stage, entry.id)]


def unpin(state: State, actor: Actor, command: c.UnpinEntry, at: Moment) -> list[Event]:
    """Show it no more; another that is shown by now stays."""
    entry = entry_of(state, actor, command.entry, at.now)
    pinned = state.durable.queue.rule(entry.stage).pinned
    return [e.EntryPinned(entry.stage, None)] if pinned == entry.id else []


def govern(state: State, actor: Actor, command: c.RuleStage, at: Moment) -> list[Event]:
    """Another way to run the queue; what is in it stays as it is."""
    rule = state.durable.queue.rule(command.stage)
    wanted = (command.order, command.moderated, command.anonymous_allowed)
    if wanted == (rule.order, rule.moderated, rule.anonymous_allowed):
        return []
    return [e.StageRuled(command.stage, *wanted)]


RULES: dict[type[Command], Rule] = {
    c.AdmitEntry: Rule(Capability.STAGE_MODERATE, _brought("admitted", "waiting"), at_entry),
    c.FinishEntry: Rule(Capability.STAGE_MODERATE, _brought("answered", "waiting", "admitted"), at_entry),
    c.DismissEntry: Rule(
        Capability.STAGE_MODERATE, _brought("dismissed", "held", "waiting", "admitted"), at_entry
    ),
    c.RestoreEntry: Rule(Capability.STAGE_MODERATE, restore, at_entry),
    c.ApproveEntry: Rule(Capability.STAGE_MODERATE, approve, at_entry),
    c.PinEntry: Rule(Capability.STAGE_MODERATE, pin, at_entry),
    c.UnpinEntry: Rule(Capability.STAGE_MODERATE, unpin, at_entry),
    c.RuleStage: Rule(Capability.STAGE_MODERATE, govern, named_stage),
}

EVOLVE: dict[type[Event], Evolve] = {}
"""What follows changes the queue, which is its own slice."""
