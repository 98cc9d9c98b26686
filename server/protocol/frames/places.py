"""Bodies, conversations and rooms."""

from rooms.ids import ConversationId, FloorId, RoomId, VisitorId
from server.protocol.frames.base import Frame


class AvatarInfo(Frame):
    """A body: ``lane`` is its number in the position records, ``state`` direction, moving, running,
    sitting.
    """

    visitor: VisitorId
    lane: int
    floor: FloorId
    x: int
    y: int
    state: int


class OwnPlace(Frame):
    """Where one stands, and the ``epoch`` that one's moves must carry."""

    floor: FloorId
    x: int
    y: int
    epoch: int


class ConversationInfo(Frame):
    """A group on the open floor."""

    id: ConversationId
    members: list[VisitorId]
    locked: bool


class FollowingInfo(Frame):
    """Whom one follows, or asked to follow; who follows oneself, and who asks to; who asks oneself to come
    along; whether anybody more may follow oneself.
    """

    leader: VisitorId | None
    asked: VisitorId | None
    followers: list[VisitorId]
    asking: list[VisitorId]
    invited: list[VisitorId]
    open: bool


class Knock(Frame):
    """Somebody waits at a locked door."""

    room: RoomId
    visitor: VisitorId


class RoomState(Frame):
    """What the journal tells of a room."""

    locked: bool
