"""At a table whose people write: notes, board and sketch."""

from .camera import Camera
from .house import House


async def walk_through(camera: Camera, house: House) -> None:
    """One tab after the other."""
    page = camera.page
    await page.goto(house.url + "/?at=lab-table-2")
    await camera.enter()
    if camera.is_phone:
        await page.keyboard.press("c")
    for tab in ("notes", "board", "sketch"):
        await page.locator(f"#tab-{tab}").click()
        await page.locator(f"#body-{tab} :is(.cm-content, .note-card, .sketch-sheet)").first.wait_for()
        await camera.take(tab)
