"""What was committed lately, for those who come back, without what was deleted since."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rooms import events as e
from rooms.ids import VisitorId, room_channel
from rooms.minors.wall import named
from server.store.recovery import RECENT, Recorded

Forgetting = (
    e.MessageDeleted
    | e.MessageTakenBack
    | e.MessageEdited
    | e.MessagesExpired
    | e.EntryWithdrawn
    | e.QueueExpired
    | e.CaptionCorrected
    | e.MinorsCleared
)
"""Events after which a text is to be found nowhere; of ``VisitorErased`` see ``_without_erased``."""


class Recent:
    """The last committed events, the oldest first. A text that was deleted stands in none of them; of people
    who were erased it is taken out by ``forget``, since there may be many at once.
    """

    def __init__(self) -> None:
        self.events: deque[Recorded] = deque(maxlen=RECENT)
        self._erased: dict[VisitorId, int] = {}

    def adopt(self, events: deque[Recorded]) -> None:
        """Take what was read from the journal, which still names who was erased after the last snapshot."""
        self.events = events
        self._erased = {
            each.event.visitor: each.seq for each in events if isinstance(each.event, e.VisitorErased)
        }
        for cleared in [each.event for each in events if isinstance(each.event, e.MinorsCleared)]:
            self._redact(cleared)
        self.forget()

    def keep(self, recorded: Recorded) -> None:
        """Remember an event, and take out of the others what it deletes."""
        if isinstance(recorded.event, Forgetting):
            self._redact(recorded.event)
        elif isinstance(recorded.event, e.VisitorErased):
            self._erased[recorded.event.visitor] = recorded.seq
        self.events.append(recorded)

    def forget(self) -> None:
        """Take those out who were erased since this was called last."""
        if self._erased:
            self.events = deque(_without_erased(self.events, self._erased), maxlen=RECENT)
            self._erased.clear()

    def _redact(self, by: Forgetting) -> None:
        kept = (_redacted(each, by) for each in self.events)
        self.events = deque((each for each in kept if each is not None), maxlen=RECENT)


def _redacted(old: Recorded, by: Forgetting) -> Recorded | None:
    """An earlier event without the text that ``by`` took away, as its table no longer has it either; None
    for one that nobody is to learn of any more: it names a child of a workshop that is cleared, or what was
    in there.
    """
    event = old.event
    if isinstance(by, e.MinorsCleared):
        gone = {*by.visitors, *by.groups, *(room_channel(each) for each in by.rooms if old.at >= by.since)}
        return None if old.by in gone or gone & named(event) else old
    if isinstance(event, e.EntryAdded):
        withdrawn = isinstance(by, e.EntryWithdrawn) and by.entry == event.entry
        expired = isinstance(by, e.QueueExpired) and old.at < by.before
        return replace(old, event=replace(event, body="", seat="")) if withdrawn or expired else old
    if isinstance(event, e.CaptionSaid):
        return _reworded(old, event, by)
    if not isinstance(event, e.MessagePosted | e.MessageEdited):
        return old
    if isinstance(by, e.MessageEdited):
        return replace(old, event=replace(event, body=by.body)) if by.message == event.message else old
    gone = (isinstance(by, e.MessageDeleted | e.MessageTakenBack) and by.message == event.message) or (
        isinstance(by, e.MessagesExpired) and old.at < by.before
    )
    return replace(old, event=replace(event, body=None)) if gone else old


def _without_erased(recent: Iterable[Recorded], erased: Mapping[VisitorId, int]) -> Iterator[Recorded]:
    """Earlier events without those who were erased, each by an event of that number: without name and words,
    and none at all that names a child of a workshop with minors, which nobody else is to learn of.
    """
    events = list(recent)
    asked = {each.event.visitor for each in events if isinstance(each.event, e.MinorAsked)}
    children = asked & erased.keys()
    for old in events:
        if isinstance(old.event, e.VisitorErased):
            yield old
        elif not any(old.seq < erased[each] for each in children & {old.by, *named(old.event)}):
            yield _nameless(old, erased)


def _nameless(old: Recorded, erased: Mapping[VisitorId, int]) -> Recorded:
    """An event without the name or the words of somebody who was erased after it."""
    event = old.event
    if isinstance(event, e.VisitorJoined | e.VisitorRenamed):
        return replace(old, event=replace(event, name="")) if _is_before(old, event.visitor, erased) else old
    if not isinstance(event, e.MessagePosted | e.MessageEdited):
        return old
    people = (old.by, *map(VisitorId, event.channel.split(":")))
    gone = any(_is_before(old, each, erased) for each in people)
    return replace(old, event=replace(event, body=None)) if gone else old


def _is_before(old: Recorded, visitor: VisitorId, erased: Mapping[VisitorId, int]) -> bool:
    return old.seq < erased.get(visitor, 0)


def _reworded(old: Recorded, event: e.CaptionSaid, by: Forgetting) -> Recorded:
    """A line as it reads after a correction, or without its text when that has expired."""
    if isinstance(by, e.CaptionCorrected) and by.caption == event.caption:
        return replace(old, event=replace(event, body=by.body))
    expired = isinstance(by, e.MessagesExpired) and old.at < by.before
    return replace(old, event=replace(event, body=None)) if expired else old
