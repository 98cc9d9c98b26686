"""The door over real requests: personal codes, letting people in by them, and who may."""

import stat
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from rooms.errors import Refusal
from rooms.ids import HubId, VisitorId
from server.auth.doorcodes import LIFE_MS, MISSES, REMEMBERED, WEEK_MS, DoorCodes, door_key
from server.clock import new_id
from tests.running import running_hub
from tests.server.model import Model
from tests.server.small_hub import claimed, hub_of
from tests.visitor import Refused, Visitor, visitor

Json = dict[str, Any]
ADA, BOB = VisitorId("aa" * 10), VisitorId("bb" * 10)
KNOWN = {ADA: None, BOB: None}
NOW = 1_800_000_000_000
CODES = DoorCodes(b"k" * 32, HubId("jena"))


def code_of(text: str, now: int = NOW, codes: DoorCodes = CODES) -> str:
    """Whose code a text is, or why it is none."""
    try:
        return codes.read(text, KNOWN, now)
    except Refusal as refusal:
        return refusal.code


# -- the codes -------------------------------------------------------------------------------------


def test_a_code_is_read_typed_scanned_and_as_a_scanner_types_it_on_another_keyboard() -> None:
    made = CODES.make(ADA, NOW)
    assert (len(made.short), len(made.long)) == (8, 44)
    assert not set(made.short + made.long) & set("IOYZ")
    link = f"https://hub.example.org/check-in#{made.long}"
    german = link.translate(str.maketrans(":/-#y", "Ö-ß§z"))
    spaced = f"{made.short[:4].lower()} - {made.short[4:]}"
    for text in (made.short, spaced, made.long, f" {link}\n", german, link.upper()):
        assert code_of(text) == ADA, text


def test_a_short_code_may_be_typed_with_the_letters_that_look_like_its_digits() -> None:
    weeks = {now: CODES.make(BOB, now).short for now in range(NOW, NOW + 500 * WEEK_MS, WEEK_MS)}
    now, made = next((now, made) for now, made in weeks.items() if {"0", "1"} <= set(made))
    assert code_of(made.replace("0", "O").replace("1", "I"), now) == BOB


def test_a_code_ends_and_is_known_to_have_been_one() -> None:
    made = CODES.make(ADA, NOW)
    assert made.ends_at == NOW + LIFE_MS
    assert code_of(made.long, NOW + LIFE_MS - 1) == ADA
    assert code_of(made.long, NOW + LIFE_MS) == "check_in.expired"
    assert code_of(made.short, NOW + WEEK_MS) == ADA
    assert code_of(made.short, NOW + 2 * WEEK_MS) == "check_in.expired"
    assert code_of(made.short, NOW + REMEMBERED * WEEK_MS) == "check_in.unknown"


@pytest.mark.parametrize("text", ["", "hello", "12345678", "A" * 44, "#", "I" * 500, "ÄÖÜ"])
def test_what_is_no_code_is_nobodys(text: str) -> None:
    assert code_of(text) in ("check_in.unknown", "check_in.other_hub")


def test_a_code_of_another_hub_another_key_or_somebody_forgotten_lets_nobody_in() -> None:
    made = DoorCodes(CODES.key, HubId("weimar")).make(ADA, NOW)
    assert code_of(made.long) == "check_in.other_hub"
    assert code_of(made.short) == "check_in.unknown"
    forged = DoorCodes(b"x" * 32, HubId("jena")).make(ADA, NOW)
    assert code_of(forged.long) == code_of(forged.short) == "check_in.unknown"
    gone = CODES.make(VisitorId("cc" * 10), NOW)
    assert code_of(gone.long) == code_of(gone.short) == "check_in.unknown"


