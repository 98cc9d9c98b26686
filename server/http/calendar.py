"""Sessions as iCalendar (RFC 5545). Times are in UTC, so that no clock change can shift them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from rooms.events import Session
from rooms.model.programme import Planned

TYPE = "text/calendar"
_FOLD = 75
"""Octets of a content line, without its line break (RFC 5545, 3.1)."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


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

    def text(self, planned: Iterable[Planned]) -> str:
        """The whole calendar."""
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Foyer//Programme//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            f"NAME:{escaped(self.name)}",
            f"X-WR-CALNAME:{escaped(self.name)}",
            f"X-WR-TIMEZONE:{escaped(self.zone)}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
            *(line for each in planned for line in self._event(each)),
            "END:VCALENDAR",
        ]
        return "".join(f"{part}\r\n" for line in lines for part in folded(line))

    def _event(self, planned: Planned) -> Iterator[str]:
        session = planned.session
        yield "BEGIN:VEVENT"
        yield f"UID:{escaped(session.id)}@{escaped(self.home)}"
        yield f"DTSTAMP:{stamp(planned.changed_at)}"
        yield f"LAST-MODIFIED:{stamp(planned.changed_at)}"
        yield f"SEQUENCE:{planned.revision}"
        yield f"DTSTART:{stamp(session.starts_at)}"
        yield f"DTEND:{stamp(session.ends_at)}"
        yield f"SUMMARY:{escaped(session.title)}"
        yield f"STATUS:{'CANCELLED' if session.cancelled else 'CONFIRMED'}"
        yield from self._more(session)
        yield "END:VEVENT"

    def _more(self, session: Session) -> Iterator[str]:
        """What need not be there."""
        told = "\n\n".join(each for each in (", ".join(session.speakers), session.abstract) if each)
        texts = {"LOCATION": self.place_of(session), "DESCRIPTION": told, "CATEGORIES": session.kind}
        yield from (f"{name}:{escaped(text)}" for name, text in texts.items() if text)
        if session.room is not None:
            yield f"URL:{self.base}/?at={session.room}"


def stamp(at: int) -> str:
    """A moment in UTC milliseconds as a UTC date-time (RFC 5545, 3.3.5, form 2)."""
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    return text.translate(_ESCAPES)


def folded(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets, each after the first with a space before it; no
    character is cut in two.
    """
    piece, size = "", 0
    for ch in line:
        width = len(ch.encode())
        if size + width > _FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + ch, size + width
    yield piece
