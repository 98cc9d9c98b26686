"""The lock files go together, and locking again what has not changed writes the same."""

import json
import re
from pathlib import Path

from scripts.npm_lock import missing

ROOT = Path(__file__).parent.parent


def pins(name: str) -> set[str]:
    """The pinned versions of a lock file with the Pythons they are for."""
    text = (ROOT / "requirements" / name).read_text("utf-8")
    return set(re.findall(r"^(\S+==[^\\\n]+?) \\?$", text, re.MULTILINE))


def test_a_hub_is_tested_with_the_very_packages_it_runs_with() -> None:
    assert pins("runtime.lock") - pins("test.lock") == set()
    assert len(pins("runtime.lock")) > 40


def test_a_package_that_the_registry_lacks_is_entered_as_npm_would_write_it() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    native = {name for name, entry in packages.items() if entry.get("os") or entry.get("cpu")}
    added = missing({name: entry for name, entry in packages.items() if name not in native})
    assert len(added) > 20
    for name, entry in added.items():
        npms = packages[name]
        assert [key for key in entry if key in npms] == [key for key in npms if key in entry], name