def test_no_changed_character_of_a_code_is_believed() -> None:
    made = CODES.make(ADA, NOW).long
    for at in range(0, 43):
        other = "X" if made[at] != "X" else "W"
        assert code_of(made[:at] + other + made[at + 1 :]) != ADA, at


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "hub.door.key"
    key = door_key(path)
    assert (len(key), door_key(path)) == (32, key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


# -- the door --------------------------------------------------------------------------------------


async def scan(host: Visitor, code: str, name: str = "") -> Json:
    """A host scans a code at the door of the hall."""
    return await host.post("/api/stages/hall/check-in", {"code": code, "scan": name or new_id()})


@asynccontextmanager
async def at_the_door(folder: Path) -> AsyncGenerator[tuple[Any, Visitor, Visitor]]:
    """A hub with a host at the door, and a guest."""
    async with (
        running_hub(folder) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus
    ):  # fmt: skip
        yield hub, await claimed(ann), gus


async def test_a_guest_finds_a_code_and_is_let_in_by_it_before_everybody(tmp_path: Path) -> None:
    async with at_the_door(tmp_path) as (_, ann, gus):
        code = await gus.get("/api/check-in")
        assert code["link"].rpartition("#")[0].endswith("/check-in")
        assert code["qr"].startswith("<svg")
        name = new_id()
        first = await scan(ann, code["link"], name)
        assert (first["name"], first["fresh"], first["count"]) == ("Gus", True, 1)
        assert await scan(ann, code["link"], name) == first, "what is sent again gets the same answer"
        again = await scan(ann, code["short"])
        assert (again["fresh"], again["since"], again["count"]) == (False, first["since"], 1)
        for person in (ann, gus):
            await person.told("visitor.checked_in", visitor=gus.id, stage="hall")
            assert Model.of(person).plain()["on_site"] == {gus.id: "hall"}
        await ann.do("visitor.check_out", visitor=gus.id)
        await gus.told("visitor.on_site", visitor=gus.id, stage=None)
        assert (await scan(ann, code["short"]))["fresh"]
        acts = [(row["act"], row["target_name"]) for row in (await ann.get("/api/audit"))["audit"]]
        let_in = ("visitor.checked_in", "Gus")
        assert acts[:3] == [let_in, ("visitor.on_site", "Gus"), let_in]


async def test_whoever_left_the_hub_and_sits_in_the_hall_is_shown_there_to_all(tmp_path: Path) -> None:
    async with at_the_door(tmp_path) as (_, ann, gus):
        code = (await gus.get("/api/check-in"))["short"]
        await gus.post("/api/leave")
        await ann.told("visitor.left", visitor=gus.id)
        await scan(ann, code)
        figure = (await ann.told("figure.seated", visitor=gus.id))["data"]
        assert figure["stage"] == "hall"
        assert figure["state"] & 16, "on a seat"
        await ann.drop()
        await ann.connect(last=None)
        assert ann.snapshot["live"]["figures"] == [figure]
        assert ann.snapshot["stays"][gus.id]["door"]
        async with visitor(ann.url, "Eve") as eve:
            assert (eve.snapshot["on_site"], eve.snapshot["stays"]) == ({gus.id: "hall"}, {})


async def test_the_door_is_for_hosts(tmp_path: Path) -> None:
    async with at_the_door(tmp_path) as (hub, ann, gus):
        code = (await gus.get("/api/check-in"))["short"]
        with pytest.raises(Refused, match=r"right\.missing"):
            await scan(gus, code)
        with pytest.raises(Refused, match=r"stage\.unknown"):
            await ann.post("/api/stages/lab/check-in", {"code": code, "scan": new_id()})
        await ann.do("visitor.ban", visitor=gus.id)
        with pytest.raises(Refused, match=r"check_in\.banned"):
            await scan(ann, code)
        async with visitor(hub.url) as nobody:
            with pytest.raises(Refused, match=r"session\.missing"):
                await nobody.get("/api/check-in")


async def test_whoever_guesses_codes_is_slowed_down_and_a_line_of_people_is_not(tmp_path: Path) -> None:
    async with at_the_door(tmp_path) as (hub, ann, gus):
        code, clock = (await gus.get("/api/check-in"))["short"], hub_of(hub).clock
        for _ in range(int(MISSES.burst)):
            with pytest.raises(Refused, match=r"check_in\.unknown"):
                await scan(ann, "WRNGWRNG")
        with pytest.raises(Refused, match=r"rate\.exceeded"):
            await scan(ann, "WRNGWRNG")
        for _ in range(60):
            clock.add(1000)
            assert (await scan(ann, code))["name"] == "Gus"


async def test_a_code_outlives_a_restart_and_not_its_time(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Gus") as gus:
        code = (await gus.get("/api/check-in"))["link"]
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        assert (await scan(ann, code))["name"] == "Gus"
        hub_of(hub).clock.add(LIFE_MS)
        with pytest.raises(Refused, match=r"check_in\.expired"):
            await scan(ann, code)


async def test_a_stay_ends_on_the_hubs_clock_and_is_nobodys_act(tmp_path: Path) -> None:
    async with at_the_door(tmp_path) as (hub, ann, gus):
        await scan(ann, (await gus.get("/api/check-in"))["short"])
        hub_of(hub).clock.add(12 * 3600 * 1000)
        await gus.told("visitor.on_site", visitor=gus.id, stage=None)
        acts = [row["act"] for row in (await ann.get("/api/audit"))["audit"]]
        assert "visitor.on_site" not in acts
