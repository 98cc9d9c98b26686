"""Every release reads the journals of those before it: each release leaves one behind, with what came of it.

``golden/<release>.jsonl`` holds one row or more of every durable event of that release, as its journal held
them; ``golden/<release>.state.json`` the state that they led to, as its snapshots held it. Neither is ever
changed; a release with new events, or events of a new shape, adds a pair.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from rooms.events import DURABLE
from rooms.hub import Hub
from server.protocol.codec import journal_data, read_event, read_state, state_hash
from tests.rooms.world import rules

GOLDEN = Path(__file__).with_name("golden")
RELEASES = sorted(each.stem for each in GOLDEN.glob("*.jsonl"))


def rows(release: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLDEN / f"{release}.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("release", RELEASES)
def test_the_journal_of_a_release_leads_to_the_state_it_led_to_then(release: str) -> None:
    hub = Hub(rules())
    for row in rows(release):
        event = read_event(row["type"], row["v"], json.dumps(row["data"]), row.get("body"))
        hub.replay(event, row["seq"], row["at"])
    kept = read_state((GOLDEN / f"{release}.state.json").read_bytes())
    assert state_hash(hub.state.durable) == state_hash(kept)


@pytest.mark.parametrize("release", RELEASES)
def test_an_event_of_todays_shape_is_written_as_it_was_read(release: str) -> None:
    today = {event.TYPE: event.V for event in DURABLE}
    for row in rows(release):
        if row["v"] == today[row["type"]]:
            event = read_event(row["type"], row["v"], json.dumps(row["data"]), row.get("body"))
            assert json.loads(journal_data(event)) == row["data"]


def test_every_durable_event_in_todays_shape_is_in_a_golden_journal() -> None:
    kept = {(row["type"], row["v"]) for release in RELEASES for row in rows(release)}
    assert {(event.TYPE, event.V) for event in DURABLE} - kept == set()
