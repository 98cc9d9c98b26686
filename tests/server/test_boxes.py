"""Venue boxes over real sockets: paired by a code, kept over restarts, ended at once."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from server.auth.pairing import ENTERED, LIFE_MS, SHOWN, TRIES, Pairings
from server.auth.sessions import DAY_MS
from server.http.asking import BOX_COOKIE_DAYS
from tests.rooms.world import FINE
from tests.running import running_hub
from tests.server.model import Model
from tests.server.small_hub import claimed, hub_of
from tests.visitor import HEADERS, Refused, Visitor, visitor

Json = dict[str, Any]
WRONG = "000000"


class Device(Visitor):
    """A browser in the hall that may become a box."""

    async def shows(self) -> Json:
        """Ask for a code to show."""
        return await self.post("/api/box/code")

    async def come_in(self) -> "Device":
        """Open a socket as the box that it is."""
        self.id = (await self.get("/api/box"))["box"]["id"]
        await self.open((await self.post("/api/box/ticket"))["ticket"])
        return self


@asynccontextmanager
async def device(url: str) -> AsyncGenerator[Device]:
    """A device that is no box yet."""
    async with visitor(url) as browser:
        found = Device(url, browser.http)
        try:
            yield found
        finally:
            await found.drop()


async def pair(host: Visitor, box: Device, title: str = "Left", **more: object) -> Device:
    """The device shows a code, the host enters it, the device comes in."""
    shown = await box.shows()
    await host.post("/api/boxes", {"code": shown["code"], "stage": "hall", "title": title, **more})
    assert await box.post("/api/box/claim", {"token": shown["token"]}) == {"paired": True}
    return await box.come_in()


async def test_a_device_becomes_a_box_by_its_code_and_everybody_learns_of_it(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann,
        visitor(hub.url, "Gus") as gus, device(hub.url) as box,
    ):  # fmt: skip
        await claimed(ann)
        shown = await box.shows()
        assert len(shown["code"]) == 6
        assert shown["code"].isdecimal()
        assert shown["link"].endswith(f"/#box={shown['code']}")
        assert await box.post("/api/box/claim", {"token": shown["token"]}) == {"paired": False}
        assert (await box.get("/api/box"))["box"] is None
        made = await ann.post("/api/boxes", {"code": shown["code"], "stage": "hall", "title": "Left"})
        assert await box.post("/api/box/claim", {"token": shown["token"]}) == {"paired": True}
        assert (await box.get("/api/box"))["box"] == made["box"]
        await box.come_in()
        assert box.snapshot["you"]["role"] == "venue"
        assert box.snapshot["live"]["you"] is None, "it has no body"
        for person in (ann, gus):
            await person.told("presence.changed", visitor=box.id, status="here")
            assert Model.of(person).plain()["boxes"][box.id]["stage"] == "hall"
            assert person.gaps == 0
        assert (await gus.get("/api/hub"))["here"] == 2, "devices are not counted as people"


async def test_a_boxs_cookie_outlives_the_visit_that_the_hub_keeps_while_it_is_connected(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, device(hub.url) as box:
        await pair(await claimed(ann), box)
        hub_of(hub).clock.add(DAY_MS)
        async with box.http.post(f"{hub.url}/api/box/ticket", json={}, headers=HEADERS) as response:
            age = int(response.cookies["foyer-box"]["max-age"])
        assert age == BOX_COOKIE_DAYS * 24 * 3600


async def test_a_box_may_not_do_what_people_may(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, device(hub.url) as box:
        await pair(await claimed(ann), box)
        refused: tuple[tuple[str, Json], ...] = (
            ("chat.post", {"channel": "hub", "body": "hello"}),
            ("room.enter", {"room": "hall"}),
            ("stage.show", {"stage": "hall", "source": None}),
            ("box.use", {"box": box.id, "mic": True, "cam": True, "speaker": True}),
            ("media.publish", {"mic": True, "cam": True}),
        )
        for name, fields in refused:
            with pytest.raises(Refused, match=r"right\.missing"):
                await box.do(name, **fields)
        with pytest.raises(Refused, match=r"session\.missing"):
            await box.post("/api/ticket")


async def test_a_box_is_the_same_one_after_a_restart_and_brings_the_hosts_its_health(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, device(hub.url) as box:
        await pair(await claimed(ann), box)
        await ann.do("box.use", box=box.id, mic=False, cam=True, speaker=False, screen=True)
        await ann.do("stage.show", stage="hall", source=f"{box.id}/cam")
        await box.drop()
        await ann.drop()
        first = hub.url
        jar = {each.key: each.value for each in box.http.cookie_jar}
        assert jar.keys() == {"foyer-box"}
    async with (
        running_hub(tmp_path, port=int(first.rpartition(":")[2])) as hub,
        visitor(hub.url, "Gus") as gus,
        device(hub.url) as again,
    ):
        again.http.cookie_jar.update_cookies(jar)
        await again.come_in()
        assert again.snapshot["boxes"][again.id] == {
            "stage": "hall", "mic": False, "cam": True, "speaker": False, "screen": True, "portal": None,
        }  # fmt: skip
        assert again.snapshot["shown"] == {"hall": f"{again.id}/cam"}
        await again.do("box.health", health=asdict(FINE))
        assert "box.reported" not in {name for name, _ in gus.events}
        assert hub.host.hub.state.live.health[again.id] == FINE  # type: ignore[index]


async def test_hosts_see_how_a_box_is_and_ask_it_for_something(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, device(hub.url) as box:
        await pair(await claimed(ann), box)
        await box.do("box.health", health=asdict(FINE))
        assert (await ann.told("box.reported", box=box.id))["data"]["health"]["level"] == FINE.level
        await ann.do("box.act", box=box.id, act="cam", device=1)
        assert (await box.told("box.asked"))["data"] == {"box": box.id, "act": "cam", "device": 1}
        await ann.drop()
        await ann.connect(last=None)
        assert ann.snapshot["live"]["health"][box.id]["battery"] is None
        with pytest.raises(Refused, match=r"command\.invalid"):
            await box.do("box.health", health={"level": 1})


async def test_a_revoked_box_is_out_at_once_and_its_cookie_opens_nothing(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, device(hub.url) as box:
        await pair(await claimed(ann), box)
        await ann.do("box.revoke", box=box.id)
        assert await box.told("hub.closing", reason="revoked")
        assert (await box.get("/api/box"))["box"] is None
        with pytest.raises(Refused, match=r"session\.missing"):
            await box.post("/api/box/ticket")
        await ann.told("box.revoked", box=box.id)
        assert box.id not in Model.of(ann).plain()["visitors"]
        acts = [row["act"] for row in (await ann.get("/api/audit"))["audit"]]
        assert acts[:2] == ["box.revoked", "box.paired"]
        left = await hub.host.read(
            lambda db: db.execute("select 1 from session where visitor = ?", (box.id,)).fetchall()
        )
        assert left == []


async def test_a_code_is_good_once_and_for_ten_minutes(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann,
        device(hub.url) as box, device(hub.url) as other,
    ):  # fmt: skip
        await claimed(ann)
        shown, late = await box.shows(), await other.shows()
        entry = {"code": shown["code"], "stage": "hall", "title": "Left"}
        await ann.post("/api/boxes", entry)
        with pytest.raises(Refused, match=r"box\.code_unknown"):
            await ann.post("/api/boxes", entry)
        hub_of(hub).clock.add(LIFE_MS)
        with pytest.raises(Refused, match=r"box\.code_unknown"):
            await ann.post("/api/boxes", {**entry, "code": late["code"]})
        with pytest.raises(Refused, match=r"box\.code_unknown"):
            await other.post("/api/box/claim", {"token": late["token"]})


async def test_codes_are_entered_and_asked_for_only_so_often(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, device(hub.url) as box:
        await claimed(ann)
        codes: list[str] = []
        for _ in range(int(ENTERED.burst) + 1):
            with pytest.raises(Refused) as refused:
                await ann.post("/api/boxes", {"code": WRONG, "stage": "hall", "title": "x"})
            codes.append(refused.value.code)
        assert codes == ["box.code_unknown"] * int(ENTERED.burst) + ["rate.exceeded"]
        for _ in range(int(SHOWN.burst)):
            await box.shows()
        with pytest.raises(Refused, match=r"rate\.exceeded"):
            await box.shows()


async def test_a_refused_title_leaves_the_code_open_but_not_for_ever(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, device(hub.url) as box:
        await claimed(ann)
        shown = await box.shows()
        entry = {"code": shown["code"], "stage": "hall", "title": " "}
        for _ in range(TRIES):
            with pytest.raises(Refused, match=r"visitor\.name_invalid"):
                await ann.post("/api/boxes", entry)
        with pytest.raises(Refused, match=r"box\.code_unknown"):
            await ann.post("/api/boxes", {**entry, "title": "Left"})
        assert hub.host.hub.state.durable.boxes.boxes == {}


async def test_codes_and_secrets_are_in_no_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    async with (
        running_hub(tmp_path, log_level="debug") as hub,
        visitor(hub.url, "Ann") as ann,
        device(hub.url) as box,
    ):
        await claimed(ann)
        shown = await box.shows()
        await ann.post("/api/boxes", {"code": shown["code"], "stage": "hall", "title": "Left"})
        await box.post("/api/box/claim", {"token": shown["token"]})
    logged = "".join(capfd.readouterr())
    assert "hub.up" in logged
    assert shown["code"] not in logged
    assert shown["token"] not in logged


def test_no_two_codes_that_count_are_the_same() -> None:
    pairings = Pairings()
    codes = {pairings.begin(0).code for _ in range(150)}
    assert len(codes) == 150


async def test_a_window_stands_where_the_host_stood_and_meets_whoever_is_near(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, device(hub.url) as box:
        spot = {key: ann.place[key] for key in ("floor", "x", "y")}
        await pair(await claimed(ann), box, "Hallway", spot=spot)
        appeared = (await ann.told("avatar.appeared", visitor=box.id))["data"]
        assert {key: appeared[key] for key in spot} == spot
        talk = (await ann.told("conversation.changed"))["data"]
        assert set(talk["members"]) == {ann.id, box.id}
        assert (await ann.get("/api/hub"))["here"] == 1, "a window is nobody"
        await box.move(spot["x"] + 40, spot["y"], epoch=0)
        await ann.do("box.place", box=box.id, spot={**spot, "x": spot["x"] + 8})
        await ann.wait(lambda: ann.positions.get(ann.lane(box.id), ())[:1] == (spot["x"] + 8,), "it is moved")
        with pytest.raises(Refused, match=r"visitor\.not_here"):
            await ann.do("visitor.move", visitor=box.id, room="hall")
        await ann.do("box.place", box=box.id, spot=None)
        await ann.told("avatar.gone", visitor=box.id)
        acts = [(row["act"], row["target_name"]) for row in (await ann.get("/api/audit"))["audit"]]
        assert acts[:2] == [("box.placed", "Hallway")] * 2
        assert Model.of(ann).plain()["boxes"][box.id]["portal"] is None


async def test_a_box_sees_who_walks_around_its_stage_for_it_may_become_a_screen(tmp_path: Path) -> None:
    async with (
        running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann,
        visitor(hub.url, "Gus") as gus, device(hub.url) as box,
    ):  # fmt: skip
        await pair(await claimed(ann), box)
        await gus.do("room.enter", room="hall")
        place = hub.host.hub.state.live.avatars
        await box.wait(
            lambda: any((each.x, each.y) == box.positions.get(each.lane, ())[:2] for each in place.values()),
            "the box knows where somebody stands",
        )
        assert box.snapshot["live"]["you"] is None
        await box.do("box.choose", mic=True, cam=True, speaker=True, screen=True)
        assert (await ann.told("box.used", box=box.id))["data"]["screen"]


async def test_a_box_learns_of_the_applause_of_those_who_are_not_there_and_whether_it_is_wanted(
    tmp_path: Path,
) -> None:
    async with (
        running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann,
        visitor(hub.url, "Gus") as gus, device(hub.url) as box,
    ):  # fmt: skip
        await pair(await claimed(ann), box)
        await gus.do("room.enter", room="hall")
        await ann.do("stage.set_applause", stage="hall", on=True)
        await box.told("stage.applause", stage="hall", on=True)
        await gus.do("stage.react", stage="hall", kind="clap")
        assert (await box.told("stage.reactions", stage="hall"))["data"]["counts"] == {"clap": 1}
