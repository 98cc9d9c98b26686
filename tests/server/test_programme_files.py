"""Programmes from elsewhere: read without loss, with every fault told at its place."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rooms.events import Session
from rooms.ids import RoomId
from rooms.programme import SESSIONS_MOST
from server.content.programme.read import FILE_MOST, read_programme
from server.content.programme.rows import Reading
from server.content.programme.times import duration, instant

FILES = Path(__file__).with_name("programmes")
BERLIN = ZoneInfo("Europe/Berlin")
ROOMS = [
    (RoomId("hall"), ("Bühnensaal", "Stage hall")),
    (RoomId("lab"), ("Innovationslabor", "Innovation lab")),
    (RoomId("lens"), ("Besprechung", "Lens")),
    (RoomId("prism"), ("Besprechung", "Prism")),
]
HEAD = "id,title,start,end,duration,room,mode,on_site,cancelled\n"


def read(text: str, **chosen: str) -> Reading:
    """A file read for the tests' hub."""
    return read_programme("file", text, BERLIN, ROOMS, chosen)


def row(start: str = "2027-03-27 10:00", end: str = "", lasts: str = "00:30", more: str = "hall,,,") -> str:
    """A table with one session."""
    return f"{HEAD}a,Talk,{start},{end},{lasts},{more}\n"


def sample(name: str) -> Reading:
    """One of the sample files."""
    return read((FILES / name).read_text("utf-8"))


def told(reading: Reading) -> list[tuple[str, str]]:
    """Faults by key and place."""
    return [(each.key, str(each.place)) for each in reading.told.faults.found]


def keys(text: str) -> tuple[list[str], list[str]]:
    """The keys of a file's faults and notes."""
    reading = read(text)
    return (
        [each.key.partition(".")[2] for each in reading.told.faults.found],
        [each.key.partition(".")[2] for each in reading.noted.faults.found],
    )


