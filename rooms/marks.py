"""The timeline of a stage: from when on a source of its hall was cut, and from when on it was back."""

from rooms import events as e
from rooms.events import Event, SourceStatus
from rooms.ids import PeerId, RoomId, SourceId, peer_of
from rooms.state import State


def marked(state: State, stage: RoomId, source: SourceId, status: SourceStatus) -> list[Event]:
    """The mark that a source's new status makes, if it makes one."""
    runs = state.durable.boxes.runs(stage, source)
    if runs == (status == "on"):
        return []
    return [e.StageMarked(stage, "cut" if runs else "back", source)]


def resumed(state: State, peers: frozenset[PeerId]) -> list[Event]:
    """The cuts of all sources that ran as the server ended and whose peers are not there any more."""
    boxes = state.durable.boxes
    return [
        e.StageMarked(stage, "cut", source)
        for stage, marks in boxes.marks.items()
        for source in dict.fromkeys(each.source for each in marks)
        if boxes.runs(stage, source) and peer_of(source) not in peers
    ]
