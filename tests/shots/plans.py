"""A plan before and after its rounds: files and what is wrong with them, polls, the choice of a group, the
columns of a board, results by column, and a vote of everybody.
"""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import FilePayload

from .camera import Camera
from .house import House

ROSTER = "name;language\nAmara Beispiel;de\n;en\nJonas Beispiel;en\nWer noch kommt;fr\n"
CHOICE: dict[str, Any] = {
    "title": "Stadtteilfest", "room": None, "minutes": 20, "choice": True, "traits": ["language", "skill"],
    "task": "Was gehört zu einem Fest für alle?",
    "groups": [
        {"id": "", "title": "Bühne", "size": 2},
        {"id": "", "title": "Essen", "size": 6, "task": "Wer kocht?"},
        {"id": "", "title": "Spiele", "table": "Tisch 7"},
    ],
}  # fmt: skip


async def plans_page(camera: Camera, url: str) -> None:
    """All plans, by the key."""
    await camera.page.goto(url)
    await camera.enter()
    await camera.page.locator("canvas").focus()
    await camera.page.keyboard.press("g")
    await camera.page.locator(".workshop-main > .rows").wait_for()


async def read(camera: Camera, screen: str, name: str, text: str) -> None:
    """A file in the dialog that is open, and what it says of it."""
    kind = "text/csv" if name.endswith("csv") else "application/json"
    payload = FilePayload(name=name, mimeType=kind, buffer=text.encode())
    await camera.page.locator("dialog input[type=file]").set_input_files(payload)
    await camera.page.locator("dialog .import-report").wait_for()
    await camera.take(screen)


async def shut(camera: Camera) -> None:
    """The dialog is closed."""
    await camera.page.keyboard.press("Escape")
    await camera.page.locator("dialog[open]").wait_for(state="detached")


async def files(camera: Camera, house: House) -> None:
    """A plan from a file, whole and with faults; a list of people."""
    page = camera.page
    async with house.host.http.get(f"{house.url}/api/breakouts/{house.plan['plan']}/file") as answer:
        whole = json.loads(await answer.text())
    wrong = {**whole, "minutes": 0, "groups": [{**each, "room": "Keller"} for each in whole["groups"]]}
    await page.locator(".workshop-head .btn").first.click()
    await page.locator("dialog[open]").wait_for()
    await camera.take("plan-file")
    await read(camera, "plan-file-faults", "plan.json", json.dumps(wrong))
    await read(camera, "plan-file-read", "plan.json", json.dumps(whole))
    await shut(camera)
    await page.locator(".rows .verb").last.click()
    await page.locator("#tab-leads").click()
    await page.locator("[aria-labelledby=plan-roster] .btn").first.click()
    await read(camera, "roster-file", "people.csv", ROSTER)
    await page.locator("dialog .verbs .primary").click()
    await page.locator(".roster .chip").first.wait_for()
    await camera.take("plan-roster")
    await house.host.do("breakout.roster", plan=house.plan["plan"], roster=[])


async def polls(camera: Camera) -> None:
    """A poll is prepared; what the plan's menu asks before the plan is gone."""
    page = camera.page
    await page.locator("#tab-spec").click()
    await page.locator("[aria-labelledby=plan-polls] .btn").first.click()
    await page.locator("dialog [autofocus]").fill("Tempo 30 vor Schulen?")
    await page.locator("dialog textarea").fill("Ja\nNein")
    await camera.take("plan-poll")
    await page.locator("dialog .verbs .primary").click()
    await page.locator("[aria-labelledby=plan-polls] li").wait_for()
    await page.locator("[aria-labelledby=plan-polls]").scroll_into_view_if_needed()
    await camera.take("plan-polls")
    await page.locator(".plan-save .btn").first.click()
    await page.locator(".workshop-head [aria-haspopup=menu]").click()
    await page.locator("[role=menuitem].danger").click()
    await page.locator("dialog[open]").wait_for()
    await camera.take("plan-remove")
    await shut(camera)


@asynccontextmanager
async def choosing(house: House) -> AsyncGenerator[dict[str, Any]]:
    """A plan whose first group two have chosen, so that it is full."""
    seen = len(house.host.events)
    await house.host.do("breakout.plan", spec=CHOICE)

    def planned() -> dict[str, Any] | None:
        told = (each["data"] for name, each in house.host.events[seen:] if name == "breakout.planned")
        return next(told, None)

    made: dict[str, Any] = await house.host.wait(planned, "the plan")
    for each in house.people[:2]:
        await each.do("breakout.choose", plan=made["plan"], group=made["spec"]["groups"][0]["id"])
    try:
        yield made
    finally:
        await house.host.do("breakout.remove", plan=made["plan"])


async def choose(guest: Camera, house: House) -> None:
    """A guest chooses a group."""
    page = guest.page
    async with choosing(house):
        await page.locator(".group-banner .btn").wait_for()
        await guest.take("choice")
        await page.locator(".group-banner .btn").click()
        await page.locator("dialog .light-words").wait_for()
        await page.locator("dialog .verb").nth(1).click()
        await page.locator("dialog .chip.accent").wait_for()
        await page.locator("dialog li:nth-child(2) .num", has_text="1").wait_for()
        await guest.take("choose")
        await shut(guest)
        await guest.take("chosen")


async def columns(guest: Camera, house: House) -> None:
    """What columns a board has."""
    page = guest.page
    await page.goto(house.url + "/?at=lab-table-2")
    await guest.enter()
    if guest.is_phone:
        await page.keyboard.press("c")
    await page.locator("#tab-board").click()
    await page.locator(".board [aria-haspopup=menu]").first.click()
    await page.locator("[role=menuitem]").first.click()
    await page.locator("dialog .arrange").first.wait_for()
    await guest.take("board-columns")
    await shut(guest)
    if guest.is_phone:
        await page.locator(".panel-head button").last.click()


async def vote(camera: Camera, guest: Camera, house: House) -> None:
    """Results by column; all their cards come to a vote, which a guest takes part in."""
    page = camera.page
    await page.locator(".workshop-head > .btn").first.click()
    await page.locator(".rows li > [aria-haspopup=menu]").last.click()
    await page.locator("[role=menuitem]").first.click()
    await page.locator(".results-head label").last.click()
    await page.locator(".result-list").first.wait_for()
    await camera.take("results-columns")
    await page.locator(".workshop-head > .btn[aria-disabled=false]").nth(2).click()
    await page.locator(".plan-votes .poll").wait_for()
    await guest.page.locator(".group-banner .btn").wait_for()
    await guest.take("vote-asked")
    await guest.page.locator(".group-banner .btn").click()
    await guest.page.locator("dialog .poll").wait_for()
    await guest.take("vote")
    await guest.page.locator("dialog [type=checkbox]").first.check(force=True)
    await guest.page.locator("dialog .poll [type=submit]").click()
    await guest.page.locator("dialog .poll > .btn").wait_for()
    await guest.take("voted")
    await camera.take("results-vote")
    opened = [each["data"]["poll"] for name, each in house.host.events if name == "poll.opened"][-1]
    await house.host.do("poll.close", poll=opened)
    await house.host.do("poll.remove", poll=opened)


async def walk_through(camera: Camera, house: House) -> None:
    """All of it."""
    guest = await house.again(camera)
    await plans_page(camera, house.url)
    await files(camera, house)
    await polls(camera)
    await guest.page.goto(house.url)
    await guest.page.locator(".who input").first.fill("Paula Probe")
    await guest.enter()
    await choose(guest, house)
    await columns(guest, house)
    await vote(camera, guest, house)
    await guest.page.context.close()