def utc(at: int) -> str:
    """A moment to be read."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%m-%d %H:%M")


def spans(reading: Reading) -> list[str]:
    """When sessions take place, in UTC."""
    return [f"{utc(each.starts_at)} - {utc(each.ends_at)}" for each in reading.sessions]


def test_a_schedule_of_pretalx_is_read_without_loss_over_the_clock_change_in_march() -> None:
    reading = sample("pretalx.json")
    assert told(reading) == []
    assert reading.sessions[0] == Session(
        id=reading.sessions[0].id, code="00000000-0000-4000-8000-000000000001", title="Opening",
        abstract="Wir öffnen die Türen.\n\nMit Kaffee.\n\nBringen Sie Fragen mit.", room=RoomId("hall"),
        place="Stage hall", starts_at=reading.sessions[0].starts_at, ends_at=reading.sessions[0].ends_at,
        kind="Talk · Samples", language="de", speakers=("Sample Person", "Second Sample"), mode="both",
        capacity_on_site=0, capacity_remote=0,
    )  # fmt: skip
    assert [each.title for each in reading.sessions] == [
        "Opening", "Lenses: From sand to light", "Night sky", "Closing",
    ]  # fmt: skip
    assert spans(reading) == [
        "03-27 09:00 - 03-27 09:45", "03-28 00:30 - 03-28 01:30",
        "03-27 20:00 - 03-27 22:00", "03-28 14:00 - 03-28 14:45",
    ]  # fmt: skip
    assert [(each.room, each.place) for each in reading.sessions][2] == (None, "Planetarium")
    (noted,) = [str(each) for each in reading.noted.faults.found if each.key == "programme.room"]
    assert noted == (
        "file, schedule.conference.days[0].rooms['Planetarium'][0] “Night sky”: The hub has no room "
        "'Planetarium'. Choose one, or leave it: then nobody can be led there."
    )


def test_a_schedule_of_frab_is_read_without_loss_over_the_clock_change_in_october() -> None:
    reading = sample("frab.json")
    assert told(reading) == []
    assert [each.code for each in reading.sessions][1] == "12", "without a guid the number is the id"
    assert reading.sessions[0].speakers == ("Sample Person", "Third Sample")
    assert spans(reading) == [
        "10-30 09:00 - 10-30 09:45", "10-30 22:30 - 10-30 23:30", "10-31 01:30 - 10-31 02:00",
    ]  # fmt: skip
    assert [each.room for each in reading.sessions] == ["hall", "hall", "lab"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_without_loss_whatever_separates_its_columns(delimiter: str) -> None:
    text = (FILES / "table.csv").read_text("utf-8")
    if delimiter == ",":
        reading = read("\ufeff" + text.replace("\n", "\r\n"))
    else:
        quoted = text.replace("Sample Person; Second Sample", '"Sample Person; Second Sample"')
        plain = quoted.replace("Kaffee, für", "Kaffee für").replace(",", delimiter)
        reading = read(plain)
    assert told(reading) == []
    assert spans(reading) == [
        "03-28 08:00 - 03-28 08:30", "03-28 13:00 - 03-28 14:00", "03-28 19:00 - 03-28 21:00",
    ]  # fmt: skip
    first, second, third = reading.sessions
    assert first.speakers == ("Sample Person", "Second Sample")
    assert first.abstract.startswith("Wir öffnen.\nMit Kaffee")
    assert (first.capacity_on_site, first.capacity_remote, second.mode) == (120, 300, "remote")
    assert (third.mode, third.cancelled, third.room) == ("on_site", True, None)


@pytest.mark.parametrize(
    ("text", "at", "doubt"),
    [
        ("2027-03-28 01:59", "03-28 00:59", None),
        ("2027-03-28 02:30", "03-28 01:30", "gap"),
        ("2027-03-28 03:00", "03-28 01:00", None),
        ("2027-10-31 01:59", "10-30 23:59", None),
        ("2027-10-31 02:30", "10-31 00:30", "overlap"),
        ("2027-10-31T02:30+01:00", "10-31 01:30", None),
        ("2027-10-31T02:30:00.000Z", "10-31 02:30", None),
        ("2027-10-31 03:00", "10-31 02:00", None),
        ("31.10.2027 3:00", "10-31 02:00", None),
    ],
)
def test_the_clock_changes_of_2027_are_told_and_the_first_of_two_hours_is_taken(
    text: str, at: str, doubt: str | None
) -> None:
    found = instant(text, BERLIN)
    assert found is not None
    assert (utc(found.at), found.doubt) == (at, doubt)


@pytest.mark.parametrize(
    "text", ["", "soon", "2027-03-28", "10:00", "2027-02-30 10:00", "0001-01-01 00:00", "2027-03-28 25:00"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert instant(text, BERLIN) is None


def test_durations_are_hours_and_minutes_or_days_too() -> None:
    assert [duration(each) for each in ("00:45", "1:30", "1:02:00", "45", "")] == [
        2_700_000, 5_400_000, 93_600_000, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "faults", "notes"),
    [
        (row("2027-03-28 02:30"), ["gap"], []),
        (row("2027-10-31 02:30"), [], ["overlap"]),
        (row("tomorrow"), ["time"], []),
        (row(""), ["missing"], []),
        (row(lasts=""), ["missing"], []),
        (row(lasts="long"), ["duration"], []),
        (row(end="2027-03-27 09:00", lasts=""), ["lasts"], []),
        (row(end="2027-04-27 09:00", lasts=""), ["lasts"], []),
        (row(more="Attic,,,"), [], ["room"]),
        (row(more="Besprechung,,,"), [], ["room"]),
        (row(more="hall,by post,,"), ["choice"], []),
        (row(more="hall,,many,"), ["number"], []),
        (row(more="hall,,,maybe"), ["choice"], []),
        (row() + "a,Twice,2027-03-27 10:00,,00:30,,,,\n", ["code_twice"], []),
        (row() + ",,2027-03-27 10:00,,00:30,,,,\n", ["missing", "missing"], []),
        (row() + f"b,{'x' * 201},2027-03-27 10:00,,00:30,,,,\n", ["long"], []),
        (HEAD.replace(",start", "") + "a,b\n", ["columns"], []),
        (HEAD.replace("mode", "colour") + "a,b,2027-03-27 10:00,,00:30\n", [], ["column"]),
        (row() + '"', ["not_csv"], []),
        (HEAD, ["empty"], []),
        ("", ["columns"], []),
        ("{", ["not_json"], []),
        ("[]", ["shape"], []),
        ('{"schedule": {"conference": {"days": [1]}}}', ["item"], []),
        ('{"schedule": {"conference": {"days": [{"rooms": []}]}}}', ["item"], []),
        ('{"schedule": {"conference": {"days": [{"rooms": {"a": {}}}]}}}', ["item"], []),
        ('{"schedule": {"conference": {"days": [], "time_zone_name": "Mars"}}}', ["empty"], ["zone"]),
        ("[" * 2000, ["not_json"], []),
        ("x" * (FILE_MOST + 1), ["too_large"], []),
    ],
)
def test_every_fault_is_told_by_name(text: str, faults: list[str], notes: list[str]) -> None:
    assert keys(text) == (faults, notes)


def test_all_faults_are_told_at_once_each_with_its_line_and_the_sound_rows_are_kept() -> None:
    rows = [
        "a,Good,2027-03-27 10:00,,00:30,hall,,,",
        'b,"In two\nlines",never,,00:30,hall,,,',
        "",
        "c,,2027-03-28 02:15,,00:30,hall,,,",
    ]
    reading = read(HEAD + "\n".join(rows))
    assert told(reading) == [
        ("programme.time", "line 3, 'In two lines'"),
        ("programme.missing", "line 6"),
        ("programme.gap", "line 6"),
    ]
    assert [each.title for each in reading.sessions] == ["Good"]
    assert reading.faulty == {"b", "c"}


def test_a_fault_in_a_schedule_is_told_with_its_path() -> None:
    whole: dict[str, Any] = json.loads((FILES / "pretalx.json").read_text("utf-8"))
    events = whole["schedule"]["conference"]["days"][1]["rooms"]["Stage hall"]
    events[0] |= {"date": "2027-03-28T16:00", "duration": "soon"}
    events.append("a word")
    reading = read(json.dumps(whole))
    at = "schedule.conference.days[1].rooms['Stage hall']"
    assert told(reading) == [("programme.duration", f"{at}[0] “Closing”"), ("programme.item", f"{at}[1]")]
    assert len(reading.sessions) == 3


def test_a_room_is_noted_once_and_never_when_a_host_has_chosen() -> None:
    text = row(more="Attic,,,") + "b,More,2027-03-27 11:00,,00:30,Attic,,,\n"
    assert keys(text) == ([], ["room"])
    chosen = read(text, Attic="lab")
    assert [each.room for each in chosen.sessions] == ["lab", "lab"]
    assert chosen.noted.faults.found == []
    assert [each.room for each in read(text, Attic="").sessions] == [None, None]


def test_long_texts_are_cut_and_control_characters_left_out() -> None:
    event = {
        "id": 1, "title": "A\u202e talk\x00\n", "date": "2027-03-27T10:00:00+01:00", "duration": "00:30",
        "abstract": "x" * 6000, "persons": [{"name": f"Sample {n}"} for n in range(30)],
    }  # fmt: skip
    reading = read(json.dumps({"schedule": {"conference": {"days": [{"rooms": {"hall": [event]}}]}}}))
    (session,) = reading.sessions
    assert (session.title, len(session.abstract), len(session.speakers)) == ("A talk", 5000, 20)
    assert [each.key for each in reading.noted.faults.found] == ["programme.cut", "programme.speakers"]


def test_more_sessions_than_a_programme_holds_are_told_once() -> None:
    rows = "".join(f"{n},Talk,2027-03-27 10:00,,00:30,,,,\n" for n in range(SESSIONS_MOST + 5))
    reading = read(HEAD + rows)
    assert len(reading.sessions) == SESSIONS_MOST
    assert told(reading) == [("programme.too_many", f"line {SESSIONS_MOST + 2}, 'Talk'")]
    assert len(reading.faulty) == 5
