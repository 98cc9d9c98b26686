"""Equal without the map: the keyboard alone leads everywhere, and no page shuts anybody out."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from server.app import Running
from tests.tools import axe
from tests.tools.browsers import People
from tests.visitor import visitor

from .journey import Guest, guest, until, visiting

FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return ["", true];
  const label = at.labels?.[0]?.innerText ?? "";
  const name = at.getAttribute("aria-label") || label || at.innerText || at.placeholder || "";
  const shown = at.matches(":is(input[type=radio])") ? at.closest("label") ?? at : at;
  const own = at.offsetWidth > 4 && getComputedStyle(at).opacity !== "0" ? [at] : [];
  const styles = [...own, shown, shown.parentElement].map((each) => getComputedStyle(each));
  const ring = styles.some((each) => each.outlineStyle !== "none" || each.boxShadow !== "none");
  return [name.trim().replace(/\\s+/g, " "), ring];
}"""
OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth > innerWidth + 1;
  const out = [...document.querySelectorAll("button, a, input, h1, h2")].filter((each) => {
    const { left, right, width } = each.getBoundingClientRect();
    const unseen = each.closest(".unseen, .skip, [popover]:not(:popover-open)");
    return width > 1 && !unseen && (left < -1 || right > innerWidth + 1);
  });
  return [wide ? "the page is too wide" : "", ...out.map((each) => each.innerText || each.outerHTML)]
    .filter(Boolean);
}"""
SLOW = """() => [...document.querySelectorAll("*")].filter((each) => {
  const { transitionDuration, animationDuration, animationName } = getComputedStyle(each);
  const longest = (text) => Math.max(...text.split(",").map(parseFloat));
  const moves = animationName !== "none" && longest(animationDuration) > 0.02;
  return moves || longest(transitionDuration) > 0.02;
}).map((each) => each.className)"""
COVERED = """() => {
  const at = document.activeElement;
  const { left, top, bottom } = (at.closest("label") ?? at).getBoundingClientRect();
  const over = [top + 1, bottom - 1].map((y) => document.elementFromPoint(left + 9, y)?.closest(".enter"));
  return !at.closest(".enter") && over.some(Boolean);
}"""
DIALOGS = ("All keys …", "Display and controls …", "Camera and microphone …", "Name and figure …")
PAGES = ("/imprint", "/privacy", "/accessibility", "/stage/hall", "/camera/hall#key=none", "/nowhere")
MAY_BLOCK = pytest.mark.may_block("starting a hub reads and checks the whole pack")


async def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until what has this name has the focus; every stop on the way shows where it is."""
    stops: list[str] = []
    for _ in range(90):
        await page.keyboard.press(key)
        at, has_ring = await page.evaluate(FOCUS)
        assert has_ring or not at, f"nothing shows that {at!r} has the focus"
        if at == name:
            return
        stops.append(at)
    raise AssertionError(f"{name!r} is not reached by {key}; stops: {stops}")


async def press(page: Page, name: str) -> None:
    """Reach a button and press it."""
    await tab_to(page, name)
    await page.keyboard.press("Enter")


async def come_in(page: Page) -> None:
    """The skip link comes first; the list is a door of its own."""
    await tab_to(page, "Your name")
    await page.keyboard.type("Lena")
    await expect(page.locator("form button[type=submit]")).to_have_text("Enter as a list")
    await expect(page.get_by_role("button", name="Enter with the map", exact=True)).to_be_visible()
    await press(page, "Enter as a list")
    await page.get_by_role("heading", level=1, name="Places").wait_for()
    await tab_to(page, "Skip to the content")


async def talk(page: Page) -> None:
    """Into a room, to a person, into a conversation, and a word in the chat."""
    await press(page, "Enter: Training room")
    await expect(page.locator("[aria-current=location]")).to_contain_text("Training room")
    await page.keyboard.press("p")
    await press(page, "Go there: Jonas")
    log = page.get_by_role("log")
    await expect(log).to_contain_text("You are in a conversation with Jonas.")
    await page.keyboard.press("c")
    await expect(page.locator(".composer textarea")).to_be_focused()
    await page.keyboard.type("Hello Jonas")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message", has_text="Hello Jonas")).to_be_visible()
    await tab_to(page, "Chat", "Shift+Tab")
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="People")).to_be_focused()


async def to_the_stage(page: Page) -> None:
    """By the list to its picture, and by its link to the page for those who only watch."""
    await page.keyboard.press("r")
    await press(page, "Enter: Stage hall")
    await page.get_by_role("figure", name="Stage: Stage hall").wait_for()
    await tab_to(page, "Watch only: Stage hall, opens in a new tab")
    async with page.expect_popup() as opened:
        await page.keyboard.press("Enter")
    stage = await opened.value
    await press(stage, "Watch and listen")
    await stage.get_by_role("slider", name="Volume").wait_for()


