"""A session as a host writes it into the form: read as a row of a table, with the same faults."""

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from rooms.ids import RoomId, SessionId
from server.content.programme.rows import Raw, Reading, Rooms
from server.content.sentences import Say, Words


def _(text: str) -> str:
    """Mark a text for the catalogs."""
    return text


FIELDS: dict[str, str] = {
    "title": _("Title"), "abstract": _("About it"), "place": _("Place"), "kind": _("Kind"),
    "language": _("Language"), "speakers": _("Speakers"), "start": _("Begin"), "end": _("End"),
    "mode": _("How to take part"),
}  # fmt: skip
"""What the fields of the form are called where a fault names one."""


def in_form(words: Words, say: Say) -> str:
    """What is said of a field, by the name that it has in the form."""
    details = dict(words.details)
    if details.get("field") in FIELDS:
        details["field"] = say(FIELDS[str(details["field"])])
    return Words(words.text, details).said(say)


def read_form(fields: Mapping[str, str], room: RoomId | None, zone: ZoneInfo, id: SessionId) -> Reading:
    """Read the form of one session: ``sessions`` holds it unless something is wrong. ``fields`` are those of
    ``Raw`` as text, speakers one a line; ``room`` is one of the hub, None for a place outside of it; times
    stand on the clocks of ``zone``.
    """
    place = fields.get("room", "")
    reading = Reading("", zone, Rooms((), {place: ""}))
    plain = {name: text for name, text in fields.items() if name != "speakers"}
    raw = Raw(code=id or "new", speakers=fields.get("speakers", "").splitlines(), **plain)
    reading.add(raw, Words("", {}))
    reading.sessions = [replace(each, id=id, room=room) for each in reading.sessions]
    return reading
