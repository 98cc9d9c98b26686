"""What fails in real time runs once more, and nobody is kept from seeing it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TESTS = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range({count}))
def test_some(number):
    mark = Path(__file__).with_name(f"ran-{{number}}")
    runs = len(mark.read_text()) if mark.exists() else 0
    mark.write_text("x" * (runs + 1))
    assert runs >= {good_after}, f"run {{runs + 1}}"

def test_other():
    with Path(__file__).with_name("other").open("a") as mark:
        mark.write("x")
"""


@pytest.mark.parametrize(
    ("count", "good_after", "ends", "said"),
    [
        (1, 0, 0, ""),
        (2, 1, 0, "SECOND RUN passed, the first failed: test_it.py::test_some[1]"),
        (1, 9, 1, "SECOND RUN ended, the first failed: test_it.py::test_some[0]"),
        (3, 1, 1, "NO SECOND RUN: 3 failed, more than 2"),
    ],
    ids=["nothing failed", "two failed once", "one fails again", "three failed"],
)
def test_a_few_that_failed_run_once_more_and_are_named(
    tmp_path: Path, count: int, good_after: int, ends: int, said: str
) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_it.py").write_text(TESTS.format(count=count, good_after=good_after))
    done = subprocess.run(
        (sys.executable, ROOT / "scripts" / "again.py", "-p", "xdist.plugin", "test_it.py"),
        cwd=tmp_path, env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == ends, done.stdout + done.stderr
    assert said in done.stdout
    assert ("SECOND RUN" in done.stdout) == bool(said)
    assert (tmp_path / "other").read_text() == "x", "what passed does not run again"
    if said:
        assert "AssertionError: run 1" in done.stdout, "the first failure is shown"
