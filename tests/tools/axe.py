"""What axe-core finds on a page."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  // What is just coming in or going is half transparent: it is judged when it has come.
  const ends = ({ playState, effect }) =>
    playState === "running" && Number.isFinite(effect?.getComputedTiming().endTime);
  await Promise.allSettled(document.getAnimations().filter(ends).map((each) => each.finished));
  return (await axe.run(document, {resultTypes: ["violations"]})).violations;
}"""
SERIOUS = {"serious", "critical"}


@cache
def _source() -> str:
    return AXE.read_text()


async def serious(page: Page) -> list[str]:
    """The findings that shut somebody out, one line each: rule, help, place."""
    await page.evaluate(_source())
    violations: list[dict[str, Any]] = await page.evaluate(RUN)
    return [
        f"{found['id']}: {found['help']} at {', '.join(str(node['target']) for node in found['nodes'])}"
        for found in violations
        if found["impact"] in SERIOUS
    ]
