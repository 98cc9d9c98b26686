"""What people ask at a stage: hands, questions, votes, and taking back what is one's own."""

from collections.abc import Iterator

from rooms import commands as c
from rooms import events as e
from rooms.chat import clean_body
from rooms.commands import Command
from rooms.errors import Conflict
from rooms.events import Event
from rooms.ids import EntryId, RoomId, VisitorId
from rooms.media import named_stage, stage_of
from rooms.model.queue import Entry
from rooms.queue import at_entry, entry_of, hand_of
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State
from rooms.text import one_line

BODY_MOST = 500
"""Characters of a question."""
SEAT_MOST = 40
"""Characters of a seat; what is longer is cut off."""
OPEN_MOST = 200
"""Open entries a stage."""
OWN_MOST = 5
"""Open questions of one person at one stage."""


def raise_hand(state: State, actor: Actor, command: c.RaiseHand, at: Moment) -> list[Event]:
    """A hand in the queue: from the hall, or of somebody whose avatar is in the stage room; a hand that is
    up stays where it is.
    """
    hall = state.durable.on_site.get(actor.visitor) == command.stage
    avatar = state.live.avatars.get(actor.visitor)
    if not hall and (avatar is None or avatar.room != command.stage):
        raise Conflict("stage.not_inside")
    if hand_of(state, command.stage, actor.visitor) is not None:
        return []
    _check_room(state, command.stage)
    seat = one_line(command.seat)[:SEAT_MOST]
    return [_added(actor, command.stage, at, kind="hand", seat=seat, hall=hall)]


def lower_hand(state: State, actor: Actor, command: c.LowerHand, at: Moment) -> list[Event]:
    """The hand goes down, and with it the floor."""
    hand = hand_of(state, stage_of(state, command.stage), actor.visitor)
    return [] if hand is None else [e.EntryWithdrawn(hand.id, hand.stage, hand.visitor)]


def ask(state: State, actor: Actor, command: c.AskQuestion, at: Moment) -> list[Event]:
    """A question; held where hosts want to read it first."""
    body, rule = clean_body(command.body, BODY_MOST), state.durable.queue.rule(command.stage)
    if command.anonymous and not rule.anonymous_allowed:
        raise Conflict("stage.name_needed")
    _check_room(state, command.stage)
    own = [each for each in state.durable.queue.of(command.stage) if each.visitor == actor.visitor]
    if sum(each.open and each.kind == "question" for each in own) >= OWN_MOST:
        raise Conflict("stage.enough", most=OWN_MOST)
    hall = state.durable.on_site.get(actor.visitor) == command.stage
    return [
        _added(
            actor, command.stage, at,
            kind="question", body=body, hall=hall, anonymous=command.anonymous, held=rule.moderated,
        )
    ]  # fmt: skip


def _check_room(state: State, stage: RoomId) -> None:
    if sum(each.open for each in state.durable.queue.of(stage)) >= OPEN_MOST:
        raise Conflict("stage.full")


def _added(
    actor: Actor, stage: RoomId, at: Moment, *, kind: e.EntryKind, hall: bool,
    body: str = "", seat: str = "", anonymous: bool = False, held: bool = False,
) -> Event:  # fmt: skip
    entry = EntryId(at.new_id())
    return e.EntryAdded(entry, stage, actor.visitor, kind, body, seat, anonymous, hall, held, at.now)


def withdraw(state: State, actor: Actor, command: c.WithdrawEntry, at: Moment) -> list[Event]:
    """Take back what one asked; nobody else can."""
    entry = entry_of(state, actor, command.entry, at.now)
    if entry.visitor != actor.visitor:
        raise Conflict("entry.not_yours")
    return [e.EntryWithdrawn(entry.id, entry.stage, entry.visitor)]


def taken_back(state: State, visitor: VisitorId, *, closed: bool) -> list[Event]:
    """All that somebody asked, off all queues; what is ``closed`` too, when nothing is to be kept."""
    mine = [each for each in state.durable.queue.entries.values() if each.visitor == visitor]
    return [e.EntryWithdrawn(each.id, each.stage, visitor) for each in mine if closed or each.open]


def due(state: State) -> list[Command]:
    """What takes the hands of those down who are gone for good."""
    return [c.LowerHands()] if next(_abandoned(state), None) is not None else []


def lower_hands(state: State, actor: Actor, command: c.LowerHands, at: Moment) -> list[Event]:
    """The hands of those who are gone: nobody would answer when they are called."""
    return [e.EntryWithdrawn(each.id, each.stage, each.visitor) for each in _abandoned(state)]


def _abandoned(state: State) -> Iterator[Entry]:
    """The hands that are up of people who are neither in the hub, where a lost line is waited for, nor in the
    stage's hall.
    """
    for each in state.durable.queue.entries.values():
        away = each.visitor not in state.live.presence
        if (
            each.kind == "hand"
            and each.open
            and away
            and state.durable.on_site.get(each.visitor) != each.stage
        ):
            yield each


def vote(state: State, actor: Actor, command: c.VoteEntry, at: Moment) -> list[Event]:
    """One vote a person for a question of somebody else; a second time changes nothing."""
    entry = entry_of(state, actor, command.entry, at.now)
    if entry.visitor == actor.visitor:
        raise Conflict("entry.yours")
    if entry.kind != "question" or entry.state not in ("waiting", "admitted"):
        raise Conflict("entry.not_now")
    return _voted(state, actor, entry, on=True)


def unvote(state: State, actor: Actor, command: c.UnvoteEntry, at: Moment) -> list[Event]:
    """Take the vote back."""
    return _voted(state, actor, entry_of(state, actor, command.entry, at.now), on=False)


def _voted(state: State, actor: Actor, entry: Entry, *, on: bool) -> list[Event]:
    has = actor.visitor in state.durable.queue.votes.get(entry.id, ())
    return [] if has is on else [e.EntryVoted(entry.id, entry.stage, actor.visitor, on)]


RULES: dict[type[Command], Rule] = {
    c.RaiseHand: Rule(Capability.STAGE_ASK, raise_hand, named_stage),
    c.LowerHand: Rule(Capability.STAGE_ASK, lower_hand),
    c.AskQuestion: Rule(Capability.STAGE_ASK, ask, named_stage),
    c.LowerHands: Rule(Capability.STAGE_MODERATE, lower_hands),
    c.WithdrawEntry: Rule(Capability.STAGE_ASK, withdraw),
    c.VoteEntry: Rule(Capability.STAGE_ASK, vote, at_entry),
    c.UnvoteEntry: Rule(Capability.STAGE_ASK, unvote),
}

EVOLVE: dict[type[Event], Evolve] = {}
"""What follows changes the queue, which is its own slice."""
