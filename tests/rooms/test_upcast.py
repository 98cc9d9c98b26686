"""Older journal rows: brought to today's shape step by step, or refused."""

from collections.abc import Mapping
from typing import Any

import pytest

from rooms.events import DURABLE
from rooms.upcast import UPCASTERS, VERSIONS, UnknownEvent, upcast


def split_name(data: Mapping[str, Any]) -> dict[str, Any]:
    """Version 1 had one name."""
    first, _, last = data["name"].partition(" ")
    return {"first": first, "last": last}


def add_title(data: Mapping[str, Any]) -> dict[str, Any]:
    """Version 2 had no title."""
    return {**data, "title": ""}


STEPS = {("person", 1): split_name, ("person", 2): add_title}


@pytest.mark.parametrize(
    ("version", "data"),
    [
        (1, {"name": "Ada Berg"}),
        (2, {"first": "Ada", "last": "Berg"}),
        (3, {"first": "Ada", "last": "Berg", "title": ""}),
    ],
)
def test_a_row_of_any_version_comes_out_in_todays_shape(version: int, data: dict[str, Any]) -> None:
    before = dict(data)
    shaped = upcast("person", version, data, upcasters=STEPS, versions={"person": 3})
    assert shaped == {"first": "Ada", "last": "Berg", "title": ""}
    assert data == before
    assert shaped is not data


@pytest.mark.parametrize(("type_", "version"), [("person", 4), ("dragon", 1)])
def test_a_row_of_a_newer_program_or_an_unknown_type_is_refused(type_: str, version: int) -> None:
    with pytest.raises(UnknownEvent):
        upcast(type_, version, {}, upcasters=STEPS, versions={"person": 3})


def test_every_durable_event_is_known_by_one_name_in_todays_version() -> None:
    assert len(VERSIONS) == len(DURABLE)
    for event in DURABLE:
        assert upcast(event.TYPE, event.V, {"a": 1}) == {"a": 1}
        with pytest.raises(UnknownEvent):
            upcast(event.TYPE, event.V + 1, {})


def test_every_older_version_of_every_event_has_its_step() -> None:
    steps = {(event.TYPE, version) for event in DURABLE for version in range(1, event.V)}
    assert set(UPCASTERS) == steps


@pytest.mark.parametrize(("said", "cards"), [({}, False), ({"cards": False}, False), ({"cards": True}, True)])
def test_a_poll_of_before_holds_the_cards_of_groups_only_if_its_row_says_so(
    said: dict[str, Any], cards: bool
) -> None:
    assert upcast("poll.opened", 2, {"plan": "one", **said}) == {"plan": "one", "cards": cards}
    assert upcast("poll.opened", 1, {}) == {"plan": None, "cards": False}
