"""A strict reader of iCalendar (RFC 5545), written apart from what makes it: whatever is not by the letter is
an error.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

ONCE = {"VCALENDAR": {"VERSION", "PRODID"}, "VEVENT": {"UID", "DTSTAMP", "DTSTART"}}
"""What each component must have exactly once."""
AT_MOST_ONCE = {
    "CALSCALE", "METHOD", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "SEQUENCE",
    "LAST-MODIFIED", "URL", "CATEGORIES",
}  # fmt: skip
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "PRODID", "X-WR-TIMEZONE", "UID"}
TIMES = {"DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED"}
_LINE = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)", re.DOTALL)
_ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


@dataclass
class Component:
    """A part of a calendar with its properties as they are written."""

    kind: str
    properties: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    parts: list["Component"] = field(default_factory=list["Component"])

    def __getitem__(self, name: str) -> str:
        """The one property of that name, its text without escapes."""
        (found,) = [value for each, value in self.properties if each == name]
        return text_of(found) if name in TEXTS else found

    def has(self, name: str) -> bool:
        """Whether there is such a property."""
        return any(each == name for each, _ in self.properties)

    def at(self, name: str) -> datetime:
        """A moment."""
        return moment(self[name])


def read(content: bytes) -> Component:
    """The calendar.

    :raises ValueError: it breaks a rule of RFC 5545.
    """
    top = Component("")
    open_parts = [top]
    for name, value in _lines(content):
        if name == "BEGIN":
            part = Component(value)
            open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif name == "END":
            closed = open_parts.pop()
            _require(closed.kind == value, f"{closed.kind} ends as {value}")
            _check(closed)
        else:
            _require(len(open_parts) > 1, f"{name} stands outside")
            open_parts[-1].properties.append((name, value))
    _require(len(open_parts) == 1 and len(top.parts) == 1, "one calendar, closed")
    calendar = top.parts[0]
    uids = [each["UID"] for each in calendar.parts]
    _require(len(uids) == len(set(uids)), "ids are unique")
    return calendar


def _lines(content: bytes) -> list[tuple[str, str]]:
    """Content lines, unfolded (3.1)."""
    _require(content.endswith(b"\r\n"), "the last line ends too")
    pieces = content[:-2].split(b"\r\n")
    for piece in pieces:
        _require(len(piece) <= 75, f"a line has {len(piece)} octets")
        _require(b"\n" not in piece and b"\r" not in piece, "a bare line break")
        piece.decode()  # no character is cut in two
    whole = content[:-2].replace(b"\r\n ", b"").decode().split("\r\n")
    found: list[tuple[str, str]] = []
    for line in whole:
        match = _LINE.fullmatch(line)
        _require(match is not None, f"no content line: {line!r}")
        assert match is not None
        _require(not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line), "a control character")
        found.append((match[1], match[3]))
    return found


def _check(part: Component) -> None:
    names = [name for name, _ in part.properties]
    for name in ONCE.get(part.kind, ()):
        _require(names.count(name) == 1, f"{part.kind} has {names.count(name)} {name}")
    for name in AT_MOST_ONCE:
        _require(names.count(name) <= 1, f"{part.kind} has several {name}")
    for name, value in part.properties:
        if name in TEXTS:
            text_of(value)
        if name in TIMES:
            moment(value)
    if part.kind == "VCALENDAR":
        _require(part["VERSION"] == "2.0" and names[0] in ("VERSION", "PRODID"), "version 2.0")
    if part.kind == "VEVENT":
        _require(part.at("DTEND") > part.at("DTSTART"), "it ends after it begins")
        _require(part["STATUS"] in ("TENTATIVE", "CONFIRMED", "CANCELLED"), "a status of events")


def text_of(value: str) -> str:
    """A TEXT value without its escapes (3.3.11)."""
    pieces: list[str] = re.findall(r"\\.|[^\\]", value, re.DOTALL)
    _require("".join(pieces) == value, f"a lonely backslash: {value!r}")
    for piece in pieces:
        _require(piece not in (";", ",", "\n"), f"not escaped: {value!r}")
        _require(len(piece) == 1 or piece in _ESCAPES, f"no escape: {piece!r}")
    return "".join(_ESCAPES.get(piece, piece) for piece in pieces)


def moment(value: str) -> datetime:
    """A date-time in UTC (3.3.5, form 2)."""
    _require(re.fullmatch(r"\d{8}T\d{6}Z", value) is not None, f"not in UTC: {value}")
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(what)
