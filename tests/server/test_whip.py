"""WHIP as any sender meets it: keys, refusals, sessions; and the sockets of those who only watch a stage."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from rooms.ids import VisitorId
from server.app import Running
from server.http.whip import SDP_MOST
from tests.running import running_hub
from tests.server.small_hub import claimed
from tests.visitor import Refused, Visitor, visitor

PRINT = "a=fingerprint:sha-256 " + ":".join(["6B", "8B", "F0", "65", "5F", "78", "E2", "51"] * 4)
CHROMIUM = "\r\n".join(
    (
        "v=0", "o=- 4611731400430051336 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 0.0.0.0", "a=rtcp:9 IN IP4 0.0.0.0",
        "a=ice-ufrag:4ZcD", "a=ice-pwd:2/1muCWoOi3uLifh0NuRHlZM", "a=ice-options:trickle",
        PRINT,
        "a=setup:actpass", "a=mid:0", "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "a=sendonly", "a=rtcp-mux", "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1",
        "m=video 9 UDP/TLS/RTP/SAVPF 96 97", "c=IN IP4 0.0.0.0", "a=ice-ufrag:4ZcD",
        "a=ice-pwd:2/1muCWoOi3uLifh0NuRHlZM",
        PRINT,
        "a=setup:actpass", "a=mid:1", "a=sendonly", "a=rtcp-mux", "a=rtpmap:96 VP8/90000",
        "a=rtcp-fb:96 nack", "a=rtcp-fb:96 nack pli", "a=rtpmap:97 rtx/90000", "a=fmtp:97 apt=96", "",
    )
)  # fmt: skip
"""An offer of Chromium, shortened to the codecs it would use."""
ONLY_AV1 = CHROMIUM.replace("VP8/90000", "AV1/90000")
Reply = tuple[int, str, Mapping[str, str]]
"""Status, text and headers."""
ELSEWHERE = {"Origin": "https://camera.example"}


@dataclass
class Camera:
    """A sender without a browser: requests and what came back."""

    url: str
    key: str
    http: aiohttp.ClientSession

    async def ask(self, method: str, path: str, body: str = "", **headers: str) -> Reply:
        """One request with the key: status, text, headers."""
        own = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/sdp", **ELSEWHERE}
        url = path if path.startswith("http") else self.url + path
        async with self.http.request(method, url, data=body.encode(), headers=own | headers) as response:
            return response.status, await response.text(), response.headers

    async def offer(self, sdp: str = CHROMIUM, stage: str = "hall", **headers: str) -> int:
        """Send an offer; the status."""
        return (await self.ask("POST", f"/whip/{stage}", sdp, **headers))[0]

    async def session(self) -> str:
        """Begin a session; its address."""
        status, answer, headers = await self.ask("POST", "/whip/hall", CHROMIUM)
        assert (status, answer[:3], headers["Content-Type"]) == (201, "v=0", "application/sdp")
        assert headers["ETag"]
        return headers["Location"]


async def key_of(lena: Visitor) -> str:
    """A new key for the hall, made by an administrator."""
    await lena.post("/api/admin/claim", {"token": "test-admin"})
    return (await lena.post("/api/stages/hall/key"))["key"]


@asynccontextmanager
async def venue(data: Path, *, media: bool = True) -> AsyncGenerator[tuple[Running, Visitor, Camera]]:
    """A hub, its administrator, and a camera with the right key."""
    async with running_hub(data, media=media) as hub, visitor(hub.url, "Lena") as lena:
        async with aiohttp.ClientSession() as http:
            yield hub, lena, Camera(hub.url, await key_of(lena), http)


@asynccontextmanager
async def hall(data: Path, *, media: bool = True) -> AsyncGenerator[tuple[Running, Camera]]:
    """A hub and a camera with the right key."""
    async with venue(data, media=media) as (hub, _, camera):
        yield hub, camera


def status_of(hub: Running) -> str:
    """The hall's camera as the hub has it."""
    camera = next(iter(hub.host.hub.state.live.stages.values()), None)
    return camera.status if camera else "off"


