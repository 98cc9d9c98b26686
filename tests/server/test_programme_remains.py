"""Nothing of a schedule is lost without a word: each key of the samples is kept, or the manual names it."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rooms.ids import RoomId
from server.content.programme.read import read_programme
from server.content.programme.rows import Reading

Json = dict[str, Any]
FILES = Path(__file__).with_name("programmes")
MANUAL = Path(__file__).parents[2] / "docs" / "howto" / "programme.md"
ROOMS = [(RoomId("hall"), ("Stage hall",)), (RoomId("lab"), ("Innovation lab",))]
EVENTS = "schedule.conference.days.rooms.*"
SPEAKERS = f"{EVENTS}.persons"
UNSAID = {(EVENTS, "slug"), (EVENTS, "code"), (SPEAKERS, "id"), (SPEAKERS, "code")}
"""What is left out without a note: by what somebody elsewhere knows an event or a person."""
LEFT_OUT = "programme.left_out"


def read(whole: Json) -> Reading:
    """A schedule read for a hub with two rooms."""
    return read_programme("file", json.dumps(whole), ZoneInfo("Europe/Berlin"), ROOMS, {})


def sample(name: str) -> Json:
    """One of the sample files."""
    return json.loads((FILES / name).read_text("utf-8"))


def events(whole: Json) -> list[Json]:
    """All events of all days."""
    days = whole["schedule"]["conference"]["days"]
    return [event for day in days for room in day["rooms"].values() for event in room]


def holders(found: Any, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every object of a file with its path; the names of rooms count as one."""
    if isinstance(found, list):
        for each in found:
            yield from holders(each, path)
    elif isinstance(found, dict):
        if path != "schedule.conference.days.rooms":
            yield path, found
        for key, each in found.items():
            named = "*" if path == "schedule.conference.days.rooms" else key
            yield from holders(each, f"{path}.{named}".lstrip("."))


def keys(whole: Json) -> set[tuple[str, str]]:
    """All keys of a file, each with the path of what holds it."""
    return {(path, key) for path, each in holders(whole) for key in each}


def others(value: Any) -> tuple[Any, ...]:
    """Something else than this, of the same kind."""
    if isinstance(value, str | None):
        return "", f"{value or ''} other"
    return (None if value else [{"name": "Other"}],)


def filled(whole: Json, path: str, key: str, value: Any) -> Json:
    """The file with this under a key, wherever it stands."""
    made = copy.deepcopy(whole)
    for at, each in holders(made):
        if at == path and key in each:
            each[key] = value
    return made


def taken(reading: Reading) -> tuple[object, ...]:
    """What a file brings, and what is said of it, but for what it holds beside."""
    said = [
        each for each in (*reading.told.faults.found, *reading.noted.faults.found) if each.key != LEFT_OUT
    ]
    return reading.sessions, [str(each) for each in said]


def left_out(reading: Reading) -> set[str]:
    """What a note says that it has no place."""
    notes = [each for each in reading.noted.faults.found if each.key == LEFT_OUT]
    return {name for each in notes for name in str(each.problem.details["fields"]).split(", ")}


def kept(*files: Json) -> set[tuple[str, str]]:
    """The keys on which the sessions depend, in any of the files, or of which more is said."""
    return {
        (path, key)
        for whole in files
        for path, each in holders(whole)
        for key, value in each.items()
        if any(taken(read(filled(whole, path, key, new))) != taken(read(whole)) for new in others(value))
    }


def lost(*files: Json) -> set[tuple[str, str]]:
    """All other keys, but not those of what is left out whole."""
    found = set[tuple[str, str]]().union(*map(keys, files)) - kept(*files)
    whole = tuple(f"{path}.{key}".lstrip(".") for path, key in found)
    return {(path, key) for path, key in found if path not in whole}


def test_each_key_of_a_schedule_is_kept_or_named_in_the_manual_as_left_out() -> None:
    files = [sample("pretalx.json"), sample("frab.json")]
    section = MANUAL.read_text("utf-8").partition("### What of a schedule is kept\n")[2].partition("\n#")[0]
    left = {key for _, key in lost(*files)}
    assert left - set(re.findall("`([$A-Za-z_]+)`", section)) == set()
    assert {"links", "url", "slug"} <= left
    assert not left & {"track", "date", "persons", "do_not_record", "time_zone_name", "guid"}


@pytest.mark.parametrize("name", ["pretalx.json", "frab.json"])
def test_whatever_an_event_or_a_speaker_holds_beside_is_said(name: str) -> None:
    whole, both = sample(name), lost(sample("pretalx.json"), sample("frab.json"))
    for path, key in sorted(both & keys(whole) - UNSAID):
        if path in (EVENTS, SPEAKERS):
            shown = key if path == EVENTS else f"persons.{key}"
            assert shown in left_out(read(filled(whole, path, key, "something")))


def test_what_is_not_to_be_recorded_is_noted_at_its_session() -> None:
    found = [each for each in read(sample("pretalx.json")).noted.faults.found if "record" in each.key]
    (noted,) = [str(each) for each in found]
    assert noted == (
        "file, schedule.conference.days[0].rooms['Planetarium'][0] “Night sky”: It is not to be recorded. "
        "Foyer does not see to that by itself: do not record the stage then."
    )


def test_type_and_track_stand_beside_each_other() -> None:
    whole = sample("frab.json")
    cases = [
        ("Talk", "Energy"),
        ("", "Energy"),
        ("Talk", None),
        ("Talk", "talk"),
        ({"en": "Talk"}, {"en": "Energy"}),
    ]
    kinds: list[str] = []
    for type_, track in cases:
        events(whole)[0] |= {"type": type_, "track": track}
        kinds.append(read(whole).sessions[0].kind)
    assert kinds == ["Talk · Energy", "Energy", "Talk", "talk", "Talk · Energy"]


def test_a_file_with_many_unknown_names_is_told_in_one_note_of_bounded_length() -> None:
    whole = sample("frab.json")
    events(whole)[0] |= {f"{number}{'x' * 100}": 1 for number in range(100)}
    (noted,) = read(whole).noted.faults.found
    assert len(str(noted)) < 1200
