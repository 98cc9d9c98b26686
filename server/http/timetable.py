"""The programme as its page shows it: days with their sessions, on the clocks of one zone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import cast
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date

from rooms.events import Session
from rooms.model.programme import now_and_next

PlaceOf = Callable[[Session], str]
SOON_MS = 24 * 3600 * 1000
"""What begins later than that is not called next."""


@dataclass(frozen=True, slots=True)
class Item:
    """One session, its language by name, its times as they are shown and as programs read them (ISO 8601)."""

    session: Session
    place: str
    begins: str
    ends: str
    spoken: str
    starts_iso: str
    ends_iso: str
    is_now: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day on the zone's clocks."""

    title: str
    anchor: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Timetable:
    """Everything the page shows; ``soon`` is now and next of each place."""

    days: list[Day]
    soon: list[Item]


@dataclass(frozen=True, slots=True)
class Clocks:
    """How times are shown: in which zone and language, seen from ``now`` (UTC milliseconds)."""

    zone: ZoneInfo
    language: str
    now: int

    def local(self, at: int) -> datetime:
        """A moment on these clocks."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone)

    def item(self, session: Session, place_of: PlaceOf) -> Item:
        """A session as it is shown."""
        start, end = self.local(session.starts_at), self.local(session.ends_at)
        is_now = session.starts_at <= self.now < session.ends_at and not session.cancelled
        return Item(
            session, place_of(session), f"{start:%H:%M}", f"{end:%H:%M}", self._spoken(session.language),
            start.isoformat(), end.isoformat(), is_now, session.ends_at <= self.now,
        )  # fmt: skip

    def _spoken(self, language: str) -> str:
        """A tag such as ``de`` by its name, any other words as they were written."""
        names = cast("Mapping[str, str]", Locale.parse(self.language).languages)
        return names.get(language.replace("-", "_"), language)

    def timetable(self, plan: Iterable[Session], place_of: PlaceOf) -> Timetable:
        """Sessions, which stand in their order, by days and by now and next."""
        sessions = list(plan)
        items = [self.item(each, place_of) for each in sessions]
        days = [
            Day(format_date(day, "full", locale=self.language), f"day-{day}", list(each))
            for day, each in groupby(items, lambda item: self.local(item.session.starts_at).date())
        ]
        return Timetable(days, self._soon(sessions, place_of))

    def _soon(self, sessions: list[Session], place_of: PlaceOf) -> list[Item]:
        places = dict.fromkeys(place_of(each) for each in sessions)
        pairs = (now_and_next([s for s in sessions if place_of(s) == at], self.now) for at in places)
        found = [each for pair in pairs for each in pair if each is not None]
        soon = (each for each in found if each.starts_at < self.now + SOON_MS)
        return [self.item(each, place_of) for each in sorted(soon, key=lambda each: each.starts_at)]