async def test_a_camera_without_the_right_key_or_stage_is_refused(tmp_path: Path) -> None:
    async with hall(tmp_path) as (hub, camera):
        assert await camera.offer(Authorization="Bearer wrong") == 401
        assert await camera.offer(Authorization="") == 401
        assert await camera.offer(Authorization=f"Basic {camera.key}") == 401
        assert await camera.offer(stage="nowhere") == 404
        assert await camera.offer(stage="garden") == 404, "a room, but no stage"
        assert status_of(hub) == "off"


async def test_what_cannot_be_carried_is_refused_with_its_reason(tmp_path: Path) -> None:
    async with hall(tmp_path) as (hub, camera):
        assert await camera.offer("good evening") == 400
        assert await camera.offer(**{"Content-Type": "application/json"}) == 400
        assert await camera.offer("v=0\r\n" + "a=x\r\n" * SDP_MOST) == 413
        status, text, _ = await camera.ask("POST", "/whip/hall", ONLY_AV1)
        assert status == 406
        assert "video" in text
        assert status_of(hub) == "off"


async def test_a_hub_without_media_says_so(tmp_path: Path) -> None:
    async with hall(tmp_path, media=False) as (_, camera):
        assert await camera.offer() == 503


async def test_a_second_camera_takes_the_place_of_the_first_which_learns_it(tmp_path: Path) -> None:
    async with hall(tmp_path) as (_, camera):
        first, second = await camera.session(), await camera.session()
        status, text, _ = await camera.ask("PATCH", first)
        assert (status, '"replaced"' in text) == (404, True)
        assert (await camera.ask("DELETE", first))[0] == 404, "the first cannot end the second"
        assert (await camera.ask("PATCH", second))[0] == 204
        assert (await camera.ask("DELETE", second, Authorization="Bearer wrong"))[0] == 401
        assert (await camera.ask("DELETE", second))[0] == 200
        assert (await camera.ask("PATCH", second))[0] == 404


async def test_a_camera_that_says_goodbye_leaves_the_stage(tmp_path: Path) -> None:
    async with hall(tmp_path) as (hub, camera):
        session = await camera.session()
        assert status_of(hub) == "silent", "announced, nothing came yet"
        await camera.ask("DELETE", session)
        assert status_of(hub) == "off"


async def test_a_new_key_ends_the_camera_that_came_with_the_old_one(tmp_path: Path) -> None:
    async with venue(tmp_path) as (hub, lena, camera):
        session = await camera.session()
        new = (await lena.post("/api/stages/hall/key"))["key"]
        await lena.told("stage.source", status="off")
        assert (await camera.ask("PATCH", session))[0] == 401
        assert await camera.offer() == 401
        camera.key = new
        assert (await camera.ask("PATCH", session))[0] == 404, "its session is over with its key"
        await camera.session()
        assert status_of(hub) == "silent"


async def test_an_offer_that_was_under_way_as_a_new_key_was_made_is_refused(tmp_path: Path) -> None:
    async with venue(tmp_path) as (hub, lena, camera):

        async def offer() -> AsyncGenerator[bytes]:
            await lena.post("/api/stages/hall/key")
            yield CHROMIUM.encode()

        own = {"Authorization": f"Bearer {camera.key}", "Content-Type": "application/sdp"}
        url = f"{camera.url}/whip/hall"
        async with camera.http.post(url, data=offer(), headers=own, expect100=True) as response:
            assert response.status == 401, "the old key let it in, the new one stands"
        assert status_of(hub) == "off"


async def test_an_offer_that_is_refused_does_not_end_the_camera_that_is_there(tmp_path: Path) -> None:
    async with hall(tmp_path) as (hub, camera):
        session = await camera.session()
        assert await camera.offer("good evening") == 400
        assert status_of(hub) == "silent"
        assert (await camera.ask("PATCH", session))[0] == 204


