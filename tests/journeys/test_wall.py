"""The venue screen from the last row: each scene's smallest text in both languages, the map with who is near,
and the turns it takes by itself.
"""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from rooms.ids import VisitorId
from rooms.state import Avatar
from tests.server.small_hub import claimed
from tests.server.test_door import scan
from tests.server.test_polls import opened
from tests.server.test_slides import brought
from tests.tools import axe
from tests.tools.browsers import People
from tests.tools.pdf import pdf
from tests.visitor import Visitor, visitor

from .journey import until, visiting
from .painted import PAINTED, STAMPS, names

LEAST = 30
"""The size of the smallest text at 1920x1080 in pixels, as docs/howto/hall.md promises it."""
STOPPED = """
// A clock that can be stopped at any time of the day.
window.at = 0;
const real = Date.now;
Date.now = () => window.at || real();
"""
SMALL = """([scope, least]) => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector(scope), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: text } = walker;
    const range = new Range();
    range.selectNodeContents(text);
    const { width, height } = range.getBoundingClientRect();
    const box = text.parentElement;
    const seen = box.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    if (!seen || box.closest(".unseen") || width < 2 || height < 2) continue;
    found.push([Number.parseFloat(getComputedStyle(box).fontSize), text.data]);
  }
  const drawn = document.querySelector(".venue-ground") ? [...window.painted] : [];
  const all = [...found, ...drawn.map(([text, size]) => [size, text])];
  for (const part of document.querySelectorAll(".venue > section"))
    if (part.scrollHeight > part.clientHeight + 2) all.push([0, `${part.className} is cut off`]);
  if (all.length === 0) return [[0, "nothing can be read"]];
  return all.filter(([size]) => size < least - 0.05).sort(([one], [other]) => one - other);
}"""
"""Each text that can be seen and is smaller, with its size in CSS pixels; and what is cut off."""
TALK = "What the citizens' panel proposed for the market square, and what becomes of it"
LONG = ("Which of these does the market need before anything else is built there? " * 5)[:300].strip()
QUESTION = "Who waters the trees when it has not rained for a month?"


@dataclass
class Walls:
    """The projector's page in English and in German, and whoever directs it."""

    host: Visitor
    pages: tuple[Page, Page]

    async def shows(self, what: str) -> None:
        """Wait for what only this scene has; then nothing on it is too small or too faint."""
        for page in self.pages:
            await expect(page.locator(what).first).to_be_visible()
            assert await page.evaluate(SMALL, [".venue", LEAST]) == [], what
        assert await axe.serious(self.pages[0]) == [], what

    async def turn_to(self, scene: str, what: str) -> None:
        """A scene that the host directs."""
        await self.host.do("stage.scene", stage="hall", scene=scene)
        await self.shows(what)


async def wall(people: People, url: str) -> Page:
    """A projector's browser."""
    context = await people.person(width=1920, height=1080, calm=True)
    await context.add_init_script(PAINTED + STOPPED)
    page = await context.new_page()
    await page.goto(url)
    return page


@asynccontextmanager
async def hall(url: str) -> AsyncGenerator[tuple[Visitor, Visitor, Visitor]]:
    """A host, and two people in the hall from afar; a third sits in it, let in at the door."""
    async with AsyncExitStack() as stack:
        host, ada, ben = [
            await stack.enter_async_context(visitor(url, name)) for name in ("Host", "Ada", "Ben")
        ]
        mia = await stack.enter_async_context(visitor(url))
        await claimed(host)
        for each in (ada, ben):
            await each.do("room.enter", room="hall")
        await mia.join("Mia")
        await scan(host, (await mia.get("/api/check-in"))["short"])
        yield host, ada, ben


async def planned(host: Visitor) -> None:
    """A talk that is on, and what comes next."""

    def at(minutes: int) -> str:
        return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S+00:00")

    rows = (
        "id,title,start,duration,room,speakers",
        f'a,"{TALK}",{at(-20)},00:45,hall,Henrike Probe',
        f"b,Workshop: ideas for the market,{at(40)},01:00,hall,",
    )
    await host.post("/api/programme/import", {"name": "plan.csv", "text": "\n".join(rows), "apply": True})


async def on_it(walls: Walls) -> None:
    """What is on, and who is there from afar; the first at the queue's card."""
    await planned(walls.host)
    await walls.turn_to("now", ".venue-now h1")
    await expect(walls.pages[0].get_by_role("heading", name=TALK)).to_be_visible()
    await walls.turn_to("faces", ".venue-crowd li")


async def asked(walls: Walls, ada: Visitor, ben: Visitor) -> None:
    """Hands and questions with their words, then one of them before all."""
    await ada.do("stage.raise", stage="hall", seat="")
    await ben.do("stage.ask", stage="hall", body=QUESTION, anonymous=False)
    entry = (await walls.host.told("stage.entry_added", body=QUESTION))["data"]["entry"]
    await walls.turn_to("queue", ".venue-words")
    await walls.host.do("stage.pin", entry=entry)
    await walls.shows(".venue-pinned")
    await walls.host.do("stage.unpin", entry=entry)


