"""Who comes along with whom: true only while the server runs."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Live
from rooms.ids import RoomId, VisitorId

FollowEnd = Literal[
    "stopped", "moved", "other", "left", "ended", "dismissed", "declined",
    "private", "locked", "full", "no_way",
]  # fmt: skip
"""Why somebody no longer comes along: by hand, by one's own steps, for somebody else; who led has left, ended
it for all, sent one away, or said no (as may who was asked); who led is in a closed conversation; a room is
locked or full; there is no way.
"""


@dataclass(frozen=True, slots=True)
class FollowAsked(Live):
    """Somebody would like to come along."""

    TYPE: ClassVar[str] = "follow.asked"
    visitor: VisitorId
    leader: VisitorId


@dataclass(frozen=True, slots=True)
class FollowInvited(Live):
    """People are asked to come along; each learns only of themselves."""

    TYPE: ClassVar[str] = "follow.invited"
    leader: VisitorId
    visitors: tuple[VisitorId, ...]


@dataclass(frozen=True, slots=True)
class FollowStarted(Live):
    """Somebody comes along wherever ``leader`` goes."""

    TYPE: ClassVar[str] = "follow.started"
    visitor: VisitorId
    leader: VisitorId


@dataclass(frozen=True, slots=True)
class FollowEnded(Live):
    """It is over, or was never begun; ``room`` is the one that let nobody in."""

    TYPE: ClassVar[str] = "follow.ended"
    visitor: VisitorId
    leader: VisitorId
    why: FollowEnd
    room: RoomId | None = None


@dataclass(frozen=True, slots=True)
class FollowAllowed(Live):
    """Whether anybody more may come along with somebody."""

    TYPE: ClassVar[str] = "follow.allowed"
    visitor: VisitorId
    open: bool
