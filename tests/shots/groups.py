"""Group work in the pictures: a round with people, cards, a call for help, and the way through its pages."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Protocol

from playwright.async_api import Page

from tests.editor import Editor
from tests.visitor import Visitor

# title, task, and the places in the crowd of those who sit there
GROUPS: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("Schulweg", "Was macht den Weg zur Schule sicher?", (4, 5, 6)),
    ("Grün und Schatten", "Wo fehlen Bäume?", (7, 11)),
    ("Lieferverkehr", "Wie kommt Ware in die Straße?", (10, 15)),
)
CARDS: tuple[tuple[str, ...], ...] = (
    ("3 Zebrastreifen an der Hauptstraße", "Tempo 30 vor Schulen", "Elternhaltestelle"),
    ("Karte geöffnet: Bäume im Westviertel",),
    ("Mikrodepot am Westbahnhof", "Lastenräder ab 2027"),
)
NOTES = (
    "Die Kreuzung am Markt ist zu schnell für Kinder.\nZebrastreifen zuerst, dann Tempo 30.",
    "Im Westviertel fehlt Schatten an allen Haltestellen.",
    "Ein Mikrodepot am Westbahnhof, von dort mit Lastenrädern weiter.\nWer betreibt es?",
)
DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
ROLES = ("Moderation", "Protokoll")


class Taker(Protocol):
    """What takes pictures of a page."""

    page: Page
    is_phone: bool

    async def take(self, screen: str) -> None: ...

    async def enter(self) -> None: ...


async def plan(host: Visitor, people: list[Visitor]) -> dict[str, Any]:
    """A plan of virtual tables, so that nobody leaves their place; its cards are laid in a first round."""
    groups = [{"id": "", "title": title, "task": task} for title, task, _who in GROUPS]
    spec = {
        "title": "Unsere Straße 2030", "room": "training", "minutes": 20, "groups": groups,
        "roles": ROLES, "traits": ("mode",), "late": False, "walk": False,
    }  # fmt: skip
    await host.do("breakout.plan", spec=spec)
    made: dict[str, Any] = (await host.told("breakout.planned"))["data"]
    for group, (_title, _task, members) in zip(made["spec"]["groups"], GROUPS, strict=True):
        for at in members:
            await host.do("breakout.put", plan=made["plan"], visitor=people[at].id, group=group["id"])
    async with meeting(host, people, made):
        for group, cards in zip(made["spec"]["groups"], CARDS, strict=True):
            for text in cards:
                await host.do("card.add", board=f"group:{group['id']}", column="ideas", text=text)
        for group, (_title, _task, members), text in zip(made["spec"]["groups"], GROUPS, NOTES, strict=True):
            notes = await Editor(people[members[0]], f"group:{group['id']}:notes").open()
            await notes.write_down(text)
    return made


@asynccontextmanager
async def meeting(host: Visitor, people: list[Visitor], made: dict[str, Any]) -> AsyncGenerator[None]:
    """A round of the plan runs, and its second group calls for help."""
    seen = len(host.events)
    await host.do("breakout.start", plan=made["plan"])

    def begun() -> str | None:
        rounds = (each["data"]["round"] for name, each in host.events[seen:] if name == "breakout.started")
        return next(rounds, None)

    round_ = await host.wait(begun, "the round")
    caller = people[GROUPS[1][2][0]]
    await caller.told("breakout.seated", round=round_, visitor=caller.id)
    await caller.do("breakout.help", on=True)
    try:
        yield
    finally:
        if not any(
            name == "breakout.ended" and each["data"]["round"] == round_ for name, each in host.events
        ):
            await host.do("breakout.close", round=round_, seconds=0)


async def take_part(camera: Taker, url: str) -> None:
    """Somebody comes to the main room and is put into the group that calls; their banner, and who is there.
    The camera's page is the tower.
    """
    page = camera.page
    browser = page.context.browser
    assert browser is not None
    context = await browser.new_context(
        locale=await page.evaluate("navigator.language"),
        color_scheme="dark" if await page.evaluate(DARK) else "light",
        viewport=page.viewport_size,
        has_touch=camera.is_phone,
    )
    camera.page = await context.new_page()
    await camera.page.goto(f"{url}/?at=training")
    await camera.page.locator(".who input").first.fill("Paula Probe")
    await camera.enter()
    await page.locator(".side-card .member", has_text="Paula").get_by_role("button").click()
    await page.get_by_role("menuitem").nth(1).click()
    await camera.page.locator(".group-banner [role=timer]").wait_for()
    await camera.take("group")
    await camera.page.locator(".group-banner .btn").last.click()
    await camera.page.locator("dialog .rows").wait_for()
    await camera.take("group-people")
    await context.close()
    camera.page = page


async def dialog(camera: Taker, screen: str) -> None:
    """The dialog that opens; then it is closed again."""
    await camera.page.locator("dialog[open]").wait_for()
    await camera.take(screen)
    await camera.page.keyboard.press("Escape")
    await camera.page.locator("dialog[open]").wait_for(state="detached")


async def of_tile(camera: Taker, screen: str, item: int) -> None:
    """What an entry of the first tile's menu opens."""
    await camera.page.locator(".group-verbs [aria-haspopup=menu]").first.click()
    await camera.page.get_by_role("menuitem").nth(item).click()
    await dialog(camera, screen)


