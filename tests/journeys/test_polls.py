"""Polls at the stage: of every kind, voted in by keyboard and by touch, changed, seen by all, taken home."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from tests.server.small_hub import claimed
from tests.tools import axe
from tests.tools.browsers import People
from tests.visitor import visitor

from .journey import Guest, guest, visiting


async def sit_down(person: Guest) -> None:
    """Go into the hall, and look at its polls."""
    await person.go("Stage hall")
    await person.button("Questions").click()
    await person.page.get_by_role("tab", name="Polls").click()


async def write(amara: Guest) -> None:
    """Amara writes a poll and opens it."""
    await amara.button("New poll").click()
    await amara.page.get_by_label("Your question").fill("What is missing here?")
    await amara.page.get_by_label("Answers, one a line").fill("Benches\nTrees")
    await amara.button("Save as a draft").click()
    await amara.page.get_by_role("button", name="Open", exact=True).click()
    assert await axe.serious(amara.page) == []
    await amara.button("Open now").click()


async def vote(person: Guest, choice: str) -> None:
    """Choose and send, without a pointer."""
    option = person.page.get_by_role("radio", name=choice)
    await option.focus()
    await person.page.keyboard.press("Space")
    await person.page.keyboard.press("Enter")


async def phone(people: People, url: str) -> Guest:
    """Ida in the hall, at its polls."""
    ida = await guest(people, f"{url}/hall/hall", "Ida", width=390, height=844, touch=True)
    await ida.page.get_by_label("Your name").fill(ida.name)
    await ida.button("Take part").tap()
    await ida.page.get_by_role("tab", name="Polls").tap()
    return ida


async def by_keyboard(lena: Guest, *keys: str) -> None:
    """Keys alone; what is longer than a key's name is typed."""
    for key in keys:
        if key.startswith("word:"):
            await lena.page.keyboard.type(key.removeprefix("word:"))
        else:
            await lena.page.keyboard.press(key)


def card(person: Guest, question: str) -> Locator:
    """The poll with this question."""
    return person.page.locator("article.poll").filter(has_text=question)


async def results(*people: Guest, question: str, **said: str) -> None:
    """Wait until everybody reads the same result beside each answer."""
    for person in people:
        rows = card(person, question).get_by_role("list", name="Results").get_by_role("listitem")
        for answer, words in said.items():
            await expect(rows.filter(has_text=answer)).to_contain_text(words)


async def ask(
    amara: Guest, kind: str, question: str, *options: str, most: str = "", after: bool = False
) -> None:
    """Amara writes a poll of any kind, reads the form once more, and opens it."""
    await amara.button("New poll").click()
    form = amara.page.get_by_role("dialog", name="New poll")
    await form.get_by_label("Kind of poll").select_option(kind)
    await form.get_by_label("Your question").fill(question)
    answers = form.get_by_label("Answers, one a line")
    if options:
        await answers.fill("\n".join(options))
    else:
        await expect(answers).to_have_count(0)
    if most:
        await form.get_by_label("each person may").select_option(most)
    if after:
        await form.get_by_text("when it is closed").click()
    await form.get_by_role("switch", name="Anonymous").click()
    assert await axe.serious(amara.page) == []
    await form.get_by_role("button", name="Save as a draft").click()
    await card(amara, question).get_by_role("button", name="Open", exact=True).click()
    await amara.button("Open now").click()


async def several(amara: Guest, lena: Guest, ida: Guest) -> None:
    """As many answers as are allowed; the rest is closed off. Names are kept, as the moderator wants it."""
    await ask(amara, "Several answers", "Several?", "Benches", "Trees", "Water", most="2")
    await card(lena, "Several?").get_by_role("checkbox", name="Benches").focus()
    await by_keyboard(lena, "Space", "Tab", "Space")
    await expect(card(lena, "Several?").get_by_role("checkbox", name="Water")).to_be_disabled()
    await by_keyboard(lena, "Enter")
    for answer in ("Trees", "Water"):
        await card(ida, "Several?").get_by_text(answer).tap()
    await card(ida, "Several?").get_by_role("button", name="Vote", exact=True).tap()
    await results(lena, ida, question="Several?", Benches="50 %", Trees="100 %", Water="50 %")


