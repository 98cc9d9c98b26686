"""What groups wrote and what files say, written to harm who opens or reads it: it stays text, and a file that
cannot be is told of fault by fault.
"""

import csv
import io
import json

import pytest

from server.content.breakouts.planfile import FILE_MOST, read_plan
from server.content.breakouts.results import CardText, GroupResult, Results, rendered
from server.content.breakouts.rosterfile import read_roster
from tests.rooms.world import World

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("https://example.org")')
MARKUP = "<script>alert(1)</script> [x](javascript:alert(1)) # one `two` *three*\n# four"


def made(text: str) -> Results:
    """One group that wrote the same everywhere."""
    card = CardText(text, text, 1)
    return Results("Plan", 0, 1, (GroupResult(text, text, (text,), (card,), text),))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_the_table_is_a_formula(text: str) -> None:
    table = rendered(made(text), "csv", str).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert f"'{text}" in cells
    assert [each for each in cells if each[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def test_what_people_write_is_no_markup_in_markdown_and_the_same_in_json() -> None:
    text = rendered(made(MARKUP), "md", str).decode()
    ours = [each for each in text.splitlines() if not each.startswith(">")]
    assert "<script>" not in "".join(ours).replace("\\<", "")
    assert "](javascript" not in "".join(ours).replace("\\](", "")
    assert len([each for each in ours if each.startswith("#")]) == 4, "the plan's, the group's, cards, notes"
    assert json.loads(rendered(made(MARKUP), "json", str))["groups"][0]["notes"] == MARKUP


def test_any_text_becomes_a_pdf() -> None:
    texts = ("", "x" * 5000, "\u202e\u0000\ufffe\ud83d", "a\n" * 500, MARKUP)
    groups = tuple(group for each in texts for group in made(each).groups)
    assert rendered(Results(MARKUP, 0, 1, groups), "pdf", str).startswith(b"%PDF-")


HOSTILE = [
    "", "{", "[]", "null", "[" * 100_000, '{"foyer": "breakout-plan", "version": 1e999}',
    '{"foyer": "breakout-plan", "version": 1, "title": 5, "minutes": "x", "groups": {}}',
    json.dumps({"foyer": "breakout-plan", "version": 1, "title": "x", "minutes": 5, "groups": [[]]}),
    json.dumps({"foyer": "breakout-plan", "version": 1, "title": "x", "minutes": 5, "groups": []}),
    " " * (FILE_MOST + 1),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[str(number) for number in range(len(HOSTILE))])
def test_a_plans_file_that_cannot_be_is_told_of_and_nothing_comes_of_it(text: str) -> None:
    spec, _, faults = read_plan(World().hub.state, "p.json", text)
    assert spec is None
    assert faults.count


@pytest.mark.parametrize("text", ["", "name\n", '"', "who\nAda\n", "name\n" + 501 * "Ada\n", "name\n\x00\n"])
def test_a_rosters_faults_are_told_and_never_more_people_taken_than_there_may_be(text: str) -> None:
    people, faults = read_roster(World().hub.state, "r.csv", text)
    assert faults.count
    assert len(people) <= 500
