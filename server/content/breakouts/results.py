"""What the groups of a breakout made, side by side: as Markdown, CSV, JSON and PDF."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

Say = Callable[[str], str]


def _(text: str) -> str:
    """Mark a text for the catalogs."""
    return text


@dataclass(frozen=True, slots=True)
class CardText:
    """A card: the title of its column, what it says, and its votes."""

    column: str
    text: str
    votes: int


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What one group made. ``members`` are names with their roles; ``group`` is its id."""

    title: str
    task: str
    members: tuple[str, ...]
    cards: tuple[CardText, ...]
    notes: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What all groups of a plan made; ``at`` is now, in UTC milliseconds."""

    title: str
    at: int
    rounds: int
    groups: tuple[GroupResult, ...]


MEMBERS, _CARDS, _NOTES, TASK = _("Members"), _("Cards"), _("Notes"), _("Task")
NOTHING = _("Nothing was written.")
FORMATS = {
    "md": "text/markdown", "csv": "text/csv", "json": "application/json", "pdf": "application/pdf"
}  # fmt: skip
"""Format to media type."""


def rendered(results: Results, form: str, say: Say) -> bytes:
    """The results in one of ``FORMATS``, in the language of ``say``."""
    if form == "pdf":
        # Here, since the fonts' programs would take a third of every start.
        from server.content.breakouts.printed import pdf

        return pdf(results, say)
    writers = {"md": markdown, "csv": _table, "json": _json}
    return writers[form](results, say).encode()


def markdown(results: Results, say: Say) -> str:
    """The results as Markdown; what people wrote cannot make headings of its own."""
    lines = [f"# {_flat(results.title)}", ""]
    for group in results.groups:
        lines += [f"## {_flat(group.title)}", ""]
        if group.task:
            lines += [f"*{say(TASK)}:* {_flat(group.task)}", ""]
        if group.members:
            lines += [f"*{say(MEMBERS)}:* {_flat(', '.join(group.members))}", ""]
        lines += _listed(group, say)
    return "\n".join(lines)


def _listed(group: GroupResult, say: Say) -> list[str]:
    lines: list[str] = []
    if group.cards:
        lines += [f"### {say(_CARDS)}", ""]
        lines += [f"- **{_flat(each.column)}** {_flat(each.text)} ({each.votes})" for each in group.cards]
        lines.append("")
    if group.notes.strip():
        lines += [f"### {say(_NOTES)}", "", *(f"> {each}" for each in group.notes.splitlines()), ""]
    return lines or [say(NOTHING), ""]


def _flat(text: str) -> str:
    """One line, in which no character of Markdown counts."""
    line = " ".join(text.split())
    return "".join(f"\\{ch}" if ch in "\\`*_[]<>#|" else ch for ch in line)


def _table(results: Results, say: Say) -> str:
    """One table (RFC 4180): a line a card, and one for the notes of each group."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("group", "members", "kind", "column", "text", "votes"))
    for group in results.groups:
        head = (_inert(group.title), _inert(", ".join(group.members)))
        rows.writerows((*head, "card", _inert(c.column), _inert(c.text), c.votes) for c in group.cards)
        rows.writerow((*head, "notes", "", _inert(group.notes), ""))
    return "\ufeff" + text.getvalue()


def _inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _json(results: Results, say: Say) -> str:
    return json.dumps(asdict(results), ensure_ascii=False, indent=1)


def summary(results: Results, longest: int, link: str) -> str:
    """The results as a message of at most ``longest`` characters; each group has the same share of them."""
    head, tail = results.title[:200], f"\n\n{link}" if link else ""
    share = (longest - len(head) - len(tail)) // max(1, len(results.groups)) - 2
    parts = [_brief(group)[: max(0, share)] for group in results.groups]
    return "\n\n".join([head, *(each for each in parts if each)]) + tail


def _brief(group: GroupResult) -> str:
    cards = " · ".join(f"{each.text} ({each.votes})" if each.votes else each.text for each in group.cards)
    notes = " ".join(group.notes.split())
    return ": ".join([group.title, " | ".join(each for each in (cards, notes) if each) or "–"])
