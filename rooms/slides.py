"""Slides: who brings them to a stage, who turns them, and what becomes of them."""

from rooms import commands as c
from rooms import events as e
from rooms.chat import clean_body
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event
from rooms.ids import DeckId, FileId, RoomId, VisitorId
from rooms.media import named_stage, stage_of
from rooms.model.slides import Deck
from rooms.roles import Actor, Capability, can
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import is_host, may_follow

DECKS_MOST = 30
"""Decks a stage."""
PAGES_MOST = 500
"""Pages of a deck."""
TITLE_MOST = 100
"""Characters of its title."""


def add(state: State, actor: Actor, command: c.AddDeck, at: Moment) -> list[Event]:
    """Slides for a stage; a second time with the same id changes nothing."""
    slides, stage = state.durable.slides, stage_of(state, command.stage)
    state.visitor(actor.visitor)
    if command.deck in slides.decks:
        return []
    if len(slides.of(stage)) >= DECKS_MOST:
        raise Conflict("deck.enough", most=DECKS_MOST)
    if not 1 <= command.pages <= PAGES_MOST:
        raise Invalid("deck.pages", most=PAGES_MOST)
    title = " ".join(clean_body(command.title[:TITLE_MOST], TITLE_MOST).split())
    added = e.DeckAdded(
        command.deck, stage, actor.visitor, title, command.form, command.files, command.pages,
        command.expires_at,
    )  # fmt: skip
    return [added]


def turn(state: State, actor: Actor, command: c.TurnSlide, at: Moment) -> list[Event]:
    """Another page, or none; what is shown already changes nothing."""
    slides, stage = state.durable.slides, command.stage
    now = slides.turned.get(stage)
    if command.deck is None:
        return [e.SlideTurned(stage, None, 0)] if now is not None else []
    deck = deck_of(state, command.deck)
    if deck.stage != stage:
        raise Unknown("deck.unknown")
    if not 1 <= command.page <= deck.pages:
        raise Invalid("deck.page_unknown", most=deck.pages)
    same = now is not None and (now.deck, now.page) == (command.deck, command.page)
    return [] if same else [e.SlideTurned(stage, command.deck, command.page)]


def remove(state: State, actor: Actor, command: c.RemoveDeck, at: Moment) -> list[Event]:
    """Slides go: one's own, or anybody's for who runs the stage."""
    deck = deck_of(state, command.deck)
    if deck.visitor != actor.visitor and not is_host(state, actor, deck.stage, at.now):
        raise Conflict("deck.not_yours")
    return _gone(state, [deck])


def expire(state: State, actor: Actor, command: c.ExpireDecks, at: Moment) -> list[Event]:
    """Slides whose time is over."""
    return _gone(state, [each for each in state.durable.slides.decks.values() if _over(each, command.now)])


def brought_by(state: State, visitor: VisitorId) -> list[Event]:
    """What goes with a person: the slides they brought."""
    return _gone(state, [each for each in state.durable.slides.decks.values() if each.visitor == visitor])


def _over(deck: Deck, now: int) -> bool:
    return deck.expires_at <= now


def _gone(state: State, decks: list[Deck]) -> list[Event]:
    """Decks are removed; what a stage shows of them ends first."""
    gone, turned = {each.id for each in decks}, state.durable.slides.turned
    ended = [e.SlideTurned(stage, None, 0) for stage, each in turned.items() if each.deck in gone]
    return [*ended, *(e.DeckRemoved(each.id, each.stage, each.visitor, each.files) for each in decks)]


def deck_of(state: State, deck: DeckId) -> Deck:
    """A deck, or a refusal."""
    found = state.durable.slides.decks.get(deck)
    if found is None:
        raise Unknown("deck.unknown")
    return found


def _stage_of(state: State, actor: Actor, command: c.RemoveDeck) -> RoomId | None:
    """Where a deck is; one that is not there is nowhere in particular."""
    deck = state.durable.slides.decks.get(command.deck)
    return deck and deck.stage


# -- changes ---------------------------------------------------------------------------------------


def _added(state: State, event: e.DeckAdded, at: int) -> None:
    deck = Deck(
        event.deck, event.stage, event.visitor, event.title, event.form, event.files, event.pages,
        event.expires_at,
    )  # fmt: skip
    state.durable.slides.decks[event.deck] = deck


def _removed(state: State, event: e.DeckRemoved, at: int) -> None:
    state.durable.slides.drop(event.deck)


def _turned(state: State, event: e.SlideTurned, at: int) -> None:
    state.durable.slides.turn(event.stage, event.deck, event.page)


# -- views -----------------------------------------------------------------------------------------


def may_present(state: State, actor: Actor, stage: RoomId, now: int) -> bool:
    """Whether somebody may show slides at a stage."""
    return can(actor, Capability.STAGE_PRESENT, state.place(stage), now)


def may_open(state: State, actor: Actor, file: FileId, now: int) -> bool:
    """Whether somebody may read a file of slides: those who present, and once it was shown all who watch."""
    deck = state.durable.slides.with_file(file)
    if deck is None:
        return False
    shown = deck.id in state.durable.slides.opened and may_follow(state, actor, deck.stage, now)
    return shown or may_present(state, actor, deck.stage, now)


def slide(state: State, deck: DeckId | None, page: int) -> e.Slide | None:
    """What is needed to show a page; None once the deck is gone."""
    found = state.durable.slides.decks.get(deck) if deck is not None else None
    return found and e.Slide(found.title, found.form, found.pages, found.file(page))


def shown(state: State, stage: RoomId) -> e.SlideTurned | None:
    """What a stage shows now, as those who watch are told."""
    now = state.durable.slides.turned.get(stage)
    return now and e.SlideTurned(stage, now.deck, now.page, slide(state, now.deck, now.page))


def _presenters(state: State, event: e.DeckAdded | e.DeckRemoved, viewer: Actor, now: int) -> Event | None:
    """For those who may show slides there."""
    return event if may_present(state, viewer, event.stage, now) else None


def _watched(state: State, event: e.SlideTurned, viewer: Actor, now: int) -> Event | None:
    """For those who may hear and see the stage, with the file of the page."""
    if not may_follow(state, viewer, event.stage, now):
        return None
    return e.SlideTurned(event.stage, event.deck, event.page, slide(state, event.deck, event.page))


RULES: dict[type[Command], Rule] = {
    c.AddDeck: Rule(Capability.STAGE_PRESENT, add, named_stage),
    c.TurnSlide: Rule(Capability.STAGE_PRESENT, turn, named_stage),
    c.RemoveDeck: Rule(Capability.STAGE_PRESENT, remove, _stage_of),
    c.ExpireDecks: Rule(Capability.STAGE_MODERATE, expire),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.DeckAdded: _added,
    e.DeckRemoved: _removed,
    e.SlideTurned: _turned,
}

VIEWS: dict[type[Event], View] = {
    e.DeckAdded: _presenters,
    e.DeckRemoved: _presenters,
    e.SlideTurned: _watched,
}
