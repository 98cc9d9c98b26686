"""A workshop, whole: planned in a file, led from the control tower, and nothing lost.

Six browsers: a moderator, a co-moderator and four participants, one of whom goes by the list and one by
phone. Two groups meet for two rounds, through the death of the moderator's browser and of the server.
"""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, FilePayload, expect

from tests.running import HubProcess, hub_process
from tests.tools.browsers import watched
from tests.tools.pdf import text_of
from tests.tools.programs import free_port

from .journey import Guest, guest, line, until
from .test_breakouts import SILENT, pick, press, tile
from .test_notes import notes, tab
from .test_stage import free_udp_port

TONES = {"Ada": 440, "Lena": 700, "Mateo": 1000, "Amara": 1300, "Yuki": 1700}
"""What the microphones send, in hertz."""
GROUPS = ("Lens", "Prism")
"""The groups, each in the meeting room of its name."""
PLAN = {
    "foyer": "breakout-plan", "version": 1, "title": "Our street", "minutes": 10, "task": "Find three ideas.",
    "roles": ["Host"], "traits": ["language"], "late": False,
    "groups": [{"title": "Lens", "room": "lens"}, {"title": "Prism", "room": "prism"}],
    "roster": [
        {"name": name, "traits": {"language": language}}
        for name, language in (("Lena", "de"), ("Mateo", "de"), ("Amara", "en"), ("Yuki", "en"))
    ],
}  # fmt: skip
DOORS = {"Ada": "Enter as a list", "Ben": SILENT, "Amara": "Enter as a list"}
FEW_FRAMES = """
// Ten pictures of the map and one of each camera a second: six pages share what there is of processors.
window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 100);
const five = navigator.mediaDevices?.getUserMedia;
if (five) navigator.mediaDevices.getUserMedia = async (wanted) => {
  const stream = await five(wanted);
  for (const track of stream.getVideoTracks()) await track.applyConstraints({ frameRate: 1 });
  return stream;
};
"""
LATE_S = 1.6
"""So far two readings of clocks of whole seconds may be apart; the server is away for longer."""


@dataclass
class Workshop:
    """Everybody who takes part, and which of the four sits where."""

    hub: HubProcess
    ada: Guest
    """The moderator."""
    ben: Guest
    """Named to lead this plan too."""
    people: dict[str, Guest]
    seats: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    left: dict[str, tuple[str, int, int]] = field(default_factory=dict[str, tuple[str, int, int]])
    """Where the four stood before the first round."""


@asynccontextmanager
async def workshop(browser: Browser, data: Path) -> AsyncGenerator[Workshop]:
    """A hub as ``make run`` starts it, and everybody in it."""
    started = hub_process(data, free_port(), FOYER_MEDIA="true", FOYER_MEDIA_PORT=str(free_udp_port()))
    async with started as hub, watched(browser) as people:
        # The last is a room's board, asked for while one is called to another room.
        for expected in ("WebSocket connection", "ERR_CONNECTION", "503", "409 (Conflict)"):
            people.expect(expected)

        async def come(name: str, path: str = "/", **more: Any) -> Guest:
            person = await guest(
                people, hub.url + path, name, tone=TONES.get(name, 0), script=FEW_FRAMES, **more
            )
            return await person.enter(DOORS.get(name, "Enter"))

        ada, ben = await come("Ada", "/admin#token=test-admin"), await come("Ben")
        four = [await come(each) for each in ("Lena", "Mateo", "Amara")]
        four.append(await come("Yuki", width=390, height=844, touch=True))
        yield Workshop(hub, ada, ben, {each.name: each for each in four})


async def spot(event: Workshop, person: Guest) -> tuple[str, int, int]:
    """Floor and pixel where the hub says somebody stands."""
    async with line(event.hub.url, person) as own:
        you = own.snapshot["live"]["you"]
        return you["floor"], you["x"], you["y"]


async def everybody(event: Workshop, *texts: str) -> None:
    """All four see these words."""
    await asyncio.gather(*(each.sees(*texts) for each in event.people.values()))


async def to_plans(lead: Guest) -> None:
    """By the menu of the bar."""
    await pick(lead, "More", "Group work …")


async def load(event: Workshop) -> None:
    """The plan comes from a file; the co-moderator is named, and sees it from then on."""
    ada = event.ada
    await to_plans(ada)
    await press(ada, "From a file …")
    file = FilePayload(name="plan.json", mimeType="application/json", buffer=json.dumps(PLAN).encode())
    await ada.page.get_by_role("dialog").locator("input").set_input_files(file)
    await ada.sees("There is no fault in it.", "4 people are listed.")
    await press(ada, "Take over the plan")
    await expect(ada.page.get_by_role("dialog")).to_have_count(0)
    await press(ada, "Open Our street")
    await ada.page.get_by_role("tab", name="Leads and people").click()
    await ada.page.get_by_label("Somebody who leads too").select_option("Ben")
    await press(ada, "Let them lead")
    await expect(ada.button("Take back: Ben")).to_be_visible()
    await to_plans(event.ben)
    await expect(event.ben.button("Open Our street")).to_be_visible()


