"""Run pytest, and what failed once more, alone: `python scripts/again.py <arguments of pytest>`.

For tests in real time only: several browsers with sound and picture share two cores with whatever else the
machine does. What fails is shown with its first failure and named at the end, whether it passed then or not;
more than a few failures are no accident and get no second run (docs/adr/0022).
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

AT_MOST = 2
"""Tests that may run a second time."""
FAILED = 1
"""What pytest ends with if tests failed, and nothing worse."""


def run(*arguments: str) -> int:
    """Run pytest; what it ended with."""
    return subprocess.run((sys.executable, "-m", "pytest", *arguments), check=False).returncode


def main(arguments: list[str]) -> int:
    """Run, and run again; what the whole ends with."""
    with tempfile.TemporaryDirectory() as folder:
        remembering = (*arguments, "-o", f"cache_dir={folder}")
        first = run(*remembering)
        if first != FAILED:
            return first
        failed = sorted(json.loads((Path(folder) / "v" / "cache" / "lastfailed").read_text()))
        if len(failed) > AT_MOST:
            print(f"NO SECOND RUN: {len(failed)} failed, more than {AT_MOST}", flush=True)
            return first
        print(f"SECOND RUN of {len(failed)}, one after the other", flush=True)
        second = run(*remembering, "--last-failed", "-n", "0")
    for name in failed:
        print(f"SECOND RUN {'passed' if second == 0 else 'ended'}, the first failed: {name}", flush=True)
    return second


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
