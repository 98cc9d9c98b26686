"""The programme over real HTTP and sockets: taken over, told, marked, put into calendars, read by anybody."""

import asyncio
import io
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from structlog.testing import capture_logs

from server.app import Running
from tests.running import PACK, running_hub
from tests.server import ics
from tests.server.model import Model
from tests.server.small_hub import claimed, granted, hub_of, pack_with
from tests.visitor import HEADERS, Refused, Visitor, visitor

Json = dict[str, Any]
FILES = Path(__file__).with_name("programmes")
BERLIN = ZoneInfo("Europe/Berlin")


async def take_over(host: Visitor, name: str, **more: object) -> Json:
    """Import a sample file."""
    text = await asyncio.to_thread((FILES / name).read_text, "utf-8")
    return await host.post("/api/programme/import", {"name": name, "text": text, "apply": True, **more})


async def text_at(person: Visitor, path: str, **headers: str) -> tuple[int, str, str]:
    """Status, media type and text of an address."""
    async with person.http.get(person.url + path, headers=headers) as response:
        return response.status, response.content_type, await response.text()


async def calendar(person: Visitor, path: str) -> ics.Component:
    """A calendar as read by the letter of the standard, and alike by a library that did not make it."""
    async with person.http.get(person.url + path) as response:
        assert (response.status, response.content_type, response.charset) == (200, "text/calendar", "utf-8")
        found, told = ics.read(await response.read()), vobject.readOne(await response.text())
        events = getattr(told, "vevent_list", [])
        assert [each["SUMMARY"] for each in found.parts] == [each.summary.value for each in events]
        assert [each.at("DTSTART") for each in found.parts] == [each.dtstart.value for each in events]
        return found


def counts(report: Json) -> dict[str, int]:
    """How many sessions an import did what with."""
    found = dict.fromkeys(("added", "changed", "missing", "stays_cancelled"), 0)
    for each in report["changes"]:
        found[each["what"]] += 1
    kept = {key: report[key] for key in ("same", "cancelled", "left_out")}
    return {name: count for name, count in {**found, **kept}.items() if count}


def cancelled(person: Visitor) -> dict[str, bool]:
    """Which sessions do not take place, as somebody knows it."""
    return {each["title"]: each["cancelled"] for each in Model.of(person).state["sessions"]}


def titles(person: Visitor) -> list[str]:
    """The programme as somebody knows it after all that was told."""
    sessions: list[Json] = Model.of(person).state["sessions"]
    return [each["title"] for each in sorted(sessions, key=lambda each: each["starts_at"])]


@asynccontextmanager
async def hub_at(data: Path, month: int, day: int, hour: int) -> AsyncGenerator[Running]:
    """A hub whose clock shows a time (UTC) of the year 2027."""
    async with running_hub(data) as hub:
        wanted = datetime(2027, month, day, hour, tzinfo=UTC).timestamp() * 1000
        hub_of(hub).clock.add(round(wanted) - hub.host.clock.now())
        yield hub


