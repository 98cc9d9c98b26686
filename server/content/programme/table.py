"""Programmes as a table: CSV with a first line that names the columns, in any order."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Protocol

from server.content.programme.rows import Raw, Reading, line
from server.content.sentences import Words, place

COLUMNS = {
    "id": "code", "title": "title", "start": "start", "end": "end", "duration": "duration", "room": "room",
    "speakers": "speakers", "type": "kind", "language": "language", "abstract": "abstract", "mode": "mode",
    "on_site": "on_site", "remote": "remote", "cancelled": "cancelled",
}  # fmt: skip
"""Column to what it holds; docs/howto/programme.md explains each."""
REQUIRED = ("id", "title", "start")


def read_table(text: str, reading: Reading) -> None:
    """All rows below the first."""
    plain = text.lstrip("\ufeff")
    rows = csv.reader(
        StringIO(plain, newline=""), delimiter=_delimiter(plain.partition("\n")[0]), strict=True
    )
    try:
        header = [line(each).lower() for each in next(rows, list[str]())]
        if _check_header(header, reading):
            for number, cells in _numbered(rows):
                raw = _raw(header, cells)
                reading.add(raw, _place(number, raw))
    except csv.Error as error:
        reading.told.add("programme.not_csv", place("line", number=rows.line_num), error=str(error))


def _delimiter(first: str) -> str:
    """What separates the columns: of comma, semicolon and tab the most frequent in the first line."""
    return max(",;\t", key=first.count)


class _Rows(Protocol):
    """A CSV reader: ``line_num`` is the last line it took."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def _numbered(rows: _Rows) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line on which each begins; empty ones are passed over."""
    begins = rows.line_num + 1
    for cells in rows:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = rows.line_num + 1


def _check_header(header: Sequence[str], reading: Reading) -> bool:
    first = place("line", number=1)
    missing = [each for each in REQUIRED if each not in header]
    if missing:
        reading.told.add("programme.columns", first, columns=", ".join(missing))
    for name in header:
        if name and name not in COLUMNS:
            reading.noted.add("programme.column", first, column=repr(name[:60]))
    return not missing


def _raw(header: Sequence[str], cells: Sequence[str]) -> Raw:
    """A short row lacks its last cells; what stands beyond the columns is nobody's."""
    raw = Raw()
    for name, cell in zip(header, cells, strict=False):
        if name == "speakers":
            raw.speakers = cell.split(";")
        elif name in COLUMNS:
            setattr(raw, COLUMNS[name], cell.strip())
    return raw


def _place(number: int, raw: Raw) -> Words:
    title = line(raw.title)[:60]
    return place("row", number=number, name=title) if title else place("line", number=number)