async def seated(event: Workshop) -> dict[str, list[str]]:
    """Who sits where, as the moderator sees it before a round."""
    lists = [event.ada.page.get_by_role("list", name=group, exact=True) for group in GROUPS]
    names = [await each.locator(".member-name > .clip:first-child").all_inner_texts() for each in lists]
    return dict(zip(GROUPS, names, strict=True))


async def assign(event: Workshop, how: str, verb: str) -> None:
    """The hub works out who sits where, and says what is true of it."""
    await event.ada.page.get_by_role("tab", name="Who sits where").click()
    await event.ada.page.get_by_label("How people come together").select_option(how)
    await press(event.ada, verb)
    report = event.ada.page.get_by_role("status", name="What is true of it")
    await expect(report.get_by_text(how)).to_be_visible()

    async def all_have_seats() -> bool:
        event.seats = await seated(event)
        return [len(each) for each in event.seats.values()] == [2, 2]

    await until(all_have_seats, "two people in each group")


async def start(event: Workshop, verb: str) -> None:
    """Everybody is led to their table, knows the task, and hears who sits there."""
    await press(event.ada, verb)
    await press(event.ada, "Start the round")
    for group, names in event.seats.items():
        for name in names:
            person = event.people[name]
            own = person.page.get_by_role("region", name="Your group")
            await expect(own.get_by_role("heading", name=group, exact=True)).to_be_visible()
            await expect(person.button("To my table")).to_have_count(0)
            await person.sees("Find three ideas.")
    await each_hears_their_table(event)


async def each_hears_their_table(event: Workshop, *more: int) -> None:
    """Exactly those at the same table, and who speaks to all."""
    waits = [
        event.people[name].hears_tones(
            *(TONES[each] for each in names if each != name), *more, of=TONES.values()
        )
        for names in event.seats.values()
        for name in names
    ]
    await asyncio.gather(*waits)


def writers(event: Workshop) -> Iterable[tuple[str, Guest, Guest]]:
    """Of each group: its name, who writes notes there, and who lays a card, by list or phone."""
    for group, (one, other) in event.seats.items():
        by_map, elsewhere = (one, other) if one in ("Lena", "Mateo") else (other, one)
        yield group, event.people[by_map], event.people[elsewhere]


async def open_tab(person: Guest, name: str) -> None:
    """A tab of the panel, which opens with the chat where it is closed."""
    if not await tab(person, name).count():
        await person.button("Chat").click()
    await tab(person, name).click()


async def write(event: Workshop) -> None:
    """Notes and a card in each group; the tower shows how they grow."""
    for group, scribe, other in writers(event):
        await open_tab(scribe, "Notes")
        await expect(scribe.page.get_by_text("Saved", exact=True)).to_be_visible()
        await notes(scribe).press_sequentially(f"Notes of {group}: slower cars")
        await expect(scribe.page.get_by_text("Saved", exact=True)).to_be_visible()
        await open_tab(other, "Board")
        await other.page.get_by_label("New card in Ideas").fill(f"Card of {group}: benches")
        await other.page.keyboard.press("Enter")
        await other.sees(f"Card of {group}: benches")
    for group in GROUPS:
        await expect(tile(event.ada, group).get_by_text(f"Notes of {group}")).to_be_visible(timeout=15_000)
        await expect(tile(event.ada, group).get_by_text(f"Card of {group}")).to_be_visible()


async def call_help(event: Workshop) -> None:
    """A flag from the phone stands in both towers, and the co-moderator settles it."""
    yuki = event.people["Yuki"]
    await yuki.button("Close the panel").click()
    await press(yuki, "Call for help")
    group = next(group for group, names in event.seats.items() if "Yuki" in names)
    await press(event.ben, "Control tower: Our street")
    for lead in (event.ada, event.ben):
        await expect(tile(lead, group).get_by_text("Needs help")).to_be_visible()
    await press(event.ben, f"The call of {group} is settled")
    await expect(yuki.button("Call for help")).to_be_visible()
    await expect(tile(event.ada, group).get_by_text("Needs help")).to_have_count(0)