async def of_person(camera: Taker, screen: str, item: int) -> None:
    """What an entry of the menu of the first tile's first person opens."""
    await camera.page.locator(".tile-item .member .btn").first.click()
    await camera.page.get_by_role("menuitem").nth(item).click()
    await dialog(camera, screen)


async def lead(camera: Taker) -> None:
    """What a lead can do to a group and its people; then one group is heard while the clock stands."""
    page = camera.page
    for item, screen in ((4, "tower-task"), (5, "tower-merge"), (6, "tower-split"), (7, "tower-end-group")):
        await of_tile(camera, screen, item)
    for item, screen in ((len(GROUPS), "tower-swap"), (len(GROUPS) + 1, "tower-role")):
        await of_person(camera, screen, item)
    ear, clock = page.locator(".group-verbs .btn").first, page.locator(".tower-time .btn.square")
    await ear.click()
    await page.locator(".tile-item .chip.info").wait_for()
    await clock.click()
    await page.locator(".tower-time .chip").wait_for()
    await camera.take("tower-listening")
    await clock.click()
    await ear.click()
    await page.locator(".tile-item .chip.info").wait_for(state="detached")


async def rehearse(camera: Taker) -> None:
    """The round is over at once, and the next one is rehearsed."""
    page = camera.page
    await end_now(page)
    await page.locator(".workshop-main > .note .btn.primary").wait_for()
    await camera.take("tower-over")
    await page.locator(".workshop-main > .note .btn").last.click()
    await page.locator(".workshop-head > .btn").nth(-2).click()
    await page.locator("dialog[open]").wait_for()
    await camera.take("plan-rehearse")
    await page.locator("dialog .verbs .primary").click()
    await page.locator(".tile-item .member").first.wait_for()
    await camera.take("tower-rehearsal")
    await end_now(page)
    await page.locator(".workshop-main > .note .btn.primary").wait_for()


async def end_now(page: Page) -> None:
    """All are called back without a countdown."""
    await page.locator(".tower-time .btn.danger").click()
    await page.locator("dialog[open] .seg label").first.click()
    await page.locator("dialog .verbs .danger").click()
    await page.locator("dialog[open]").wait_for(state="detached")


async def walk_through(camera: Taker, url: str) -> None:
    """The tower with its dialogs, one's own group, the results, all plans, one plan and its parts."""
    page = camera.page
    await page.goto(url)
    await page.locator(".who .other-doors button").last.click()
    await page.locator("canvas").focus()
    await page.locator(".group-banner").wait_for()
    await camera.take("groups-lead")
    await page.keyboard.press("g")
    await page.locator(".tile-item.help").wait_for()
    await page.locator(".made-card").first.wait_for()
    if await page.locator(".panel-head").count():
        await page.locator(".panel-head button").last.click()
    await camera.take("tower")
    await lead(camera)
    await page.locator(".tower-time .btn.danger").click()
    await dialog(camera, "tower-end")
    await take_part(camera, url)
    await page.locator(".tower-side > section:last-child > .btn").first.click()
    await page.locator(".result-list").first.wait_for()
    await camera.take("results")
    await page.locator(".workshop-head > .btn").first.click()
    await page.locator(".workshop-main > .rows").wait_for()
    await camera.take("plans")
    await page.locator(".workshop-head .btn.primary").click()
    await dialog(camera, "plan-new")
    await page.locator(".rows .verb").first.click()
    await page.locator(".tower-bar > .btn").last.click()
    await page.locator(".plan-group").first.wait_for()
    await camera.take("plan")
    await page.locator("#tab-seats").click()
    await page.locator(".seat-group .member").first.wait_for()
    await camera.take("seats")
    await page.locator("#tab-leads").click()
    await page.locator("#plan-roster").wait_for()
    await camera.take("plan-leads")
    await page.locator(".workshop-head > .btn").last.click()
    await dialog(camera, "plan-start")
    await page.locator(".workshop-head > .btn.primary").first.click()
    await rehearse(camera)
