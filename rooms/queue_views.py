"""Who learns what of the queue of a stage: see ``rooms.project``."""

from dataclasses import replace
from functools import lru_cache

from rooms import events as e
from rooms.events import Event
from rooms.model.queue import Entry
from rooms.queue import asker, is_behind, may_see
from rooms.roles import Actor
from rooms.rule import View
from rooms.state import State
from rooms.views import followers, may_follow, own


def _asked(state: State, event: e.EntryAdded, viewer: Actor, now: int) -> Event | None:
    """For those who may read the entry as it is today; without a name, but for who asked."""
    entry = state.durable.queue.entries.get(event.entry)
    if entry is None or not may_see(state, viewer, entry, now):
        return None
    return _unsigned(event) if asker(viewer, entry) is None else event


def _approved(state: State, event: e.EntryApproved, viewer: Actor, now: int) -> Event | None:
    """Who saw it before learns that it is approved; all others see it now."""
    entry = state.durable.queue.entries.get(event.entry)
    if entry is None or is_behind(state, viewer, entry, now):
        return event if may_follow(state, viewer, event.stage, now) else None
    return _asked(state, _as_new(entry), viewer, now)


def _moved(state: State, event: e.EntryChanged, viewer: Actor, now: int) -> Event | None:
    """For those who know the entry; what was put back is new to those who lost sight of it."""
    entry = state.durable.queue.entries.get(event.entry)
    if not may_follow(state, viewer, event.stage, now):
        return None
    if entry is None or is_behind(state, viewer, entry, now):
        return event
    if event.state == "waiting":
        return _asked(state, _as_new(entry), viewer, now)
    return event if entry.shown else None


def _withdrawn(state: State, event: e.EntryWithdrawn, viewer: Actor, now: int) -> Event | None:
    """For those who follow the stage; whose it was is that person's business."""
    if not may_follow(state, viewer, event.stage, now):
        return None
    return event if event.visitor == viewer.visitor else _nameless(event)


@lru_cache(maxsize=64)
def _as_new(entry: Entry) -> e.EntryAdded:
    """The entry as if it had just come. Equal shapes are one object, so that they are encoded once."""
    return e.EntryAdded(
        entry.id, entry.stage, entry.visitor, entry.kind, entry.body, entry.seat, entry.anonymous,
        entry.hall, held=False, at=entry.at,
    )  # fmt: skip


@lru_cache(maxsize=64)
def _unsigned(event: e.EntryAdded) -> e.EntryAdded:
    return replace(event, visitor=None)


@lru_cache(maxsize=64)
def _nameless(event: e.EntryWithdrawn) -> e.EntryWithdrawn:
    return replace(event, visitor=None)


VIEWS: dict[type[Event], View] = {
    e.EntryAdded: _asked,
    e.EntryApproved: _approved,
    e.EntryChanged: _moved,
    e.EntryWithdrawn: _withdrawn,
    e.EntryPinned: followers,
    e.EntryVoted: own,
    e.StageRuled: followers,
    e.VotesCounted: followers,
}
