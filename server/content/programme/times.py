"""Times of a programme: with their offset from UTC, or as the clocks of a zone show them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})[ T](\d{1,2}:\d\d(?::\d\d)?)$")
_DURATION = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d\d)$")
_YEARS = range(1971, 2100)

Doubt = Literal["gap", "overlap"]
"""A time that no clock of the zone shows, or that they show twice."""


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment in UTC milliseconds; of two with the same clock time it is the first."""

    at: int
    doubt: Doubt | None = None


def zone_of(name: str) -> ZoneInfo | None:
    """The zone of that name in the IANA database, if there is one."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # no key, an unsafe one, or a folder of the database
        return None


def instant(text: str, zone: ZoneInfo) -> Instant | None:
    """A time as ISO 8601 or with a dotted date (28.03.2027 10:00); None for what is none."""
    dotted = _DOTTED.match(text)
    if dotted is not None:
        day, month, year, clock = dotted.groups()
        text = f"{year}-{int(month):02}-{int(day):02} {clock:0>5}"
    if _ISO.match(text) is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _placed(found, zone) if found.year in _YEARS else None


def _placed(found: datetime, zone: ZoneInfo) -> Instant:
    """A time with an offset is sure; one without stands on the zone's clocks."""
    if found.tzinfo is not None:
        return Instant(milliseconds(found))
    aware = found.replace(tzinfo=zone)
    first = Instant(milliseconds(aware))
    if aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != found:
        return Instant(first.at, "gap")
    twice = aware.utcoffset() != aware.replace(fold=1).utcoffset()
    return Instant(first.at, "overlap") if twice else first


def milliseconds(moment: datetime) -> int:
    """UTC milliseconds of an aware time."""
    return round(moment.timestamp() * 1000)


def duration(text: str) -> int | None:
    """Milliseconds of ``days:hours:minutes`` or ``hours:minutes``; None for what is none."""
    found = _DURATION.match(text)
    if found is None:
        return None
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return round(timedelta(days=days, hours=hours, minutes=minutes).total_seconds() * 1000)


def next_day(date: str) -> str:
    """The day after a date as ISO 8601; the same text for what is none."""
    try:
        return (datetime.fromisoformat(date) + timedelta(days=1)).date().isoformat()
    except (ValueError, OverflowError):
        return date
