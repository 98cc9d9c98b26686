"""Sessions as iCalendar (RFC 5545). Times are in UTC, so that no clock change can shift them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from rooms.events import Session
from rooms.model.programme import Planned

TYPE = "text/calendar"
ASK_AGAIN = timedelta(minutes=15)
"""How often a program that follows the calendar should look."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What stands around the events. ``home`` ends their ids, ``base`` is the hub's address, ``place_of``
    says where a session is.
    """

    name: str
    home: str
    base: str
    zone: str
    place_of: Callable[[Session], str]

    def written(self, planned: Iterable[Planned]) -> bytes:
        """The whole calendar. To be called in a thread: five hundred sessions take a while."""
        # Loaded when first asked for, since no start of a hub needs it.
        import icalendar

        calendar = _filled(icalendar.Calendar(), self._head())
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
        for each in planned:
            calendar.add_component(_filled(icalendar.Event(), self._event(each)))
        return calendar.to_ical()

    def _head(self) -> Mapping[str, object]:
        return {
            "prodid": "-//Foyer//Programme//EN",
            "version": "2.0",
            "calscale": "GREGORIAN",
            "method": "PUBLISH",
            "name": self.name,
            "x-wr-calname": self.name,
            "x-wr-timezone": self.zone,
        }

    def _event(self, planned: Planned) -> Mapping[str, object]:
        session = planned.session
        told = "\n\n".join(each for each in (", ".join(session.speakers), session.abstract) if each)
        return {
            "uid": f"{session.id}@{self.home}",
            "dtstamp": moment(planned.changed_at),
            "last-modified": moment(planned.changed_at),
            "sequence": planned.revision,
            "dtstart": moment(session.starts_at),
            "dtend": moment(session.ends_at),
            "summary": session.title,
            "status": "CANCELLED" if session.cancelled else "CONFIRMED",
            "location": self.place_of(session),
            "description": told,
            "categories": [session.kind] if session.kind else None,
            "url": f"{self.base}/?at={session.room}" if session.room is not None else None,
        }


def _filled(part: Any, properties: Mapping[str, object]) -> Any:
    """A component with its properties; what is None or an empty text is left out."""
    for name, value in properties.items():
        if value is not None and value != "":
            part.add(name, value)
    return part


def moment(at: int) -> datetime:
    """UTC milliseconds as a date-time of whole seconds."""
    return datetime.fromtimestamp(at // 1000, UTC)