POLLS: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
    (".bars .most", {"options": ["More trees", "Benches", "A fountain", "Quiet corners"]}, {"picks": [1]}),
    (".cloud li", {"kind": "words", "options": []}, {"words": ["Shade"]}),
    (".venue-poll .t13", {"kind": "rating", "options": []}, {"picks": [4]}),
    (
        ".bars :nth-child(12)",
        {"question": LONG, "options": [f"{LONG[:90]} {at}" for at in range(12)]},
        {"picks": [1]},
    ),
    (".venue-poll .hint", {"results": "after"}, {"picks": [0]}),
)
"""What stands on the wall only when somebody has voted, the poll, and the vote."""


async def polled(walls: Walls, ada: Visitor) -> None:
    """Results of each kind while they come in; and of one whose result is for later, that it is."""
    await walls.turn_to("poll", ".venue-poll h1")
    for what, spec, vote in POLLS:
        poll = await opened(walls.host, None, **{"question": "What does the market need first?", **spec})
        await ada.told("poll.opened", poll=poll)
        await ada.do("poll.vote", poll=poll, **vote)
        await walls.shows(what)
        await walls.host.do("poll.close", poll=poll)
        await walls.host.do("poll.remove", poll=poll)


async def mapped(walls: Walls, ada: Visitor, body: Avatar) -> None:
    """Everybody who is near stands on it by name, those in the real hall too, and it follows their steps."""
    await walls.turn_to("map", ".venue-ground canvas")
    page = walls.pages[0]
    await expect(page.get_by_role("heading", name="4 people are on the map around the hall")).to_be_visible()
    await names(page, "Host", "Ada", "Ben", "Mia")
    await walls.shows(".venue-ground canvas")
    before = (await page.evaluate(STAMPS))["Ada"]
    await ada.move(body.x + 16, body.y, epoch=body.epoch)

    async def has_moved() -> bool:
        now = (await page.evaluate(STAMPS))["Ada"]
        return now[0] - before[0] == 10 and now[1] == before[1]

    await until(has_moved, "half a tile to the right, at twenty pixels a tile")


async def said(walls: Walls) -> None:
    """What is said stands below; then slides take it all."""
    host = walls.host
    await host.do("stage.scene", stage="hall", scene="now")
    await host.do("caption.captioner", stage="hall", visitor=host.id, language="de")
    await host.do("caption.say", stage="hall", language="de", body="Wir beginnen mit den Fragen.")
    await walls.shows(".caption-line span")
    deck = await brought(host, ("Talk.pdf", pdf(3)), pages="3")
    await host.do("stage.scene", stage="hall", scene="auto")
    await host.do("stage.turn", stage="hall", deck=deck, page=2)
    await walls.shows(".venue-slides canvas")
    await host.do("stage.deck_remove", deck=deck)


async def turning(people: People, url: str) -> None:
    """By itself every second turn is what is on, and between them is all else that there is."""
    page = await wall(people, f"{url}/screen/hall")
    await expect(page.locator(".venue-faces li")).to_have_count(2)
    scenes = {"now": ".venue-now", "faces": ".venue-crowd", "map": ".venue-map"}
    even = int(datetime.now(UTC).timestamp()) // 20 * 20_000 + 45_000
    seen = list[str]()
    for turn in range(4):
        await page.evaluate("at => { window.at = at; }", even + 10_000 * turn)
        wanted = scenes["now"] if turn % 2 == 0 else ":is(.venue-crowd, .venue-map)"
        await expect(page.locator(wanted)).to_be_visible()
        seen += [name for name, what in scenes.items() if await page.locator(what).count()]
    assert seen[::2] == ["now", "now"]
    assert set(seen[1::2]) == {"faces", "map"}


async def window(people: People, url: str, host: Visitor) -> None:
    """Whoever stands at a window of the hub is named there as large."""
    spot = {key: host.place[key] for key in ("floor", "x", "y")}
    for language in ("en", "de"):
        page = await wall(people, f"{url}/box?lang={language}")
        digits = await page.locator(".digits").inner_text()
        code = "".join(each for each in digits if each.isdigit())[-6:]
        pairing = {"code": code, "stage": "hall", "title": "Hallway", "spot": spot}
        box = (await host.post("/api/boxes", pairing))["box"]["id"]
        await expect(page.locator(".hallway-faces")).to_be_visible()
        assert await page.evaluate(SMALL, [".hallway", LEAST]) == []
        assert await axe.serious(page) == []
        await host.do("box.revoke", box=box)


@pytest.mark.may_block("starting a hub reads and checks the whole pack")
async def test_every_scene_of_the_wall_is_read_from_the_last_row_and_shows_who_is_near(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people), hall(hub.url) as (host, ada, ben):
        screen = f"{hub.url}/screen/hall?captions=de&lang="
        english, german = [await wall(people, screen + each) for each in ("en", "de")]
        walls = Walls(host, (english, german))
        await turning(people, hub.url)
        await mapped(walls, ada, hub.host.hub.state.live.avatars[VisitorId(ada.id)])
        await on_it(walls)
        await asked(walls, ada, ben)
        await polled(walls, ada)
        await said(walls)
        await window(people, hub.url, host)
