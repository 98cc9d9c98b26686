"""What every test gets: a guard on the event loop, and an honest account of what this machine cannot run."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

from tests.tools.loopguard import LoopGuard
from tests.tools.programs import MISSING, Missing

CI = os.environ.get("CI") == "true"
NOT_RUN = "NOT RUN: "
DOMAIN = Path(__file__).parent / "rooms"
"""Has no event loop, and thousands of tests: a watch over each would cost more than they do."""

# On a shared machine a deadline finds other people's work; in CI the same examples run every time.
settings.register_profile("foyer", deadline=None, derandomize=CI, print_blob=not CI)
settings.load_profile("foyer")

pytest_plugins = ("tests.tools.browsers",)


def pytest_configure(config: pytest.Config) -> None:
    # as the programs write their logs: drawn tracebacks would hold the event loop for half a second each
    plain = [structlog.processors.format_exc_info, structlog.dev.ConsoleRenderer(colors=False)]
    structlog.configure(processors=[structlog.processors.add_log_level, *plain])


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a program this machine lacks; in CI that is a failure."""
    for need, find in MISSING.items():
        if item.get_closest_marker(need) is None:
            continue
        missing = find()
        if missing is not None:
            _without(item, missing)


def _without(item: pytest.Item, missing: Missing) -> None:
    reason = f"{missing.program} is missing: {missing.cure}"
    if CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(NOT_RUN + reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count what was not run from the reports, which come from every worker."""
    skipped = (str(each.longrepr) for each in terminalreporter.stats.get("skipped", ()))
    reasons = Counter(text.partition(NOT_RUN)[2].rstrip("')") for text in skipped if NOT_RUN in text)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"NOT RUN: {count} tests, {reason}", yellow=True)


@pytest.fixture(autouse=True)
def nothing_blocks_the_event_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which one callback held the event loop; `may_block(reason)` excuses it."""
    if request.node.get_closest_marker("may_block") is not None or request.node.path.is_relative_to(DOMAIN):
        yield
        return
    with LoopGuard() as guard:
        yield
    if guard.worst is not None:
        pytest.fail(str(guard.worst), pytrace=False)