async def test_schedules_of_three_shapes_import_twice_without_doubles_and_are_told_to_all(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host, visitor(hub.url, "Gus") as gus:
        await claimed(host)
        for name, number in (("pretalx.json", 4), ("frab.json", 3), ("table.csv", 3)):
            first = await take_over(host, name, apply=False)
            assert (first["applied"], counts(first)["added"]) == (False, number)
            assert counts(await take_over(host, name))["added"] == number
            again = counts(await take_over(host, name))
            assert (again["same"], again.get("added"), again.get("changed")) == (number, None, None)
            assert first["faults"]["count"] == 0
        assert len(hub.host.hub.state.durable.programme.sessions) == 10
        await gus.wait(lambda: len(titles(gus)) == 10)
        await host.wait(lambda: titles(host) == titles(gus))
        assert "Lenses: From sand to light" in titles(gus)
        assert gus.gaps == 0
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Eve") as eve:
        assert len(eve.snapshot["sessions"]) == 10
        opening = next(each for each in eve.snapshot["sessions"] if each["code"].endswith("0001"))
        assert opening["abstract"] == ""
        long = await eve.get(f"/api/sessions/{opening['id']}")
        assert long["abstract"].startswith("Wir öffnen die Türen.")


async def test_a_dry_run_tells_every_fault_in_the_hosts_language_and_changes_nothing(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host:
        await claimed(host)
        await host.post("/api/language", {"language": "de"})
        rows = (
            "id,title,start,duration,room\n"
            "a,Gut,2027-03-28 01:00,01:00,hall\n"
            "b,Lücke,2027-03-28 02:30,1h,Attic\n"
        )
        report = await host.post("/api/programme/import", {"name": "x.csv", "text": rows})
        assert [(each["key"], each["place"]) for each in report["faults"]["told"]] == [
            ("programme.gap", "Zeile 3, 'Lücke'"), ("programme.duration", "Zeile 3, 'Lücke'"),
        ]  # fmt: skip
        assert "Die Uhren werden vorgestellt" in report["faults"]["told"][0]["problem"]
        assert (counts(report), report["zone"]) == ({"added": 1, "left_out": 1}, "Europe/Berlin")
        assert report["rooms"] == [{"name": "hall", "room": "hall"}]
        assert hub.host.hub.state.durable.programme.sessions == {}


async def test_what_changed_changes_what_is_missing_is_cancelled_only_on_request(tmp_path: Path) -> None:
    async with (
        hub_at(tmp_path, 3, 1, 12) as hub, visitor(hub.url, "Host") as host, visitor(hub.url, "Gus") as gus,
    ):  # fmt: skip
        await claimed(host)
        await take_over(host, "pretalx.json", rooms={"Planetarium": "garden"})
        await host.told("session.set")
        night = next(each for each in Model.of(host).state["sessions"] if each["title"] == "Night sky")
        assert (night["room"], night["place"]) == ("garden", "Planetarium")
        await gus.do("agenda.mark", session=night["id"])
        whole = json.loads(await asyncio.to_thread((FILES / "pretalx.json").read_text, "utf-8"))
        days = whole["schedule"]["conference"]["days"]
        days[0]["rooms"]["Planetarium"][0]["title"] = "Night sky, longer"
        days[1]["rooms"]["Stage hall"] = []
        body = {"name": "x", "text": json.dumps(whole)}
        wanted = {"changed": 1, "missing": 1, "same": 2}
        assert counts(await host.post("/api/programme/import", body)) == wanted
        await host.post("/api/programme/import", body | {"apply": True})
        await host.wait(lambda: "Night sky, longer" in titles(host))
        assert not any(each["cancelled"] for each in Model.of(host).state["sessions"])
        await host.post("/api/programme/import", body | {"apply": True, "cancel_missing": True})
        seen = await gus.wait(lambda: any(cancelled(gus).values()) and cancelled(gus))
        assert seen == {
            "Opening": False, "Lenses: From sand to light": False, "Night sky, longer": False,
            "Closing": True,
        }  # fmt: skip
        assert Model.of(gus).state["agenda"] == [night["id"]], "a mark outlasts a change"


async def test_a_file_that_is_empty_or_too_large_cancels_nothing(tmp_path: Path) -> None:
    async with hub_at(tmp_path, 3, 1, 12) as hub, visitor(hub.url, "Host") as host:
        await claimed(host)
        await take_over(host, "table.csv")
        wipe = {"name": "x", "text": "id,title,start\n", "apply": True, "cancel_missing": True}
        report = await host.post("/api/programme/import", wipe)
        assert (report["applied"], [each["key"] for each in report["faults"]["told"]]) == (
            False, ["programme.empty"],
        )  # fmt: skip
        assert counts(report) == {"missing": 2}
        large, url = io.BytesIO(b"x" * 7_000_000), f"{hub.url}/api/programme/import"
        async with host.http.post(url, data=large, headers=HEADERS) as response:
            assert (response.status, (await response.json())["error"]["code"]) == (413, "request.too_large")
        gone = [title for title, is_gone in cancelled(host).items() if is_gone]
        assert gone == ["Night sky"], "which the file itself says"


async def test_only_hosts_import_cancel_and_remove(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host, visitor(hub.url, "Mo") as mo:
        await claimed(host)
        with pytest.raises(Refused, match="right.missing"):
            await take_over(mo, "table.csv")
        await take_over(host, "table.csv")
        session = (await host.told("session.set"))["data"]["sessions"][0]["id"]
        with pytest.raises(Refused, match="right.missing"):
            await mo.do("session.cancel", session=session)
        await granted(host, mo, "moderator")
        await mo.told("you.changed", role="moderator")
        await mo.do("session.cancel", session=session)
        await mo.do("session.restore", session=session)
        await mo.do("session.remove", session=session)
        await host.told("session.removed", sessions=[session])
        acts = [(each["act"], each["target"]) for each in (await host.get("/api/audit"))["audit"]]
        assert acts[0] == ("session.removed", session)
        assert ("session.set", "3") in acts


async def test_marks_reach_ones_own_tabs_and_nobody_else(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host, visitor(hub.url, "Gus") as gus:
        await claimed(host)
        await take_over(host, "table.csv")
        session = (await gus.told("session.set"))["data"]["sessions"][0]["id"]
        await gus.do("agenda.mark", session=session)
        await gus.told("agenda.marked", session=session)
        await host.do("session.cancel", session=session)
        await host.told("session.set")
        assert "agenda.marked" not in [name for name, _ in host.events]
        assert Model.of(host).state["agenda"] == []
        await gus.drop()
        await gus.connect(last=None)
        assert gus.snapshot["agenda"] == [session]


async def test_calendars_are_read_by_the_letter_of_rfc_5545_and_their_times_hold_over_clock_changes(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host:
        await claimed(host)
        assert (await calendar(host, "/programme.ics")).parts == []
        for name in ("pretalx.json", "frab.json", "table.csv"):
            await take_over(host, name)
        events = {each["SUMMARY"]: each for each in (await calendar(host, "/programme.ics")).parts}
        assert len(events) == 8, "two names are there twice"
        spans = {
            name: [events[name].at(each).astimezone(BERLIN).strftime("%m-%d %H:%M %z") for each in ENDS]
            for name in ("Lenses: From sand to light", "Closing", "After midnight", "In the doubled hour")
        }
        assert spans == {
            "Lenses: From sand to light": ["03-28 01:30 +0100", "03-28 03:30 +0200"],
            "Closing": ["03-28 16:00 +0200", "03-28 16:45 +0200"],
            "After midnight": ["10-31 00:30 +0200", "10-31 01:30 +0200"],
            "In the doubled hour": ["10-31 02:30 +0100", "10-31 03:00 +0100"],
        }
        sky = events["Night sky"]
        assert (sky["LOCATION"], sky.has("URL")) == ("Planetarium", False)
        hall = await calendar(host, "/programme/hall.ics?lang=en")
        assert {each["LOCATION"] for each in hall.parts} == {"Stage hall"}
        assert hall["NAME"] == "Jena Digital Werkstadt · Stage hall"
        assert hall.parts[0]["URL"].endswith("/?at=hall")
        assert (await text_at(host, "/programme/attic.ics"))[0] == 404


ENDS = ("DTSTART", "DTEND")


async def test_hard_texts_and_changes_come_through_a_calendar(tmp_path: Path) -> None:
    title = "A; b, c\\n \U0001f1ea\U0001f1fa " + "ä" * 120
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host:
        await claimed(host)
        head = "id;title;start;duration;speakers;abstract\n"
        rows = f'{head}a;"{title}";2027-03-27 10:00;00:30;"Sample";"One\n\nTwo, three"\n'
        body = {"name": "x", "text": rows, "apply": True}
        await host.post("/api/programme/import", body)
        (event,) = (await calendar(host, "/programme.ics")).parts
        assert (event["SUMMARY"], event["SEQUENCE"], event["STATUS"]) == (title, "0", "CONFIRMED")
        assert event["DESCRIPTION"] == "Sample\n\nOne\n\nTwo, three"
        session = (await host.told("session.set"))["data"]["sessions"][0]["id"]
        await host.do("session.cancel", session=session)
        (changed,) = (await calendar(host, "/programme.ics")).parts
        assert (changed["UID"], changed["SEQUENCE"], changed["STATUS"]) == (event["UID"], "1", "CANCELLED")


async def test_a_personal_calendar_has_what_its_owner_marked_behind_a_secret_that_can_be_renewed(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host, visitor(hub.url, "Gus") as gus:
        await claimed(host)
        await take_over(host, "table.csv")
        session = (await gus.told("session.set"))["data"]["sessions"][1]["id"]
        await gus.do("agenda.mark", session=session)
        old = (await gus.post("/api/programme/feed"))["path"]
        async with visitor(hub.url) as program:
            (event,) = (await calendar(program, old)).parts
            assert event["SUMMARY"] == "Around the world"
            new = (await gus.post("/api/programme/feed"))["path"]
            assert (await text_at(program, old))[0] == 404
            assert len((await calendar(program, new)).parts) == 1
            await host.do("visitor.ban", visitor=gus.id)
            assert (await text_at(program, new))[0] == 404
        secret = new.removeprefix("/programme/mine/").removesuffix(".ics")
        await hub.host.settled()
        stored = await asyncio.to_thread(lambda: b"".join(p.read_bytes() for p in tmp_path.glob("*.db*")))
        assert len(secret) >= 32
        assert secret.encode() not in stored


async def test_a_calendars_secret_is_in_no_log_even_when_the_request_fails(tmp_path: Path) -> None:
    class Broken(dict[str, str]):
        def get(self, key: str, default: Any = None, /) -> Any:
            raise RuntimeError("broken")

    async with running_hub(tmp_path) as hub, visitor(hub.url, "Gus") as gus:
        path = (await gus.post("/api/programme/feed"))["path"]
        hub.host.hub.state.durable.programme.feeds = Broken()  # type: ignore[assignment]
        with capture_logs() as logs:
            assert (await text_at(gus, path))[0] == 500
        assert [(each["event"], each["path"]) for each in logs] == [
            ("request.failed", "/programme/mine/{feed}.ics")
        ]


async def test_the_page_shows_days_now_and_next_on_any_clocks_to_those_who_have_not_joined(
    tmp_path: Path,
) -> None:
    async with hub_at(tmp_path, 3, 27, 9) as hub, visitor(hub.url) as nobody:
        status, _, empty = await text_at(nobody, "/programme?lang=de")
        assert (status, "Noch gibt es kein Programm" in empty) == (200, True)
        async with visitor(hub.url, "Host") as host:
            await take_over(await claimed(host), "pretalx.json")
        _, kind, page = await text_at(nobody, "/programme?lang=en")
        assert kind == "text/html"
        now, _, later = page.partition("In your calendar")[0].partition('id="day-2027-03-27"')
        assert "Opening" in now
        assert "Lenses" in now
        assert "Closing" not in now
        assert "Sunday, March 28, 2027" in later
        assert "Times as in Europe/Berlin, where the house is." in page
        assert '<time datetime="2027-03-28T01:30:00+01:00">01:30</time>' in later
        assert '<time datetime="2027-03-28T03:30:00+02:00">03:30</time>' in later
        _, _, far = await text_at(nobody, "/programme?lang=de&zone=America/New_York")
        assert "Das Haus steht in Europe/Berlin." in far
        assert '<time datetime="2027-03-27T20:30:00-04:00">20:30</time>' in far
        assert "/programme/hall.ics" in far
        assert "Englisch" in far
        status, _, same = await text_at(nobody, "/programme?lang=en&zone=../../etc/passwd")
        assert (status, "where the house is" in same) == (200, True)


async def test_texts_of_a_programme_are_never_markup(tmp_path: Path) -> None:
    event = '<img src=x onerror="alert(1)">'
    rows = f"id;title;start;duration;room;abstract\na;{event};2027-03-27 10:00;00:30;{event};{event}\n"
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Host") as host:
        await claimed(host)
        await host.post("/api/programme/import", {"name": "x", "text": rows, "apply": True})
        _, _, page = await text_at(host, "/programme")
        assert "&lt;img src=x" in page
        assert "<img" not in page


async def test_a_new_hub_takes_the_programme_of_its_pack_over_once(tmp_path: Path) -> None:
    pack = pack_with(tmp_path / "pack", ("# file = ", "file = "))
    async with running_hub(tmp_path / "data", pack=pack) as hub, visitor(hub.url, "Host") as host:
        number = len(host.snapshot["sessions"])
        assert number > 5
        assert all(each["room"] for each in host.snapshot["sessions"]), "each is in a room of the hub"
        await claimed(host)
        for each in host.snapshot["sessions"]:
            await host.do("session.remove", session=each["id"])
        assert (await host.get("/api/hub"))["zone"] == "Europe/Berlin"
    async with running_hub(tmp_path / "data", pack=pack) as hub, visitor(hub.url, "Eve") as eve:
        assert eve.snapshot["sessions"] == [], "what hosts removed stays away"
    async with running_hub(tmp_path / "other", pack=PACK) as hub, visitor(hub.url, "Eve") as eve:
        assert eve.snapshot["sessions"] == []


# -- by hand ---------------------------------------------------------------------------------------

FORM = {
    "title": "Open stage", "room": "hall", "start": "2027-03-13T19:30", "end": "2027-03-13T21:00",
    "kind": "Concert", "language": "de", "speakers": "First Sample\nSecond Sample\n",
    "abstract": "Come all.", "on_site": "120",
}  # fmt: skip


async def test_a_host_writes_changes_and_removes_a_session_by_the_form(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        made = await ann.post("/api/sessions", FORM)
        assert made["faults"]["count"] == made["notes"]["count"] == 0
        (session,) = (await gus.told("session.set"))["data"]["sessions"]
        assert session["id"] == made["session"]
        assert (session["room"], session["speakers"]) == ("hall", ["First Sample", "Second Sample"])
        assert session["starts_at"] == 1_804_962_600_000, "half past seven on the clocks of the house"
        assert (await gus.get(f"/api/sessions/{session['id']}"))["abstract"] == "Come all."
        await gus.do("agenda.mark", session=session["id"])
        elsewhere = {**FORM, "session": session["id"], "room": "", "place": "Market", "title": "Street music"}
        assert (await ann.post("/api/sessions", elsewhere))["session"] == session["id"]
        async with gus.http.get(f"{hub.url}/programme?lang=en") as response:
            page = await response.text()
        assert "Street music" in page
        assert "Market" in page
        assert "/?programme" not in page
        async with ann.http.get(f"{hub.url}/programme?lang=en") as response:
            assert "Change the programme in the hub" in await response.text(), "hosts find the way"
        await ann.do("session.remove", session=session["id"])
        await gus.told("session.removed", sessions=[session["id"]])
        await ann.do("session.reinstate", session=session["id"])
        await gus.told("agenda.marked", session=session["id"])
        assert Model.of(gus).plain()["agenda"] == [session["id"]]
        acts = [row["act"] for row in (await ann.get("/api/audit"))["audit"]]
        assert acts.count("session.set") == 3


@pytest.mark.parametrize(
    ("changed", "language", "said"),
    [
        ({"title": " "}, "en", "Title is missing. Add it."),
        ({"title": ""}, "de", "Titel fehlt."),
        ({"start": ""}, "en", "Begin is missing."),
        ({"end": "2027-03-13T19:30"}, "en", "It ends before it begins"),
        ({"start": "2027-03-28T02:30", "end": "2027-03-28T04:00"}, "en", "does not exist in Europe/Berlin"),
        ({"on_site": "many"}, "en", "is no number of people"),
        ({"mode": "dreamt"}, "en", "How to take part cannot be"),
    ],
)
async def test_what_cannot_be_is_said_in_the_imports_own_sentences(
    tmp_path: Path, changed: dict[str, str], language: str, said: str
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        found = await ann.post(f"/api/sessions?lang={language}", {**FORM, **changed})
        assert found["session"] is None
        (fault,) = found["faults"]["told"]
        assert said in f"{fault['problem']} {fault['cure']}"
        assert hub.host.hub.state.durable.programme.plan == []


async def test_an_hour_that_comes_twice_is_taken_and_noted(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        twice = {**FORM, "start": "2027-10-31T02:30", "end": "2027-10-31T04:00"}
        made = await ann.post("/api/sessions?lang=en", twice)
        assert made["session"]
        assert "comes twice" in made["notes"]["told"][0]["problem"]


async def test_the_form_is_for_hosts_and_knows_the_hubs_rooms_and_sessions(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        with pytest.raises(Refused, match=r"right\.missing"):
            await gus.post("/api/sessions", FORM)
        with pytest.raises(Refused, match=r"room\.unknown"):
            await ann.post("/api/sessions", {**FORM, "room": "nowhere"})
        with pytest.raises(Refused, match=r"session\.unknown"):
            await ann.post("/api/sessions", {**FORM, "session": "gone"})