@MAY_BLOCK
async def test_the_keyboard_alone_leads_from_the_door_through_a_conversation_to_the_stage(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people), visitor(hub.url, "Jonas") as jonas:
        await jonas.do("walk.to", floor="plaza", x=1136, y=760)
        await jonas.told("walk.ended", visitor=jonas.id)
        lena = await guest(people, f"{hub.url}/list", "Lena")
        await come_in(lena.page)
        await talk(lena.page)
        await to_the_stage(lena.page)


async def examine(page: Page, where: str, found: list[str]) -> None:
    """Note what axe finds serious, with the screen it was found on."""
    found += [f"{where}: {each}" for each in await axe.serious(page)]


async def examine_hub(page: Page, found: list[str]) -> None:
    """Map, people, menu, every dialog, list."""
    await examine(page, "map", found)
    await page.keyboard.press("p")
    await examine(page, "people", found)
    for dialog in DIALOGS:
        await page.get_by_role("button", name="More", exact=True).click()
        await page.get_by_role("menuitem", name=dialog).click()
        await page.get_by_role("dialog").wait_for()
        await examine(page, dialog, found)
        await page.keyboard.press("Escape")
        await page.get_by_role("dialog").wait_for(state="detached")
    await page.keyboard.press("Control+k")
    await examine(page, "search", found)
    await page.keyboard.press("Escape")
    await page.keyboard.press("l")
    await page.get_by_role("heading", level=1, name="Places").wait_for()
    await examine(page, "list", found)


@MAY_BLOCK
async def test_axe_finds_nothing_serious_on_any_page(chromium: Browser, tmp_path: Path) -> None:
    found: list[str] = []
    async with visiting(chromium, tmp_path) as (hub, people), visitor(hub.url, "Jonas") as jonas:
        people.expect("404")  # the page that does not exist
        await jonas.do("chat.post", channel="hub", body="Hello")
        lena = await guest(people, hub.url, "Lena")
        await examine(lena.page, "join", found)
        await lena.enter()
        await examine_hub(lena.page, found)
        for path in PAGES:
            await lena.page.goto(hub.url + path)
            await lena.page.get_by_role("heading", level=1).wait_for()
            await examine(lena.page, path, found)
    assert found == []


async def looks(people: People, hub: Running, settings: str, **more: bool | int) -> Guest:
    """A person with settings of their own, in the list."""
    context = await people.person(**more)  # type: ignore[arg-type]
    await context.add_init_script(
        f"if (isSecureContext) localStorage.setItem('foyer.settings', '{settings}')"
    )
    person = Guest(await context.new_page(), "Lena")
    await person.page.goto(hub.url)
    return person


@MAY_BLOCK
@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
async def test_text_of_twice_the_size_fits_every_screen(
    chromium: Browser, tmp_path: Path, width: int
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        lena = await looks(people, hub, '{"text": "200"}', width=width, height=800)
        found = {"join": await lena.page.evaluate(OVERFLOW)}
        await lena.enter()
        found["map"] = await lena.page.evaluate(OVERFLOW)
        await lena.page.keyboard.press("l")
        await lena.page.get_by_role("heading", level=1, name="Places").wait_for()
        found["list"] = await lena.page.evaluate(OVERFLOW)
        await lena.page.goto(f"{hub.url}/accessibility")
        found["legal"] = await lena.page.evaluate(OVERFLOW)
        assert {where: what for where, what in found.items() if what} == {}


@MAY_BLOCK
@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640)])
async def test_the_way_in_is_in_sight_on_a_phone_and_covers_nothing_that_has_the_focus(
    chromium: Browser, tmp_path: Path, width: int, height: int
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        context = await people.person(width=width, height=height, touch=True)
        page = await context.new_page()
        await page.goto(hub.url)
        await expect(page.get_by_role("button", name="Enter", exact=True)).to_be_in_viewport(ratio=1)
        await tab_to(page, "Your name")
        at = ""
        while at != "Enter":
            await page.keyboard.press("Tab")
            at, _ = await page.evaluate(FOCUS)
            assert not await page.evaluate(COVERED), f"{at!r} is covered while it has the focus"


@MAY_BLOCK
async def test_reduced_motion_and_high_contrast_are_kept(chromium: Browser, tmp_path: Path) -> None:
    async with visiting(chromium, tmp_path) as (hub, people):
        lena = await looks(people, hub, '{"contrast": "high"}', calm=True, dark=True)
        root = lena.page.locator("html")
        await expect(root).to_have_attribute("data-contrast", "high")
        await expect(root).to_have_attribute("data-motion", "reduced")
        await lena.enter()
        await lena.page.keyboard.press("l")
        await lena.page.get_by_role("heading", level=1, name="Places").wait_for()
        assert await lena.page.evaluate(SLOW) == []
        assert await axe.serious(lena.page) == []
        await lena.page.reload()

        async def is_kept() -> bool:
            return await root.get_attribute("data-contrast") == "high"

        await until(is_kept, "high contrast after coming back")
