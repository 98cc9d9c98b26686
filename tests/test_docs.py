"""Documentation is tested: what the code has, the docs name; what the docs name, is there."""

import re
from pathlib import Path

import pytest
from aiohttp import web

from rooms.events import DURABLE, LIVE
from rooms.roles import TABLE, Capability, Role
from server.errors import STATUS
from server.http import boxes, health, history, hosts, pages, polls, programme, visit
from server.protocol.frames import FRAMES
from server.protocol.registry import COMMANDS
from server.settings import describe

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
TEST_VARIABLES = {"FOYER_CHROMIUM", "FOYER_FIREFOX", "FOYER_REDIS_SERVER", "FOYER_TLS"}
PAGES = sorted(
    (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("hubs/*.md"), *ROOT.glob("changes/*.md"))
)
ADRS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
SECTIONS = ["Context", "Decision", "Consequences", "Measured"]


def named(page: str) -> set[str]:
    """What stands in the first column of a reference page's tables."""
    return set(re.findall(r"^\| `([^`]+)` \|", (REFERENCE / page).read_text(), re.MULTILINE))


def routes() -> set[str]:
    tables = (
        *pages.routes,
        *pages.routes_legal,
        *visit.routes,
        *hosts.routes,
        *boxes.routes,
        *history.routes,
        *polls.routes,
        *health.routes,
        *programme.routes,
    )
    return {route.path for route in tables if isinstance(route, web.RouteDef)}


def test_every_command_and_event_is_documented_and_no_other() -> None:
    events = {event.TYPE for event in (*DURABLE, *LIVE)}
    assert named("events.md") == {*COMMANDS, *events, *FRAMES}


def test_every_setting_is_documented_and_no_other() -> None:
    assert named("settings.md") == {variable for variable, _, _ in describe()}


def test_every_capability_is_documented_with_exactly_its_roles() -> None:
    assert named("capabilities.md") == {str(each) for each in Capability}
    for line in (REFERENCE / "capabilities.md").read_text().splitlines():
        if match := re.match(r"\| `([^`]+)` \|(.*)\|$", line):
            given = [cell.strip() == "yes" for cell in match[2].split("|")]
            assert given == [match[1] in TABLE[role] for role in Role], match[1]


def test_every_error_code_is_documented_and_no_other() -> None:
    assert named("errors.md") == set(STATUS)


def test_every_address_is_documented() -> None:
    documented = {name.rpartition(" ")[2] for name in named("http.md") | named("pages.md")}
    assert routes() - documented == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if ":" not in link and not (page.parent / link).exists()] == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        waiting += [page.parent / link for link in re.findall(r"\]\(([^):#\s]+)", page.read_text())]
    lonely = {page.relative_to(ROOT) for page in PAGES if page.is_relative_to(ROOT / "docs")} - {
        page.relative_to(ROOT) for page in reached
    }
    assert lonely == set()


def test_every_setting_that_a_page_names_exists() -> None:
    known = {variable for variable, _, _ in describe()} | TEST_VARIABLES
    used = {name for page in PAGES for name in re.findall(r"\bFOYER_[A-Z_]*[A-Z]", page.read_text())}
    assert used - known == set()


def test_every_test_that_a_page_names_exists() -> None:
    used = {name for page in PAGES for name in re.findall(r"`(tests/\S+\.py::\w+)`", page.read_text())}
    assert used
    for name in used:
        path, _, test = name.partition("::")
        assert re.search(rf"^(async )?def {test}\(", (ROOT / path).read_text(), re.MULTILINE), name


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    used = {name for page in PAGES for name in re.findall(r"(?:`|    |&& )make ([a-z-]+)", page.read_text())}
    assert used - targets == set()


def test_the_map_names_every_folder() -> None:
    text = (ROOT / "docs" / "directory-map.md").read_text()
    packages = {path.parent.relative_to(ROOT) for path in ROOT.glob("[a-z]*/__init__.py")}
    inner = {path.parent.relative_to(ROOT) for path in ROOT.glob("server/*/__init__.py")}
    folders = {f"`{path}/`" for path in packages}
    assert [name for name in folders if name not in text] == []
    assert [path.name for path in inner if f"{path.name}/`" not in text] == []


@pytest.mark.parametrize("adr", ADRS, ids=lambda path: path.stem)
def test_a_decision_says_why_what_follows_and_what_was_measured(adr: Path) -> None:
    text = adr.read_text()
    assert text.startswith(f"# {adr.name[:4]}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert f"]({adr.name})" in (adr.parent / "README.md").read_text()


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(adr.name[:4]) for adr in ADRS] == list(range(1, len(ADRS) + 1))