async def lose_the_moderator(event: Workshop) -> None:
    """The moderator's browser dies; the groups go on, and a new window finds the tower as it is."""
    context, page = event.ada.page.context, event.ada.page
    async with page.expect_event("crash"):
        await asyncio.gather(page.goto("chrome://crash"), return_exceptions=True)
    await page.close()
    event.ada = Guest(await context.new_page(), "Ada")
    await event.ada.page.goto(event.hub.url)
    await event.ada.enter(DOORS["Ada"])
    await press(event.ada, "Control tower")
    for group, names in event.seats.items():
        for name in names:
            await expect(tile(event.ada, group).get_by_text(name, exact=True)).to_be_visible()


async def reach_all(event: Workshop) -> None:
    """A text comes to both tables, and a voice to everybody."""
    await event.ada.page.get_by_label("Message to all groups").fill("Five minutes left")
    await event.ada.page.keyboard.press("Enter")
    for group, scribe, _ in writers(event):
        await open_tab(scribe, "Chat")
        chats = scribe.page.get_by_role("group", name="Chats")
        # The room of the same name comes first; a number of unread messages may stand behind the name.
        await chats.get_by_role("button", name=group).last.click()
        await scribe.sees("Five minutes left")
    await press(event.ada, "Speak to all")
    await each_hears_their_table(event, TONES["Ada"])
    await press(event.ada, "All hear you: stop")
    await each_hears_their_table(event)


async def rotate(event: Workshop) -> None:
    """The next round mixes everybody anew: nobody meets whom they met."""
    before = [{*names} for names in event.seats.values()]
    await press(event.ada, "Plan the next round")
    await assign(event, "Everybody mixed", "Next turn")

    async def all_are_mixed() -> bool:
        event.seats = await seated(event)
        return all(len(names) == 2 and {*names} not in before for names in event.seats.values())

    await until(all_are_mixed, "groups in which nobody meets whom they met")
    await start(event, "Start the next round …")


async def end_of(person: Guest) -> float:
    """When the round ends by the clock that somebody sees, in seconds of this device's."""
    shown = await person.page.get_by_role("timer").first.inner_text()
    minutes, seconds = shown.split(":")
    return time.time() + int(minutes) * 60 + int(seconds)


async def crash(event: Workshop) -> None:
    """The server dies and comes back: the round ends when it was to end, whoever looks."""
    looking = (event.ada, event.ben, *event.people.values())
    before = min([await end_of(each) for each in looking])
    await event.hub.kill()
    await asyncio.gather(*(each.sees("Reconnecting") for each in looking))
    await event.hub.start()
    for each in looking:
        await expect(each.page.get_by_text("Reconnecting")).to_have_count(0)

    async def all_are_right() -> bool:
        return max([abs(await end_of(each) - before) for each in looking]) < LATE_S

    await until(all_are_right, "the time that was left, less what passed meanwhile")
    await each_hears_their_table(event)


async def call_back(event: Workshop) -> None:
    """All are back at the very places they left before the first round."""
    await press(event.ada, "Call all back")
    await event.ada.page.get_by_role("dialog").get_by_text("now", exact=True).click()
    await press(event.ada, "Call back")
    await everybody(event, "The groups are over. You are back.")
    assert {name: await spot(event, each) for name, each in event.people.items()} == event.left


async def export(event: Workshop) -> None:
    """What the groups made is on the page and in each of four files."""
    ada = event.ada
    await press(ada, "To the results")
    made = [f"{what} of {group}" for group in GROUPS for what in ("Notes", "Card")]
    await ada.sees(*made)
    forms = {"md": "Text (Markdown)", "csv": "Table (CSV)", "json": "Data (JSON)", "pdf": "Pages (PDF)"}
    for form, word in forms.items():
        async with ada.page.expect_download() as waiting:
            await pick(ada, "Save", word)
        got = await waiting.value
        assert got.suggested_filename.endswith(f".{form}")
        data = (await got.path()).read_bytes()
        text = text_of(data) if form == "pdf" else data.decode()
        assert [each for each in made if each not in text] == [], form
        assert form != "json" or len(json.loads(text)["groups"]) == 2


async def test_a_workshop_goes_from_a_file_to_its_results_and_nothing_is_lost_on_the_way(
    media_chromium: Browser, tmp_path: Path
) -> None:
    async with workshop(media_chromium, tmp_path) as event:
        event.left = {name: await spot(event, each) for name, each in event.people.items()}
        await load(event)
        await assign(event, "Balanced", "Assign")
        await event.ada.sees("Proven: sizes and the first two traits differ by one at most.")
        assert all(len({*names} & {"Lena", "Mateo"}) == 1 for names in event.seats.values())
        await start(event, "Start …")
        await write(event)
        await call_help(event)
        await lose_the_moderator(event)
        await reach_all(event)
        await rotate(event)
        await crash(event)
        await call_back(event)
        await export(event)
