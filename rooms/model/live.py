"""Bodies, conversations, sound and picture, as they are while the server runs."""

from dataclasses import dataclass, field

from rooms.events import Share, SourceStatus, Spot
from rooms.ids import ConversationId, FloorId, RoomId, SourceId, VisitorId


@dataclass(slots=True)
class Avatar:
    """A body on a floor. ``state`` packs direction, moving, running, sitting (see ``rooms.motion``)."""

    visitor: VisitorId
    lane: int
    floor: FloorId
    x: int
    y: int
    state: int = 0
    epoch: int = 0
    room: RoomId | None = None
    conversation: ConversationId | None = None
    path: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    budget: float = 0.0
    stepped_at: int = 0
    still_since: int = 0

    @property
    def spot(self) -> Spot:
        """Where the avatar stands."""
        return Spot(self.floor, self.x, self.y)


@dataclass(slots=True)
class Conversation:
    """A spontaneous group; ``members`` in the order in which they joined."""

    id: ConversationId
    members: list[VisitorId]
    locked: bool = False
    admitted: set[VisitorId] = field(default_factory=set[VisitorId])


@dataclass(slots=True)
class Media:
    """What a person sends."""

    mic: bool = False
    cam: bool = False
    screen: Share | None = None

    @property
    def is_any(self) -> bool:
        """Whether it is anything at all."""
        return self.mic or self.cam or self.screen is not None


@dataclass(frozen=True, slots=True)
class StageSource:
    """A stage's camera as the media plane sees it."""

    source: SourceId | None
    status: SourceStatus
