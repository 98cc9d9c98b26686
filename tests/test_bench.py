"""The file of results: what one bench measures stands beside what the others measured before."""

import json
from pathlib import Path

from bench.__main__ import main, measured, merged, names
from bench.row import Json, Row


def rows(*benches: str, value: float = 1.0) -> list[Row]:
    """A figure of each of these benches."""
    return [Row(each, "time", value, "ms") for each in benches]


def kept(*benches: str) -> list[Json]:
    """The same as they stand in the file."""
    return [each.as_json() for each in rows(*benches)]


def test_a_single_bench_leaves_the_rows_of_the_others_and_replaces_its_own() -> None:
    now = merged(kept("acks", "crowd", "notes"), ["crowd"], rows("crowd", value=5.0))
    assert [(each["bench"], each["value"]) for each in now] == [("acks", 1.0), ("crowd", 5.0), ("notes", 1.0)]


def test_a_bench_that_failed_or_is_no_more_leaves_no_figure_of_before() -> None:
    assert merged(kept("acks", "crowd", "gone"), ["crowd"], []) == kept("acks")


def test_a_whole_run_begins_anew() -> None:
    assert merged(kept(*names()), names(), rows("poll")) == kept("poll")


def test_results_that_were_cut_off_are_none(tmp_path: Path) -> None:
    out = tmp_path / "out" / "results.json"
    assert measured(out) == []
    assert main(["no_such_bench"], out) == 1
    assert measured(out) == []
    out.write_text(json.dumps(kept("acks")))
    assert main(["no_such_bench"], out) == 1
    assert measured(out) == kept("acks")
    out.write_text(out.read_text()[:9])
    assert measured(out) == []
