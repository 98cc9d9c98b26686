"""The results of a breakout as PDF."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import as_file, files

from fpdf import FPDF
from fpdf.fonts import TTFFont

from server.content.breakouts.results import MEMBERS, NOTHING, TASK, Results, Say


def pdf(results: Results, say: Say) -> bytes:
    """A page a few groups, with a font that holds Latin, Greek and Cyrillic letters."""
    page = FPDF(format="A4")
    page.set_creation_date(datetime.fromtimestamp(results.at / 1000, UTC))
    page.set_title(results.title)
    with as_file(files("font_roboto") / "files" / "Roboto-Regular.ttf") as font:
        page.add_font("body", fname=font)
    page.set_auto_page_break(True, margin=18)
    page.set_margins(20, 18, 20)
    page.add_page()
    known = _known(page)
    _write(page, known(results.title), 20, 4)
    for group in results.groups:
        _write(page, known(group.title), 14, 2)
        for label, words in ((TASK, group.task), (MEMBERS, ", ".join(group.members))):
            if words:
                _write(page, known(f"{say(label)}: {words}"), 10, 1)
        for each in group.cards:
            _write(page, known(f"{each.column}: {each.text} ({each.votes})"), 11, 1)
        if group.notes.strip():
            _write(page, known(group.notes), 11, 3)
        if not group.cards and not group.notes.strip():
            _write(page, say(NOTHING), 10, 3)
    return bytes(page.output())


def _known(page: FPDF) -> Callable[[str], str]:
    """Characters that the font lacks are shown as question marks; the other formats hold them as they are."""
    font = page.fonts["body"]
    glyphs = font.cmap if isinstance(font, TTFFont) else {}
    return lambda text: "".join(ch if ch in "\n\t" or ord(ch) in glyphs else "?" for ch in text)


def _write(page: FPDF, text: str, size: int, after: int) -> None:
    page.set_font("body", size=size)
    page.multi_cell(0, size * 0.5, text.replace("\t", "    "), align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(after)
