"""House rules that no other tool checks, on the files git knows."""

import json
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

from scripts.npm_lock import missing
from server import __version__

ROOT = Path(__file__).parent.parent
LONGEST = 500
"""Lines after which a module is no longer read in one go."""

GENERATED = re.compile(r"\.gen\.ts$|package-lock\.json$|\.lock$|\.tmj$|\.po$|^docs/reference/|^LICENSE$")
# Written in two parts, so that this file does not find itself.
ELSEWHERE = {
    "a path of one machine": r"/(?:ro" + r"ot|wo" + r"rk|ho" + r"me/\w+)/",
    "a package registry": r"registry\.npmj" + r"s|pypi\.or" + r"g/simple|files\.pythonhost" + r"ed",
}


@cache
def tracked() -> tuple[str, ...]:
    found = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(name for name in found.stdout.split("\0") if name and (ROOT / name).is_file())


def texts(*endings: str) -> dict[str, str]:
    """Tracked text files by name; all of them without `endings`."""
    found: dict[str, str] = {}
    for name in tracked():
        if not endings or name.endswith(endings):
            try:
                found[name] = (ROOT / name).read_text("utf-8")
            except UnicodeDecodeError:
                continue
    return found


def places(pattern: str, files: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize("pattern", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_no_file_holds(pattern: str) -> None:
    assert places(pattern, texts()) == []


def test_lock_files_hold_no_address() -> None:
    locks = texts("requirements/runtime.lock", "requirements/test.lock")
    assert len(locks) == 2
    assert places(r"https?://|--(extra-)?index-url|--find-links", locks) == []
    packages = json.loads((ROOT / "web/package-lock.json").read_text())["packages"]
    links = {name for name, entry in packages.items() if entry.get("link")}
    assert {name for name, entry in packages.items() if "resolved" in entry} - links == set()
    assert all((ROOT / "web" / packages[name]["resolved"]).is_dir() for name in links), "folders of our own"


def test_the_npm_lock_holds_the_packages_of_every_platform() -> None:
    packages = json.loads((ROOT / "web/package-lock.json").read_text())["packages"]
    assert missing(packages) == {}, "cure: make lock"


def test_python_packages_are_locked_with_hashes() -> None:
    for name, text in texts("runtime.lock", "test.lock").items():
        requirements = re.findall(r"^\S+==\S+.*$", text, re.MULTILINE)
        assert requirements, name
        assert [line for line in requirements if not line.endswith("\\")] == [], name


def test_npmrc_keeps_addresses_out_and_names_no_registry() -> None:
    assert (ROOT / "web/.npmrc").read_text().split() == ["omit-lockfile-registry-resolved=true"]


def test_no_page_holds_a_style_attribute_or_an_inline_handler() -> None:
    assert places(r"\sstyle=[\"'{]|\son[a-z]+=\"", texts(".html", ".j2")) == []


def test_the_client_sets_no_html_from_text() -> None:
    client = {name: text for name, text in texts(".ts", ".tsx").items() if name.startswith("web/client/src")}
    assert places(r"\.(inner|outer|insertAdjacent)HTML|document\.write|dangerouslySet", client) == []


def test_nothing_is_left_for_later() -> None:
    assert (
        places(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b", texts(".py", ".ts", ".tsx", ".html", ".css")) == []
    )


def test_no_file_is_longer_than_one_reads() -> None:
    long = {
        name: text.count("\n")
        for name, text in texts(".py", ".ts", ".tsx", ".sh").items()
        if not GENERATED.search(name) and text.count("\n") > LONGEST
    }
    assert long == {}


def test_the_licence_is_named_alike_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    client = json.loads((ROOT / "web/package.json").read_text())
    assert {project["license"], client["license"]} == {"EUPL-1.2"}
    for name in ("LICENSE", "publiccode.yml"):
        assert "EUPL-1.2" in (ROOT / name).read_text(), name


def test_the_version_is_named_alike_everywhere() -> None:
    assert f"softwareVersion: {__version__}\n" in (ROOT / "publiccode.yml").read_text()


def test_every_change_fragment_has_a_kind_the_changelog_knows() -> None:
    kinds = {
        kind["directory"]
        for kind in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["towncrier"]["type"]
    }
    fragments = [Path(name).name for name in tracked() if re.match(r"changes/.+\.md$", name)]
    assert [name for name in fragments if name != "README.md" and name.split(".")[1] not in kinds] == []
