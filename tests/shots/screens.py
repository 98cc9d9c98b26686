"""The way through the screens, with a picture of each; the same in every size, language and theme."""

import re
from pathlib import Path

from playwright.async_api import FilePayload, Page

from tests.journeys.journey import until
from tests.running import ROOT
from tests.tools.pdf import pdf

from .interpreting import open_choice, open_console

FOLDER: Path = ROOT / "shots"
# The own figure stands on painted ground.
STANDS = "performance.getEntriesByName('foyer.stands').length > 0"
# A camera's picture is on the screen.
RUNS = "[...document.querySelectorAll('video')].some((each) => each.videoWidth > 0 && each.currentTime > 0)"
LEAVE = (
    "fetch('/api/leave', {method: 'POST', body: '{}',"
    " headers: {'X-Foyer': '1', 'Content-Type': 'application/json'}})"
)
DESK = re.compile("^(Hosts' desk|Moderation) …$")
RECORDINGS = re.compile("^(Recordings|Aufzeichnungen)$")
PAGES = {
    "camera": "/camera/hall#key=sample",
    "legal": "/imprint",
    "error": "/nowhere",
}


class Camera:
    """Takes the pictures of one size, language and theme."""

    def __init__(self, page: Page, label: str, is_phone: bool) -> None:
        self.page = page
        self.label = label
        self.is_phone = is_phone

    async def take(self, screen: str) -> None:
        """Wait until nothing moves any more, then write the picture."""
        await self.page.evaluate("document.fonts.ready")
        await self.page.wait_for_load_state("networkidle")
        await self.page.screenshot(path=FOLDER / f"{screen}-{self.label}.png", animations="disabled")

    async def sees(self, words: str) -> None:
        """Wait until what the script says is so; the page's policy lets no script of ours wait inside it."""

        async def is_so() -> bool:
            return await self.page.evaluate(words)

        await until(is_so, words, 20)

    async def enter(self) -> None:
        """Through the join page without camera, until one stands on the map."""
        await self.page.locator(".who .other-doors button").last.click()
        await self.sees(STANDS)

    async def join(self, url: str) -> None:
        """The join page, camera and microphone tried out, and to Amara's conversation."""
        await self.page.goto(url)
        await self.page.locator(".who input").first.fill("Lena Beispiel")
        await self.take("join")
        await self.page.locator(".ask button").click()
        await self.sees(RUNS)
        await self.take("devices")
        await self.enter()
        await self.page.keyboard.press("Control+k")
        await self.page.locator("dialog input").fill("Amara")
        await self.take("search")
        await self.page.keyboard.press("Enter")
        await self.page.locator(".chip.speak").first.wait_for()

    async def hub(self) -> None:
        """Map, chat, people, the menu of a person, the desk."""
        await self.take("map")
        if self.is_phone:
            await self.page.keyboard.press("c")
            await self.take("chat")
        await self.page.keyboard.press("Escape")
        await self.page.locator("canvas").focus()
        await self.page.keyboard.press("p")
        await self.take("people")
        await self.page.locator(".panel .rows [aria-haspopup=menu]").first.click()
        await self.take("host")
        await self.page.keyboard.press("Escape")
        await self.desk()

    async def desk(self) -> None:
        """The hosts' desk."""
        await self.page.locator(".control[aria-haspopup=menu]").click()
        await self.page.get_by_role("menuitem", name=DESK).click()
        await self.page.locator("dialog [role=tabpanel]").wait_for()
        await self.take("desk")
        await self.page.keyboard.press("Escape")

    async def list(self) -> None:
        """The hub in words."""
        if self.is_phone:
            await self.page.locator(".panel-head button").last.click()
        await self.page.locator(".view-switch button").last.click()
        await self.page.locator(".list-main").wait_for()
        await self.take("list")

    async def hall(self, url: str) -> None:
        """In front of the live stage, with the raised hands beside it."""
        await self.page.goto(url + "/?at=hall")
        await self.enter()
        await self.page.locator(".stage-picture").first.wait_for()
        await self.sees(RUNS)
        await self.take("hall")
        await self.page.keyboard.press("b")
        await self.page.locator(".stage-picture .btn.danger").wait_for()
        await self.sees(RUNS)
        await self.take("sharing")
        await self.page.keyboard.press("b")
        await self.page.keyboard.press("h")
        await self.page.locator("[role=tabpanel] .votes").first.wait_for()
        await self.take("hands")
        await self.recording()

    async def recording(self) -> None:
        """The question whether one may be recorded, and the list of recordings."""
        await self.page.locator(".queue-head [aria-haspopup=menu]").click()
        await self.page.get_by_role("menuitem", name=RECORDINGS).click()
        await self.page.locator("dialog.recordings .btn.primary").click()
        await self.page.locator("dialog.consent .verbs .btn").first.wait_for()
        await self.take("consent")
        await self.page.locator("dialog.consent .verbs .btn").first.click()
        await self.page.locator("dialog.recordings .btn.danger").click()
        await self.page.locator(".kept-parts .btn").first.wait_for()
        await self.take("recordings")
        await self.page.keyboard.press("Escape")
        await open_console(self.page)
        await self.take("console")
        await self.slides()

    async def table(self, url: str) -> None:
        """At a table whose people write: notes, board and sketch."""
        await self.page.goto(url + "/?at=lab-table-2")
        await self.enter()
        if self.is_phone:
            await self.page.keyboard.press("c")
        for tab in ("notes", "board", "sketch"):
            await self.page.locator(f"#tab-{tab}").click()
            await self.page.locator(
                f"#body-{tab} :is(.cm-content, .note-card, .sketch-sheet)"
            ).first.wait_for()
            await self.take(tab)

    async def slides(self) -> None:
        """A talk of twelve pages at its second, with the next one in view."""
        await self.page.locator("[role=tab][id*=slides]").click()
        talk = FilePayload(name="Vortrag.pdf", mimeType="application/pdf", buffer=pdf(12))
        if not await self.page.locator(".presenter").count():
            await self.page.locator(".uploader input").set_input_files(talk)
            await self.page.locator(".deck .btn.soft").last.click()
            await self.page.locator(".presenter .btn.primary").click()
        await self.page.locator(".slide canvas").wait_for()
        await self.take("slides")
        await self.page.locator(".presenter > .btn").click()
        await self.page.locator(".presenter").wait_for(state="detached")

    async def stage(self, url: str) -> None:
        """The live stage for those who only watch, before and after the one button."""
        await self.page.goto(url + "/stage/hall")
        await self.page.locator("h1").first.wait_for()
        await self.take("stage")
        await self.page.locator(".entrance button").click()
        await self.sees(RUNS)
        await self.take("live")
        await self.page.locator(".over-end [aria-haspopup=menu]").click()
        await self.take("layouts")
        await self.page.keyboard.press("Escape")
        await open_choice(self.page)
        await self.take("channels")
        await self.page.keyboard.press("Escape")

    async def phones(self, url: str) -> None:
        """The hall's phones, before and after the one button, and its screen in the size of a projector."""
        await self.page.goto(url + "/hall/hall")
        await self.page.locator(".phone-door button").wait_for()
        await self.take("seat")
        await self.page.locator(".phone-door button").click()
        await self.page.locator(".queue-verbs").wait_for()
        await self.take("seated")
        if self.is_phone:
            return
        await self.page.set_viewport_size({"width": 1920, "height": 1080})
        await self.page.goto(url + "/screen/hall")
        await self.page.locator(".venue-queue li").first.wait_for()
        await self.page.locator(".venue-phones img").wait_for()
        await self.take("screen")

    async def door(self, url: str) -> None:
        """One's own code, and the door where it is shown: before and after it, and once more."""
        await self.page.goto(url + "/check-in")
        await self.page.locator(".my-code img").wait_for()
        await self.take("my-code")
        code = await self.page.locator(".my-short").inner_text()
        await self.page.goto(url + "/door/hall")
        field = self.page.locator(".door-code input")
        await field.wait_for()
        await self.take("door")
        for screen, answer in (("checked-in", "in"), ("checked-in-before", "already")):
            await field.fill(code)
            await self.page.keyboard.press("Enter")
            await self.page.locator(f".door-answer.{answer}").wait_for()
            await self.take(screen)
        await self.page.locator(".door-answer button").click()
        await self.page.locator(".door-answer.undone").wait_for()

    async def form(self, url: str) -> None:
        """A session of the programme by hand."""
        await self.page.goto(url)
        await self.enter()
        await self.page.locator("canvas").focus()
        await self.page.keyboard.press("t")
        await self.page.locator(".programme .btn").first.click()
        await self.page.locator(".session-form").wait_for()
        await self.take("session-form")

    async def pages(self, url: str) -> None:
        """The screens outside the hub."""
        await self.page.evaluate(LEAVE)
        await self.stage(url)
        for screen, path in PAGES.items():
            await self.page.goto(url + path)
            await self.page.locator("h1").first.wait_for()
            await self.take(screen)
        await self.phones(url)
