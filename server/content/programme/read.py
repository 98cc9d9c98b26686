"""A programme's file, whichever of the known ones it is."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from rooms.ids import RoomId
from server.content.programme.rows import Reading, Rooms
from server.content.programme.schedule import read_schedule
from server.content.programme.table import read_table

FILE_MOST = 4 * 1024 * 1024
"""Characters of a file."""


def read_programme(
    file: str,
    text: str,
    zone: ZoneInfo,
    titles: Iterable[tuple[RoomId, Iterable[str]]],
    chosen: Mapping[str, str],
) -> Reading:
    """Read a file. ``zone`` is for times without an offset, ``titles`` are the hub's rooms with their names,
    ``chosen`` says which room a name means (none, if empty).
    """
    reading = Reading(file, zone, Rooms(titles, chosen))
    if len(text) > FILE_MOST:
        reading.told.add("programme.too_large", most=FILE_MOST // 1024 // 1024)
        return reading
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        read_schedule(text.lstrip("\ufeff"), reading)
    else:
        read_table(text, reading)
    if not reading.sessions and not reading.told.faults.count:
        reading.told.add("programme.empty")
    return reading
