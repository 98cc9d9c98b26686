"""Schedules as pretalx and frab write them (schedule.json): days with rooms with events.

Both follow the same shape; pretalx adds the conference's time zone and its codes, frab may lack an event's
``date``. What a session has no place for is noted (``server.content.programme.remains``).
"""

import re
from collections.abc import Iterator
from typing import cast

import orjson

from server.content.programme.remains import Json, Remains
from server.content.programme.rows import Raw, Reading, line
from server.content.programme.times import next_day, zone_of
from server.content.sentences import Words, key_place, place

_CLOCK = re.compile(r"\d{1,2}:\d\d$")


def read_schedule(text: str, reading: Reading) -> None:
    """All events of all days."""
    conference = _conference(text, reading)
    if conference is None:
        return
    name = _text(conference.get("time_zone_name"))
    zone = zone_of(name) if name else None
    if name and zone is None:
        used = reading.zone.key
        reading.noted.add("programme.zone", "schedule.conference.time_zone_name", zone=repr(name), used=used)
    reading.zone = zone or reading.zone
    remains, days = Remains(), "schedule.conference.days"
    for at, day in _items(conference["days"], days, reading):
        _read_day(day, at, reading, remains)
    remains.tell(reading, days)


def _conference(text: str, reading: Reading) -> Json | None:
    try:
        whole: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        reading.told.add("programme.not_json", place("line", number=error.lineno), error=error.msg)
        return None
    conference = _object(_object(_object(whole).get("schedule")).get("conference"))
    if not isinstance(conference.get("days"), list):
        reading.told.add("programme.shape", "schedule.conference.days")
        return None
    return conference


def _items(found: object, path: str, reading: Reading) -> Iterator[tuple[str, Json]]:
    """The objects of a list, each with its path; whatever else stands there is a fault."""
    if not isinstance(found, list):
        reading.told.add("programme.item", path)
        return
    for number, each in enumerate(cast("list[object]", found)):
        at = f"{path}[{number}]"
        if isinstance(each, dict):
            yield at, cast("Json", each)
        else:
            reading.told.add("programme.item", at)


def _read_day(day: Json, at: str, reading: Reading, remains: Remains) -> None:
    rooms = day.get("rooms")
    if not isinstance(rooms, dict):
        reading.told.add("programme.item", f"{at}.rooms")
        return
    for room, events in cast("Json", rooms).items():
        for where, event in _items(events, f"{at}.rooms[{room!r:.80}]", reading):
            raw = _raw(day, room, event)
            here = _place(where, raw)
            reading.add(raw, here)
            remains.look(event, _objects(event.get("persons")), here, reading)


def _place(path: str, raw: Raw) -> Words:
    title = line(raw.title)[:60]
    return key_place(f"{path} “{title}”" if title else path)


def _raw(day: Json, room: str, event: Json) -> Raw:
    texts = [_text(event.get(name)) for name in ("abstract", "description")]
    titles = [_text(event.get(name)) for name in ("title", "subtitle")]
    return Raw(
        code=_text(event.get("guid")) or _text(event.get("code")) or _text(event.get("id")),
        title=": ".join(each for each in titles if each.strip()) if titles[0].strip() else "",
        abstract="\n\n".join(each for each in dict.fromkeys(texts) if each.strip()),
        room=_text(event.get("room")) or room,
        start=_start(day, event),
        duration=_text(event.get("duration")),
        kind=_kind(event),
        language=_text(event.get("language")),
        speakers=_persons(event.get("persons")),
    )


def _kind(event: Json) -> str:
    """Type and track, as "Talk · Energy"; one of them if they say the same or the other says nothing."""
    both = [line(_text(event.get(name))) for name in ("type", "track")]
    told = {each.casefold(): each for each in both if each}
    return " · ".join(told.values())


def _start(day: Json, event: Json) -> str:
    """An event's ``date`` says all; without one the day and the clock do, after midnight of the next day."""
    date, clock = _text(event.get("date")), _text(event.get("start"))
    if len(date) > len("2027-03-28") or not _CLOCK.match(clock):
        return date or clock
    clock = clock.zfill(5)
    begins = _text(day.get("day_start"))[11:16]
    on = date or _text(day.get("date"))
    return f"{next_day(on) if clock < begins and not date else on} {clock}"


def _persons(found: object) -> list[str]:
    """The names by which speakers want to be known; each exporter has its own key for them."""
    keys = ("public_name", "full_public_name", "name")
    return [next((_text(each[key]) for key in keys if each.get(key)), "") for each in _objects(found)]


def _objects(found: object) -> list[Json]:
    return [_object(each) for each in cast("list[object]", found)] if isinstance(found, list) else []


def _object(found: object) -> Json:
    return cast("Json", found) if isinstance(found, dict) else {}


def _text(found: object) -> str:
    """A text; numbers are ids, and what is neither says nothing. Some write texts by language."""
    if isinstance(found, dict):
        found = next(iter(cast("Json", found).values()), "")
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
