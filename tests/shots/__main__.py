"""`make shots`: a picture of every screen on desk and phone, in German and English, light and dark, and of
the hall's screen; then what shuts somebody out on one, or is cut off. It fails where there is any such thing.

Words choose among them: `make shots ONLY="phone en light"`, `make shots PART=hall`.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import product

from playwright.async_api import Error as PlaywrightError

from . import boxes, entrance, groups, hall, minors, outside, phone, plans, stage, table, venue
from .camera import FOLDER, THEMES, Camera, Findings, Theme
from .house import LOCALES, SIZES, House
from .opening import opening

# A newcomer's browser gives no camera unasked; the drawn portrait stands for it.
NEWCOMER = "Permissions.prototype.query = () => Promise.resolve({ state: 'prompt' });"
DARK: tuple[Theme, ...] = ("dark",)
"""The one theme of the hall's screen."""


async def group_work(camera: Camera, house: House) -> None:
    """Groups meet while the pictures are taken."""
    async with groups.meeting(house.host, house.people, house.plan):
        await groups.walk_through(camera, house.url)


async def with_minors(camera: Camera, house: House) -> None:
    """A workshop with minors runs while the pictures are taken."""
    async with minors.workshop(house.host, house.url) as made:
        await minors.walk_through(camera, await house.again(camera), made, house.url)


Part = Callable[[Camera, House], Awaitable[None]]
"""A way through some screens by one person, who comes back to the hub as the same one."""
PARTS: dict[str, Part] = {
    "entrance": entrance.walk_through,
    "table": table.walk_through,
    "hall": hall.walk_through,
    "stage": stage.walk_through,
    "programme": stage.programme,
    "door": outside.door,
    "groups": group_work,
    "plans": plans.walk_through,
    "minors": with_minors,
    "seat": phone.walk_through,
    "boxes": boxes.walk_through,
    "outside": outside.pages,
    "venue": venue.walk_through,
}
PROJECTED = {"venue"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted; where a row is empty, all of it."""

    words: frozenset[str]

    @classmethod
    def of(cls, words: list[str]) -> "Choice":
        """What the words choose.

        :raises SystemExit: one of them means nothing.
        """
        known = {*SIZES, *LOCALES, *THEMES, *PARTS}
        if unknown := [each for each in words if each not in known]:
            raise SystemExit(f"unknown: {', '.join(unknown)}; known: {', '.join(sorted(known))}")
        return cls(frozenset(words))

    def among(self, *row: str) -> list[str]:
        """Those of a row that are wanted, in its order."""
        return [each for each in row if each in self.words] or [*row]

    def themes(self, size: str) -> tuple[Theme, ...]:
        """The themes of a size."""
        return DARK if size == "projector" else tuple(each for each in THEMES if each in self.among(*THEMES))

    def parts(self, size: str) -> list[str]:
        """The parts of a size."""
        return [each for each in self.among(*PARTS) if (each in PROJECTED) == (size == "projector")]


async def walk(house: House, choice: Choice, size: str, language: str) -> None:
    """All parts of one size and language."""
    parts = choice.parts(size)
    if not parts:
        return
    camera = await house.camera(
        size, language, choice.themes(size), script=NEWCOMER, calm=size == "projector"
    )
    if parts[0] != "entrance" and size != "projector":
        await entrance.arrive(camera, house.url + house.path)
    for part in parts:
        began, taken = time.monotonic(), house.findings.taken
        try:
            await PARTS[part](camera.on(camera.page), house)
        except (PlaywrightError, AssertionError, TimeoutError) as error:
            house.findings.fail(f"{camera.label} {part}", error)
        say(f"{camera.label} {part}: {house.findings.taken - taken} in {time.monotonic() - began:.0f} s")
    await house.browsers.close()


def say(line: str) -> None:
    """Tell how far it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main(choice: Choice) -> list[str]:
    """Take the pictures that are wanted; gives what was found on them."""
    FOLDER.mkdir(exist_ok=True)
    findings, began = Findings(), time.monotonic()
    async with opening(findings) as house:
        for size, language in product(choice.among(*SIZES), choice.among(*LOCALES)):
            await walk(house, choice, size, language)
        problems = [*dict.fromkeys(house.browsers.problems)]
    say(f"{findings.taken} pictures in {FOLDER.name}/ in {time.monotonic() - began:.0f} s")
    return [*findings.lines(), *problems]


if __name__ == "__main__":
    if found := asyncio.run(main(Choice.of(sys.argv[1:]))):
        raise SystemExit("\n".join(found))
