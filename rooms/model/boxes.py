"""What the hub remembers of the devices in the real halls, and of what a stage shows."""

from dataclasses import dataclass, field, replace

from rooms.events.base import Spot
from rooms.events.boxes import MarkKind
from rooms.ids import RoomId, SourceId, VisitorId, peer_of

MARKS_KEPT = 200
"""Cuts and returns remembered a stage; beyond that the oldest go."""


@dataclass(frozen=True, slots=True)
class Box:
    """A device of the venue at one stage, and what it is used as. Its title is its visitor's name. One with a
    ``portal`` stands there on the map, as a window into the hallway, and has nothing to do with the stage.
    """

    stage: RoomId
    mic: bool = True
    cam: bool = True
    speaker: bool = True
    screen: bool = False
    portal: Spot | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """From ``at`` (UTC milliseconds) on a source of the hall was cut, or back."""

    kind: MarkKind
    source: SourceId
    at: int


@dataclass(slots=True)
class BoxesState:
    """All venue boxes in the order of their pairing, what is shown at each stage by choice, and the marks of
    each stage, the oldest first.
    """

    boxes: dict[VisitorId, Box] = field(default_factory=dict[VisitorId, Box])
    shown: dict[RoomId, SourceId] = field(default_factory=dict[RoomId, SourceId])
    marks: dict[RoomId, tuple[Mark, ...]] = field(default_factory=dict[RoomId, tuple[Mark, ...]])

    def copy(self) -> "BoxesState":
        """A snapshot."""
        return BoxesState(dict(self.boxes), dict(self.shown), dict(self.marks))

    def of(self, stage: RoomId) -> list[VisitorId]:
        """The boxes of a stage, in the order of their pairing."""
        return [box for box, each in self.boxes.items() if each.stage == stage]

    def portal(self, visitor: VisitorId) -> Spot | None:
        """Where somebody stands as a window into a hallway."""
        box = self.boxes.get(visitor)
        return box.portal if box is not None else None

    def place(self, box: VisitorId, spot: Spot | None) -> None:
        """Let a box stand on the map, or not; nothing for one that is none any more."""
        if box in self.boxes:
            self.boxes[box] = replace(self.boxes[box], portal=spot)

    def mark(self, stage: RoomId, mark: Mark) -> None:
        """Add to a stage's timeline."""
        self.marks[stage] = (*self.marks.get(stage, ()), mark)[-MARKS_KEPT:]

    def runs(self, stage: RoomId, source: SourceId) -> bool:
        """Whether a source was there by its last mark."""
        own = (each for each in reversed(self.marks.get(stage, ())) if each.source == source)
        last = next(own, None)
        return last is not None and last.kind == "back"

    def forget(self, visitor: VisitorId) -> None:
        """A box, or somebody who was shown, is no more."""
        self.boxes.pop(visitor, None)
        for stage in [each for each, source in self.shown.items() if peer_of(source) == visitor]:
            del self.shown[stage]
