"""A screen is shared with those one hears, in a room and from a stage, and ends with the place; a host lays
the stage out, and each viewer sees it otherwise if they like.
"""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from tests.tools import axe
from tests.visitor import Visitor, visitor

from .journey import Guest, guest, until, visiting

GONE = "Your screen is not shared any more."


def large(person: Guest, label: str) -> Locator:
    """A picture that stands on somebody's page."""
    return person.page.get_by_label(label, exact=True).and_(person.page.locator("video"))


async def runs(picture: Locator) -> None:
    """Wait until a picture is there and moves."""
    await expect(picture).to_be_visible()
    before = await picture.evaluate("each => each.currentTime")

    async def moved() -> bool:
        return await picture.evaluate("each => each.videoWidth > 0 && each.currentTime") > before

    await until(moved, "a picture that moves")


async def layout(person: Guest, name: str) -> None:
    """Choose how one sees the stage oneself."""
    await person.button("Layout of the pictures").click()
    assert await axe.serious(person.page) == []
    await person.page.get_by_role("menuitemradio", name=name).click()


async def laid(person: Guest, name: str) -> None:
    """Wait until somebody sees the stage so."""
    await expect(person.page.locator(f".stage-pictures.{name}")).to_be_visible()


async def for_all(ann: Guest, name: str) -> None:
    """The moderator lays the stage out for everybody."""
    await ann.button("Set up the stage").click()
    await ann.page.get_by_role("menuitemradio", name=name).click()


async def are_beside(person: Guest, *labels: str) -> None:
    """Wait until two pictures run, as high as each other and one right of the other."""
    await asyncio.gather(*(runs(large(person, each)) for each in labels))

    async def beside() -> bool:
        one, other = [await large(person, each).bounding_box() for each in labels]
        if one is None or other is None:
            return False
        return abs(one["y"] - other["y"]) < 2 and one["x"] + one["width"] <= other["x"]

    await until(beside, f"{labels} side by side")


async def gather_in(host: Visitor, room: str, *people: Guest) -> None:
    """Bring people into a room at once."""
    for each in people:
        await host.do("visitor.move", visitor=each.id, room=room)


async def in_a_room(ann: Guest, bo: Guest) -> None:
    """Both share; the other's screen stands large, one's own is small beside it; the browser's own button
    ends it too.
    """
    await ann.sees("2 hear each other")
    before = await bo.page.evaluate("window.negotiated")
    await ann.page.keyboard.press("b")
    await runs(large(bo, "Screen of Ann"))
    await bo.button("Share").click()
    await runs(large(ann, "Screen of Bo"))
    await runs(large(bo, "Your screen"))
    assert await axe.serious(bo.page) == []
    await expect(bo.page.locator(".shared-large figcaption")).to_have_text("Screen of Ann")
    await bo.page.evaluate("window.shared.dispatchEvent(new Event('ended'))")
    await expect(large(ann, "Screen of Bo")).to_have_count(0)
    assert await bo.page.evaluate("window.negotiated") == before, "nothing is negotiated anew"
    await ann.page.keyboard.press("b")
    await expect(large(bo, "Screen of Ann")).to_have_count(0)


async def at_the_stage(ann: Guest, bo: Guest, watcher: Guest) -> None:
    """Who is on the stage shares; the layout is the hosts', or one's own."""
    await expect(bo.page.locator(".stage-picture")).to_be_visible()
    await bo.page.keyboard.press("b")
    await bo.sees("At a stage, only those on the stage share their screen.")
    await ann.button("Share").click()
    await asyncio.gather(*(runs(large(each, "Screen of Ann")) for each in (bo, watcher)))
    await laid(watcher, "speaker")
    await runs(large(watcher, "Camera of Ann"))
    assert await axe.serious(watcher.page) == []
    await layout(watcher, "Picture alone")
    await expect(large(watcher, "Camera of Ann")).to_have_count(0)
    await ann.button("Questions").click()
    await for_all(ann, "Gallery")
    await asyncio.gather(laid(bo, "gallery"), laid(watcher, "picture"), runs(large(bo, "Camera of Ann")))
    await layout(watcher, "As the moderators show it: Gallery")
    await asyncio.gather(laid(watcher, "gallery"), runs(large(watcher, "Camera of Ann")))
    await for_all(ann, "Side by side")
    await asyncio.gather(*(laid(each, "side") for each in (bo, watcher)))
    await asyncio.gather(*(are_beside(each, "Screen of Ann", "Camera of Ann") for each in (bo, watcher)))


async def test_screens_are_shared_where_one_is_and_stages_seen_as_laid_out(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True) as (hub, people):
        ann, bo = [await (await guest(people, hub.url, name)).enter() for name in ("Ann", "Bo")]
        async with visitor(hub.url, "Host") as host:
            await host.post("/api/admin/claim", {"token": "test-admin"})
            await gather_in(host, "lens", ann, bo)
            await in_a_room(ann, bo)
            await gather_in(host, "hall", ann, bo)
            await host.do("role.grant", visitor=ann.id, role="moderator")
            watcher = await guest(people, f"{hub.url}/stage/hall", "Guest")
            await watcher.button("Watch and listen").click()
            await at_the_stage(ann, bo, watcher)
            await watcher.page.reload()
            await watcher.button("Watch and listen").click()
            await laid(watcher, "side")
            await gather_in(host, "lens", ann)
        await asyncio.gather(ann.sees(GONE), expect(large(watcher, "Screen of Ann")).to_have_count(0))