async def test_pages_of_other_origins_may_send_and_read_refusals(tmp_path: Path) -> None:
    async with hall(tmp_path) as (_, camera):
        wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        status, _, headers = await camera.ask("OPTIONS", "/whip/hall", **wanted)
        assert status == 204
        assert {"POST", "PATCH", "DELETE"} <= set(headers["Access-Control-Allow-Methods"].split(", "))
        assert {"Authorization", "If-Match", "ETag"} <= set(
            headers["Access-Control-Allow-Headers"].split(", ")
        )
        assert "Location" in headers["Access-Control-Expose-Headers"]
        for key in (camera.key, "wrong"):
            _, _, headers = await camera.ask("POST", "/whip/hall", "", Authorization=f"Bearer {key}")
            assert headers["Access-Control-Allow-Origin"] == "*"
            assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        async with camera.http.get(camera.url + "/api/hub", headers=ELSEWHERE) as response:
            assert "Access-Control-Allow-Origin" not in response.headers


async def test_who_only_watches_has_no_avatar_and_is_not_counted(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as watcher:
        await (await watcher.join("Guest")).connect(view="stage")
        assert watcher.snapshot["live"]["you"] is None
        assert (await watcher.get("/api/hub"))["here"] == 0
        assert not hub.host.hub.state.live.avatars


async def test_closing_the_tab_that_watches_does_not_take_the_avatar_and_the_other_way_round(
    tmp_path: Path,
) -> None:
    async with (
        running_hub(tmp_path) as hub,
        visitor(hub.url, "Lena") as lena,
        visitor(hub.url, "Amara") as amara,
    ):
        tab = Visitor(hub.url, lena.http)
        await tab.connect(view="stage")
        await tab.drop()
        await amara.do("chat.post", channel="hub", body="Is she still here?")
        assert hub.host.hub.state.live.presence[VisitorId(lena.id)] == "here"
        await tab.connect(view="stage")
        await lena.drop()
        await amara.told("presence.changed", visitor=lena.id, status="lost")
        assert tab.sio is not None
        assert tab.sio.connected
        await tab.drop()


async def test_leaving_the_hub_does_not_end_the_tab_that_watches_but_being_sent_out_does(
    tmp_path: Path,
) -> None:
    async with (
        running_hub(tmp_path) as hub,
        visitor(hub.url, "Lena") as lena,
        visitor(hub.url, "Amara") as amara,
    ):
        await claimed(amara)
        tab = Visitor(hub.url, lena.http)
        await tab.connect(view="stage")
        await lena.post("/api/leave")
        assert (await lena.told("hub.closing"))["reason"] == "left"
        await amara.do("chat.post", channel="hub", body="Do you still watch?")
        await tab.told("message.posted", body="Do you still watch?")
        await lena.connect()
        await amara.do("visitor.remove", visitor=lena.id)
        for each in (lena, tab):
            assert (await each.told("hub.closing", reason="removed"))["reason"] == "removed"
        await tab.drop()


async def test_a_tab_that_watches_acts_for_no_avatar(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Lena") as lena:
        tab = Visitor(hub.url, lena.http)
        await tab.connect(view="stage")
        stood = hub.host.hub.state.live.avatars[VisitorId(lena.id)].spot
        acts: list[tuple[str, dict[str, Any]]] = [
            ("presence.set", {"status": "away"}),
            ("room.enter", {"room": "garden"}),
            ("walk.to", {"room": "garden"}),
            ("media.join", {"tab": "t"}),
            ("media.publish", {"mic": True, "cam": True}),
        ]
        for command, fields in acts:
            with pytest.raises(Refused, match="visitor.not_here"):
                await tab.do(command, **fields)
        await tab.move(stood.x + 8, stood.y)
        await tab.do("stage.ask", stage="hall", body="May I ask?", anonymous=False)
        await tab.do("media.watch", stage="hall", tab="t")
        assert hub.host.hub.state.live.avatars[VisitorId(lena.id)].spot == stood
        await tab.drop()
