"""Every release reads the journals of those before it: each release leaves one behind, with what came of it.

``golden/<release>.jsonl`` holds one row or more of every durable event of that release, as its journal held
them; ``golden/<release>.state.json`` the state that they led to, as its snapshots held it. Neither is ever
changed, and ``golden/SHA256SUMS`` holds what they were; a release with new events, or events of a new shape,
adds a pair (in that folder: ``sha256sum NEW.jsonl NEW.state.json >>SHA256SUMS``).
"""

import hashlib
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


def test_no_journal_that_a_release_left_behind_was_changed_or_lost() -> None:
    sums = (line.split() for line in (GOLDEN / "SHA256SUMS").read_text("ascii").splitlines())
    files = (each for each in GOLDEN.iterdir() if each.name != "SHA256SUMS")
    found = {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}
    assert found == {name: digest for digest, name in sums}


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
