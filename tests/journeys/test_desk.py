"""The hosts' desk: a ban taken back, a camera's key, an invitation, the acts; and how one is forgotten."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from server.app import Running
from tests.tools import axe, qr
from tests.tools.browsers import People

from .journey import Guest, guest, until, visiting
from .test_hosts import SILENT, administrator, choose
from .test_stage import is_live

SECRET = "My number is 5550123"


async def section(host: Guest, name: str) -> Locator:
    """Open a section of the desk and wait until it is loaded."""
    if not await host.page.get_by_role("dialog", name="Hosts' desk").is_visible():
        await host.button("More").click()
        await host.page.get_by_role("menuitem", name="Hosts' desk …").click()
    await host.page.get_by_role("tab", name=name, exact=True).click()
    body = host.page.get_by_role("tabpanel", name=name, exact=True)
    await expect(body.get_by_label("The list is loading")).to_have_count(0)
    return body


async def unban(ada: Guest, ben: Guest) -> None:
    """Who was banned stands at a closed door, until a host opens it again."""
    await choose(ada, "Ban …")
    await ada.button("Ban").click()
    await ben.sees("This hub is closed to you")
    await ben.page.goto(ben.page.url)
    await ben.page.get_by_label("Your name").fill("Ben")
    await ben.button(SILENT).click()
    await expect(ben.page.get_by_role("alert")).to_be_visible()
    banned = await section(ada, "Banned")
    assert await axe.serious(ada.page) == []
    await banned.get_by_role("button", name="Open again to Ben").click()
    await ada.sees("The hub is open to Ben again", "Nobody is banned")
    await ben.enter(SILENT)


async def key_of(ada: Guest, made: set[str]) -> str:
    """A new key's link, by which a phone may film: it is shown only now, and can be scanned."""
    cameras = await section(ada, "Cameras")
    await cameras.get_by_role("button", name="Make a new key").click()
    await expect(cameras.get_by_role("img", name="QR code")).to_be_visible()
    link = cameras.get_by_label("Link for the camera")

    async def is_new() -> bool:
        return await link.input_value() not in made

    await until(is_new, "a new key")
    made.add(await link.input_value())
    newest = await link.input_value()
    assert newest.startswith("https://")
    assert await qr.scanned(cameras.get_by_role("img", name="QR code")) == newest
    return newest


async def send(people: People, link: str) -> Guest:
    """A device that opens a camera's link and wants to send."""
    camera = await guest(people, link, "Camera")
    await expect(camera.page.get_by_role("heading", level=1)).to_have_text("Camera for Stage hall")
    await camera.button("Start sending").click()
    return camera


async def give_keys(hub: Running, ada: Guest, people: People) -> None:
    """Over https the newest key brings a camera onto the stage, where it is seen and heard, as the desk says;
    the one before is worth nothing.
    """
    made: set[str] = set()
    old, new = await key_of(ada, made), await key_of(ada, made)
    assert await axe.serious(ada.page) == []
    late = await send(people, old)
    await late.sees("This link does not count any more")
    camera = await send(people, new)
    watcher = await guest(people, f"{hub.url}/stage/hall", "Watcher")
    await watcher.button("Watch and listen").click()
    await is_live(watcher)
    await watcher.page.close()
    await expect((await section(ada, "Cameras")).get_by_text("LIVE")).to_be_visible()
    await camera.button("Stop sending").click()
    await expect((await section(ada, "Cameras")).get_by_text("no camera")).to_be_visible()
    await camera.page.close()


async def invite(ada: Guest, people: People) -> None:
    """Whoever comes by a moderators' link has the desk's rights that moderators have."""
    form = await section(ada, "Invitations")
    assert await axe.serious(ada.page) == []
    await form.get_by_label("Role").select_option(label="Moderation")
    await form.get_by_role("button", name="Make a link").click()
    link = await form.get_by_label("Invitation link").input_value()
    cleo = await (await guest(people, link, "Cleo")).enter(SILENT)
    await expect(await section(cleo, "Banned")).to_contain_text("Nobody is banned")
    await expect(form).to_contain_text("10 uses left")
    await expect(form).to_contain_text("Ada · until")
    await form.get_by_role("button", name="Withdraw the invitation for Moderation").click()
    await ada.sees("The invitation for Moderation is withdrawn", "No invitation can be used")
    late = await guest(people, link, "Dan")
    await late.page.get_by_label("Your name").fill("Dan")
    await late.button(SILENT).click()
    await late.sees("This invitation is not known here")
    await late.page.close()
    await cleo.page.close()


async def read_the_acts(ada: Guest) -> None:
    """What was done stands there in sentences, the newest first."""
    acts = (await section(ada, "Host actions")).get_by_role("listitem").get_by_role("paragraph")
    await expect(acts).to_have_text(
        [
            "Ada withdrew an invitation",
            "Ada made an invitation for: Moderation",
            "Ada made a camera key for Stage hall",
            "Ada made a camera key for Stage hall",
            "Ada opened the hub to Ben again",
            "Ada banned Ben",
            "Ada changed the role of Ada: Administration",
        ]
    )
    assert await axe.serious(ada.page) == []
    await ada.page.keyboard.press("Escape")


async def be_forgotten(hub: Running, ada: Guest, ben: Guest) -> None:
    """Name and words are gone from the hub, from open pages and from the list; the browser knows nobody."""
    await ben.page.keyboard.press("c")
    await ben.says(SECRET)
    await ada.page.keyboard.press("c")
    await ada.sees(SECRET)
    await ben.button("More").click()
    await ben.page.get_by_role("menuitem", name="Leave and be forgotten …").click()
    assert await axe.serious(ben.page) == []
    await ben.button("Erase and leave").click()
    await expect(ben.page.get_by_label("Your name")).to_have_value("")
    assert "Welcome back" not in await ben.page.inner_text("body")
    assert "Ben" not in await ben.page.evaluate("JSON.stringify(localStorage)")
    await ada.sees("A former visitor", "This message was deleted.")
    await expect(ada.page.get_by_text(SECRET)).to_have_count(0)
    await expect(ada.page.get_by_text("Ben", exact=True)).to_have_count(0)
    assert ben.id not in hub.host.hub.state.durable.visitors
    await expect(await section(ada, "Host actions")).to_contain_text("Ada banned somebody forgotten")


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_hosts_do_at_their_desk_what_they_may_and_a_visitor_is_forgotten(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(media_chromium, tmp_path, media=True, lan=True, tls_port=0) as (hub, people):
        people.expect("403")  # Ben at the closed door
        people.expect("401")  # the camera with the old key
        people.expect("api/join")  # Dan with a withdrawn link
        ada = await administrator(hub, people)
        ben = await (await guest(people, hub.url, "Ben")).enter(SILENT)
        await ada.page.keyboard.press("p")
        await unban(ada, ben)
        await give_keys(hub, ada, people)
        await invite(ada, people)
        await read_the_acts(ada)
        await be_forgotten(hub, ada, ben)