async def rating(amara: Guest, lena: Guest, ida: Guest) -> None:
    """Its result is for later: nobody sees it before it is closed."""
    await ask(amara, "Rating from 1 to 5", "How good?", after=True)
    await card(lena, "How good?").get_by_role("radio", name="3").focus()
    await by_keyboard(lena, "Space", "ArrowRight", "Enter")
    await card(ida, "How good?").get_by_text("5", exact=True).tap()
    await card(ida, "How good?").get_by_role("button", name="Vote", exact=True).tap()
    for person in (lena, ida):
        await expect(card(person, "How good?")).to_contain_text(
            "The result is shown when the poll is closed."
        )
        await expect(card(person, "How good?").get_by_role("list", name="Results")).to_have_count(0)
    await card(amara, "How good?").get_by_role("button", name="Close the poll").click()
    for person in (lena, ida):
        await expect(card(person, "How good?")).to_contain_text("On average 4.5 of 5")


async def cloud(amara: Guest, lena: Guest, ida: Guest) -> None:
    """The same word counts as one, whatever its case."""
    await ask(amara, "Word cloud", "One word?", most="2")
    await card(lena, "One word?").get_by_label("Word 1").focus()
    await by_keyboard(lena, "word:open", "Tab", "word:bright", "Enter")
    field = card(ida, "One word?").get_by_label("Word 1")
    await field.tap()
    await field.fill("open")
    await card(ida, "One word?").get_by_role("button", name="Vote", exact=True).tap()
    await results(lena, ida, question="One word?", open="2", bright="1")


async def ranking(amara: Guest, lena: Guest, ida: Guest) -> None:
    """An order made by buttons gives points: three for the first of three."""
    await ask(amara, "Ranking", "What first?", "Ferry", "Path", "Swing")
    await card(lena, "What first?").get_by_role("button", name="Move down: Ferry").focus()
    await by_keyboard(lena, "Enter")
    await card(lena, "What first?").get_by_role("button", name="Vote", exact=True).focus()
    await by_keyboard(lena, "Enter")
    await card(ida, "What first?").get_by_role("button", name="Move up: Swing").tap()
    await card(ida, "What first?").get_by_role("button", name="Vote", exact=True).tap()
    await results(lena, ida, question="What first?", Ferry="5 points", Path="4 points", Swing="3 points")


KINDS: tuple[Callable[[Guest, Guest, Guest], Awaitable[None]], ...] = (several, rating, cloud, ranking)


async def take_home(amara: Guest) -> None:
    """The moderator saves a result as a table."""
    await amara.button("Poll: Several?").click()
    async with amara.page.expect_download() as saved:
        await amara.page.get_by_role("menuitem", name="Save the result as a table (CSV)").click()
    table = (await asyncio.to_thread((await (await saved.value).path()).read_text, "utf-8-sig")).splitlines()
    assert table[2:5] == ["result,,Benches,1", "result,,Trees,2", "result,,Water,1"]
    assert sorted(table[5:]) == ["vote,Ida,Trees; Water,", "vote,Lena,Benches; Trees,"]


async def test_polls_of_every_kind_are_voted_in_changed_and_taken_home_and_a_reaction_is_seen(
    chromium: Browser, tmp_path: Path
) -> None:
    async with visiting(chromium, tmp_path) as (hub, people), visitor(hub.url, "Host") as host:
        lena, amara = [await (await guest(people, hub.url, name)).enter() for name in ("Lena", "Amara")]
        await (await claimed(host)).do("role.grant", visitor=amara.id, role="moderator")
        _, _, ida = await asyncio.gather(sit_down(lena), sit_down(amara), phone(people, hub.url))
        await write(amara)
        await asyncio.gather(vote(lena, "Trees"), vote(amara, "Trees"))
        bars = lena.page.get_by_role("list", name="Results")
        await expect(bars.get_by_text("100 %")).to_be_visible()
        await expect(bars.get_by_text("your choice")).to_be_visible()
        assert await axe.serious(lena.page) == []
        await lena.button("Change my vote").click()
        await vote(lena, "Benches")
        await expect(amara.page.get_by_role("list", name="Results").get_by_text("50 %")).to_have_count(2)
        await lena.button("Clap").click()
        await expect(amara.page.locator(".float").first).to_be_attached()
        for kind in KINDS:
            await kind(amara, lena, ida)
        assert await axe.serious(lena.page) == []
        assert await axe.serious(ida.page) == []
        await take_home(amara)
