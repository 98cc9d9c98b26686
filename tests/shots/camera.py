"""Takes the pictures: each screen in light and dark, and what shuts somebody out or is cut off on it."""

import asyncio
import contextlib
import traceback
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Page

from tests.journeys.journey import until
from tests.running import ROOT
from tests.tools import axe

FOLDER: Path = ROOT / "shots"
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# The own figure stands on painted ground.
STANDS = "performance.getEntriesByName('foyer.stands').length > 0"
TAKES_S = 60.0
"""How long a picture may take in all themes; a page that stands still answers nothing."""
AXE_S, TRIES = 12.0, 3
"""How long axe-core may take, and how often it is tried."""
MOST_NAMED = 4
"""Pictures that a finding names; it may be on dozens."""
CUT_OFF = """() => {
  const found = new Set();
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 1) found.add(`wider than the screen by ${wide} px`);
  const hides = (way) => way === "hidden" || way === "clip";
  for (const each of document.querySelectorAll("body :not(option, script, style, svg *)")) {
    const text = [...each.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== "");
    const area = each.getBoundingClientRect();
    if (text.length === 0 || area.width < 2 || !each.checkVisibility({ visibilityProperty: true })) continue;
    // Letters may hang over a line that is low.
    const low = 3 + parseFloat(getComputedStyle(each).fontSize) / 5;
    const range = document.createRange();
    range.setStart(text[0], 0);
    range.setEnd(text.at(-1), text.at(-1).length);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    for (let up = each; up && up !== document.body; up = up.parentElement) {
      const { overflowX, overflowY, position, textOverflow } = getComputedStyle(up);
      if ([overflowX, overflowY].some((way) => way === "auto" || way === "scroll")) break;
      const box = up.getBoundingClientRect();
      if (box.width < 2 || (textOverflow === "ellipsis" && box.width >= 48)) break;
      const isWide = hides(overflowX) && (right > box.right + 1 || left < box.left - 1);
      const isTall = hides(overflowY) && (bottom > box.bottom + low || top < box.top - low);
      const name = each.className || each.tagName;
      if (isWide || isTall) found.add(`cut off: ${name}: ${each.textContent.trim()}`);
      if (isWide || isTall || position === "fixed") break;
    }
  }
  return [...found];
}"""


@dataclass(slots=True)
class Findings:
    """How many pictures were taken, and what is wrong with them: each finding with its pictures."""

    taken: int = 0
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list[str]))

    def add(self, picture: str, *findings: str) -> None:
        """A picture was taken, and this was found on it."""
        self.taken += 1
        for each in findings:
            self.seen[each].append(picture)

    def fail(self, part: str, error: Exception) -> None:
        """A part could not be gone through; where, and why."""
        own = [each for each in traceback.extract_tb(error.__traceback__) if "shots" in each.filename]
        where = " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(own))
        self.seen[f"{part} broke off at {where}: {repr(error)[:120]}"].append(part)

    def lines(self) -> list[str]:
        """One line a finding."""
        return [
            f"{finding} ({len(pictures)}: {', '.join(pictures[:MOST_NAMED])})"
            for finding, pictures in self.seen.items()
        ]


@dataclass(slots=True)
class Camera:
    """Takes the pictures of one size and language."""

    page: Page
    label: str
    is_phone: bool
    themes: tuple[Theme, ...]
    findings: Findings

    def on(self, page: Page) -> "Camera":
        """The same in front of another page."""
        return Camera(page, self.label, self.is_phone, self.themes, self.findings)

    async def take(self, screen: str, *, whole: bool = False) -> None:
        """Wait until nothing moves any more, write the picture in each theme, and look for faults on it; of
        the `whole` page, however long it is.
        """
        async with asyncio.timeout(TAKES_S):
            await self.page.evaluate("document.fonts.ready")
            await self.page.wait_for_load_state("networkidle")
            for theme in self.themes:
                await self._take(f"{screen}-{self.label}-{theme}", theme, whole)

    async def _take(self, picture: str, theme: Theme, whole: bool) -> None:
        await self.page.emulate_media(color_scheme=theme)
        await self.page.evaluate(FRAMES)
        await self.page.screenshot(path=FOLDER / f"{picture}.png", animations="disabled", full_page=whole)
        cut: list[str] = await self.page.evaluate(CUT_OFF)
        self.findings.add(picture, *await self._shut_out(), *cut)

    async def _shut_out(self) -> list[str]:
        """What axe-core finds; once more where it does not come to an end, as it happens while a page is
        drawn anew.
        """
        for _ in range(TRIES - 1):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(AXE_S):
                    return await axe.serious(self.page)
        return await axe.serious(self.page)

    async def sees(self, words: str) -> None:
        """Wait until what the script says is so; the page's policy lets no script of ours wait inside it."""

        async def is_so() -> bool:
            return await self.page.evaluate(words)

        await until(is_so, words)

    async def enter(self) -> None:
        """Through the join page without camera, until one stands on the map."""
        await self.page.locator(".who .other-doors button").last.click()
        await self.sees(STANDS)
