"""What a map writes onto its canvas, for pages that were opened with `PAINTED`."""

from playwright.async_api import Page

from .journey import until

PAINTED = """
// What the map writes: its sizes in pixels of the screen, and where it stamps whose name.
window.painted = new Map();
window.stamped = new Map();
const written = new WeakMap();
const { fillText, drawImage } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, ...more) {
  const { a, b } = this.getTransform();
  window.painted.set(text, Number.parseFloat(/([\\d.]+)px/.exec(this.font)[1]) * Math.hypot(a, b));
  written.set(this.canvas, text);
  return fillText.call(this, text, ...more);
};
CanvasRenderingContext2D.prototype.drawImage = function (what, ...more) {
  if (written.has(what)) window.stamped.set(written.get(what), more.slice(0, 2));
  return drawImage.call(this, what, ...more);
};
"""
"""To be run before the page's own scripts."""
STAMPS = "Object.fromEntries(window.stamped)"
"""Where in pixels the map put each text last: names of people and of places."""


async def names(page: Page, *wanted: str) -> None:
    """Wait until the map has drawn each of these people or places."""

    async def are_there() -> bool:
        return set(wanted) <= set(await page.evaluate(STAMPS))

    await until(are_there, f"{wanted} on the map")
