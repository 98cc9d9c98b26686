"""A machine that lacks something is told what, and which command brings it, in the terminal's language."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import ROOT

OLD = """#!/bin/sh
case "$*" in
    --version) echo "Python 3.10.12" ;;
    *) exit 1 ;;
esac
"""
"""A Python before 3.11."""
BARE = """#!/bin/sh
case "$*" in
    *"import venv"*) exit 1 ;;
esac
"""
"""A Python as Debian installs it: without its module venv."""
INSTALL = "apt-get install -y python3-venv"


def refused(machine: Path, language: str, python: str | None) -> str:
    """What the first step of a start says on a machine with this Python, or none, and nothing made."""
    (machine / "bin").mkdir()
    for tool in ("cat", "cksum", "sh"):
        (machine / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    for part in ("scripts/venv.sh", "scripts/say.sh", "requirements/runtime.lock"):
        (machine / part).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / part, machine / part)
    if python is not None:
        (machine / "bin" / "python3").write_text(python)
        (machine / "bin" / "python3").chmod(0o755)
    done = subprocess.run(
        ("scripts/venv.sh", "runtime"), cwd=machine, capture_output=True, text=True, timeout=20, check=False,
        env={"PATH": str(machine / "bin"), "LANGUAGE": language},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert not (machine / ".venv").exists()
    return done.stderr


@pytest.mark.parametrize(
    ("language", "python", "words", "cure"),
    [
        ("en", OLD, "Python 3.11 or newer is needed, this is Python 3.10.12.", "make run PYTHON=/path/to"),
        ("de", OLD, "Python 3.11 oder neuer ist nötig, dies ist Python 3.10.12.", "make run PYTHON=/pfad/zu"),
        ("en", BARE, "Python's venv module is missing.", INSTALL),
        ("de", BARE, "Pythons Modul venv fehlt.", INSTALL),
        ("en", None, "Python 3.11 or newer is needed.", "apt-get install -y python3 python3-venv"),
        ("de", None, "Python 3.11 oder neuer ist nötig.", "apt-get install -y python3 python3-venv"),
    ],
)
def test_a_machine_without_a_fitting_python_is_told_what_brings_it(
    tmp_path: Path, language: str, python: str | None, words: str, cure: str
) -> None:
    said = refused(tmp_path, language, python)
    assert said.startswith(f"Foyer: {words}\n")
    assert cure in said
