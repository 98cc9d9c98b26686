"""The stage's own dialogs and lists: polls of every kind, captions, a programme."""

from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.async_api import FilePayload

from tests.server.test_polls import opened, spec
from tests.visitor import Visitor

from .camera import Camera
from .house import House
from .words import named

ITEMS = {
    "queue-rules": "Rules of the list",
    "captioners": "Captioners",
    "phones-code": "QR code for the hall's phones",
    "scene": "Venue screen",
    "caption-key": "Key for a speech program",
}
"""Pictures, and what the stage's own menu calls their dialogs."""
POLLS: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    ("multiple", "Was fehlt am Fluss?", ("Bänke", "Schatten", "Ein Trinkbrunnen"), 2),
    ("rating", "Wie gut kommen Sie mit dem Rad hierher?", (), 1),
    ("words", "Ein Wort für diesen Abend", (), 2),
    ("ranking", "Was soll zuerst gebaut werden?", ("Radweg", "Spielplatz", "Fähre"), 1),
)
CLOSED = ("multiple", "words")
LINES = (
    ("de", "Guten Abend und willkommen in der Sternwarte"),
    ("de", "auch an alle, die von zu Hause aus dabei sind."),
    ("en", "Good evening and welcome to the observatory."),
)


def ballot(kind: str, at: int) -> dict[str, Any]:
    """What the person of this number votes."""
    if kind == "words":
        return {"picks": [], "words": [("offen", "neugierig", "hell")[at % 3], "Sterne"]}
    picks = {"multiple": [at % 2, 2], "rating": [3 + at % 3], "ranking": [[0, 1, 2], [1, 0, 2]][at % 2]}
    return {"picks": picks[kind], "words": []}


def table() -> str:
    """A programme around this moment: one session is on, two follow, one has a fault."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)

    def at(minutes: int) -> str:
        return (now + timedelta(minutes=minutes)).isoformat()

    return "\n".join(
        (
            "id,title,start,duration,room,speakers,type,language,mode,on_site,remote",
            f"a,Die Stadt bei Nacht,{at(-20)},01:00,hall,Beispielperson A,Vortrag,de,both,120,300",
            f"b,Open data of the city,{at(50)},00:45,hall,Beispielperson B,Talk,en,both,120,300",
            f"c,Rundgang durch die Kuppel,{at(60)},00:30,Kuppel,Beispielperson D,Führung,de,on_site,24,",
            "d,Ohne Uhrzeit,heute Abend,00:30,hall,,,,,,",
        )
    )


async def prepare(host: Visitor, people: list[Visitor]) -> None:
    """A host has polls of every kind that are voted in, lines that were said, and a programme of this day."""
    for kind, question, options, most in POLLS:
        poll = await opened(
            host, question=question, kind=kind, options=options, most=most, anonymous=True, results="live"
        )
        for at, person in enumerate(people[:5]):
            await person.do("poll.vote", poll=poll, **ballot(kind, at))
        if kind in CLOSED:
            await host.do("poll.close", poll=poll)
    await host.do("poll.draft", stage="hall", spec=spec(question="Wohin geht der nächste Ausflug?"))
    for language, words in LINES:
        await host.do("caption.say", stage="hall", language=language, body=words)
    await host.post("/api/programme/import", {"name": "plan.csv", "text": table(), "apply": True})


async def walk_through(camera: Camera, house: House) -> None:
    """In front of the stage, as a host: its dialogs and lists."""
    page = camera.page
    await page.goto(house.url + "/?at=hall")
    await camera.enter()
    await page.locator(".stage-picture").first.wait_for()
    await page.keyboard.press("h")
    await page.locator(".queue-verbs").wait_for()
    menu = page.get_by_role("button", name=named("Set up the stage"))
    await menu.click()
    await camera.take("stage-menu")
    await page.keyboard.press("Escape")
    for screen, item in ITEMS.items():
        await menu.click()
        await page.get_by_role("menuitem", name=named(item)).click()
        await page.locator("dialog[open]").wait_for()
        if screen == "phones-code":
            await page.locator("dialog .qr").wait_for()
        await camera.take(screen)
        if screen == "caption-key":
            await page.locator("dialog[open] .btn.primary").click()
            await page.locator("dialog[open] p[role=status]").wait_for()
            await camera.take("caption-key-made")
        await page.keyboard.press("Escape")
    await page.locator(".queue-verbs .btn").last.click()
    await page.locator("dialog[open] textarea").fill("Bleibt die Sternwarte im Winter offen?")
    await camera.take("ask")
    await page.keyboard.press("Escape")
    await lists(camera)


async def lists(camera: Camera) -> None:
    """Polls, a poll's form in every kind, a poll that is opened, and where captions are written."""
    page = camera.page
    await page.locator("#tab-polls").click()
    await page.locator(".poll .bars").first.wait_for()
    await camera.take("polls")
    await page.locator(".polls > .queue-foot .btn").click()
    kinds = page.locator("dialog[open] select").first
    for kind in ("multiple", "rating", "words", "ranking"):
        await kinds.select_option(kind)
        await camera.take(f"poll-form-{kind}")
    await page.keyboard.press("Escape")
    await page.locator(".poll.draft .btn.primary").first.click()
    await page.locator("dialog[open] select").wait_for()
    await camera.take("poll-open")
    await page.keyboard.press("Escape")
    await page.locator("#tab-captions").click()
    await page.locator(".captioner-lines li").first.wait_for()
    await camera.take("captions")


async def programme(camera: Camera, house: House) -> None:
    """The programme with calendars, a session by hand, and an import's report of every fault."""
    page = camera.page
    await page.goto(house.url)
    await camera.enter()
    await page.locator("canvas").focus()
    await page.keyboard.press("t")
    await page.locator(".programme .session").first.wait_for()
    await camera.take("programme")
    await page.locator(".programme .btn").first.click()
    await page.locator(".session-form").wait_for()
    await camera.take("session-form")
    await page.keyboard.press("Escape")
    await page.locator(".session-form").wait_for(state="detached")
    await page.locator(".programme .btn").nth(1).click()
    plan = FilePayload(name="plan.csv", mimeType="text/csv", buffer=table().encode())
    await page.locator(".import input[type=file]").set_input_files(plan)
    await page.locator(".import-report .faults").first.wait_for()
    await camera.take("import")
