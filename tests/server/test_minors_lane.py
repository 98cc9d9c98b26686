"""Positions in a hub with a workshop with minors: one picture a side, however many people there are."""

from typing import cast

import pytest

from rooms.ids import VisitorId
from rooms.minors.wall import hides, side
from server.live import fanout
from server.live.fanout import FanOut, record
from server.live.link import Link, Positions, positions_event
from tests.rooms.workshop import ANN, BOB, CHIEF, EVA, HOST, KIT, ROB, Workshop, opened


class Line:
    """A line that keeps what is written on it."""

    drained = True

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write_positions(self, event: Positions) -> bool:
        """Keep the records."""
        self.written.append(event.records)
        return True


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every picture that was put together."""
    made: list[bytes] = []

    def counted(records: bytes) -> Positions:
        made.append(records)
        return positions_event(records)

    monkeypatch.setattr(fanout, "positions_event", counted)
    return made


def lane(world: Workshop, people: list[VisitorId]) -> tuple[FanOut, dict[VisitorId, Line]]:
    """The position lane with these people in it."""
    out, lines = FanOut(world.hub.state), {each: Line() for each in people}
    for each, line in lines.items():
        out.join(each, cast("Link", line))
    return out, lines


def test_a_picture_is_made_once_a_side_and_holds_what_each_may_see(built: list[bytes]) -> None:
    world = opened()
    crowd = [world.here(f"Guest{n}", 100 + 5 * n, 900) for n in range(30)]
    people = [ANN, EVA, CHIEF, HOST, BOB, KIT, ROB, *crowd]
    state = world.hub.state
    out, lines = lane(world, people)
    out.publish({})
    assert len(built) == len({(state.live.avatars[each].floor, side(state, each)) for each in people}) == 3
    for viewer, line in lines.items():
        avatars = state.live.avatars.values()
        visible = [each for each in avatars if not hides(state, viewer, each.visitor)]
        if viewer not in (ANN, EVA, KIT, ROB):
            visible = [each for each in visible if each.visitor not in (ANN, EVA)]
        assert line.written[-1] == b"".join(map(record, visible))


def test_a_step_is_told_once_a_side(built: list[bytes]) -> None:
    world = opened()
    people = [ANN, EVA, CHIEF, HOST, BOB, KIT, ROB, *(world.here(f"Guest{n}", 300, 700) for n in range(10))]
    state = world.hub.state
    out, lines = lane(world, people)
    out.publish({})
    for line in lines.values():
        line.written.clear()
    built.clear()
    out.publish({KIT: state.live.avatars[KIT]})
    assert {bytes(each) for each in built} == {record(state.live.avatars[KIT])}
    assert len(built) == 2
    assert [each for each in people if lines[each].written and each not in (ANN, EVA, KIT, ROB)] == []
    assert all(lines[each].written for each in (ANN, EVA, KIT, ROB))
