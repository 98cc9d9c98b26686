"""The identifiers of the hub, one NewType each, so that a room never passes for a visitor."""

from typing import NewType

HubId = NewType("HubId", str)
VisitorId = NewType("VisitorId", str)
RoomId = NewType("RoomId", str)
FloorId = NewType("FloorId", str)
ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)
InviteId = NewType("InviteId", str)
CaptionId = NewType("CaptionId", str)
EntryId = NewType("EntryId", str)
PollId = NewType("PollId", str)
ReportId = NewType("ReportId", str)
RecordingId = NewType("RecordingId", str)
SessionId = NewType("SessionId", str)
PlanId = NewType("PlanId", str)
RoundId = NewType("RoundId", str)
GroupId = NewType("GroupId", str)
FileId = NewType("FileId", str)
DeckId = NewType("DeckId", str)
CmdId = NewType("CmdId", str)
CardId = NewType("CardId", str)
WorkshopId = NewType("WorkshopId", str)

BoardId = NewType("BoardId", str)
"""Whose notes, sketch and board of cards: ``room:<room>`` or ``group:<group>``."""

DocId = NewType("DocId", str)
"""A shared document: ``<board>:notes`` or ``<board>:sketch``."""

PeerId = NewType("PeerId", str)
"""One media connection: a visitor's, a camera's, a viewer's."""

SourceId = NewType("SourceId", str)
"""One thing to be heard or seen: ``<peer>/mic`` or ``<peer>/cam``."""

ChannelId = NewType("ChannelId", str)
"""Where a message stands: ``hub``, ``room:<room>``, ``group:<group>`` or ``dm:<visitor>:<visitor>`` (ids
sorted).
"""


def source_of(peer: str, device: str) -> SourceId:
    """What a peer's ``mic``, ``cam`` or ``screen`` is called."""
    return SourceId(f"{peer}/{device}")


def camera_peer(stage: RoomId) -> PeerId:
    """The peer of the camera that a stage's key lets in."""
    return PeerId(f"stage:{stage}")


def camera_of(stage: RoomId, device: str = "cam") -> SourceId:
    """The source of the camera that a stage's key lets in."""
    return source_of(camera_peer(stage), device)


def peer_of(source: SourceId) -> PeerId:
    """Whose source it is."""
    return PeerId(source.rpartition("/")[0])


SYSTEM = VisitorId("system")
"""The hub itself, as the author of what nobody did: a timer that ended, a record that expired."""

HUB_CHANNEL = ChannelId("hub")


def room_channel(room: RoomId) -> ChannelId:
    """The channel of one room."""
    return ChannelId(f"room:{room}")


def group_channel(group: GroupId) -> ChannelId:
    """The channel of one group of a breakout."""
    return ChannelId(f"group:{group}")


def direct_channel(one: VisitorId, other: VisitorId) -> ChannelId:
    """The channel of two people, the same whoever names it first."""
    first, second = sorted((one, other))
    return ChannelId(f"dm:{first}:{second}")
