"""The whole hub as one visitor may see it, and how a line begins again or ends."""

from rooms.events import FigureSeated, Health, Scene, Session, SourceStatus, StageLayout, Status, Tally
from rooms.ids import ChannelId, EntryId, PollId, RoomId, SessionId, SourceId, VisitorId
from rooms.model.attendance import Stay
from server.protocol.breakoutinfo import BreakoutsInfo, BreakoutsNowInfo
from server.protocol.frames.base import Frame
from server.protocol.frames.chat import ChannelInfo
from server.protocol.frames.interpreting import InterpretingInfo, InterpretingNowInfo
from server.protocol.frames.media import MediaInfo
from server.protocol.frames.minors import MinorsNowInfo, WorkshopInfo
from server.protocol.frames.people import VisitorInfo, You
from server.protocol.frames.places import (
    AvatarInfo,
    ConversationInfo,
    FollowingInfo,
    Knock,
    OwnPlace,
    RoomState,
)
from server.protocol.frames.polls import PollInfo
from server.protocol.frames.queue import QueueInfo
from server.protocol.frames.stage import BoxInfo, CaptionInfo, MarkInfo, RecordingInfo, SlideInfo, StageInfo


class LiveState(Frame):
    """Everything that is true only now."""

    presence: dict[VisitorId, Status]
    avatars: list[AvatarInfo]
    you: OwnPlace | None
    conversations: list[ConversationInfo]
    in_room: dict[VisitorId, RoomId]
    media: dict[VisitorId, MediaInfo]
    stages: dict[RoomId, StageInfo]
    devices: dict[SourceId, SourceStatus]
    health: dict[VisitorId, Health]
    figures: list[FigureSeated]
    knocks: list[Knock]
    following: FollowingInfo
    breakouts: BreakoutsNowInfo
    minors: MinorsNowInfo
    votes: dict[EntryId, int]
    tallies: dict[PollId, Tally]
    captions: dict[RoomId, list[CaptionInfo]]
    interpreting: dict[RoomId, InterpretingNowInfo]


class Snapshot(Frame):
    """``hub.snapshot``: the whole hub as one visitor may see it, after event ``seq``."""

    hub_start: str
    seq: int
    at: int
    you: You
    visitors: dict[VisitorId, VisitorInfo]
    on_site: dict[VisitorId, RoomId]
    stays: dict[VisitorId, Stay]
    queues: dict[RoomId, QueueInfo]
    polls: dict[RoomId, list[PollInfo]]
    applause: list[RoomId]
    captioners: dict[RoomId, dict[VisitorId, str]]
    interpreting: dict[RoomId, InterpretingInfo]
    sessions: list[Session]
    agenda: list[SessionId]
    boxes: dict[VisitorId, BoxInfo]
    breakouts: BreakoutsInfo
    minors: list[WorkshopInfo]
    shown: dict[RoomId, SourceId]
    slides: dict[RoomId, SlideInfo]
    recordings: dict[RoomId, RecordingInfo]
    scenes: dict[RoomId, Scene]
    layouts: dict[RoomId, StageLayout]
    marks: dict[RoomId, list[MarkInfo]]
    rooms: dict[RoomId, RoomState]
    channels: dict[ChannelId, ChannelInfo]
    live: LiveState


class Resumed(Frame):
    """``hub.resumed``: what was missed has been sent; ``upto`` is the last event the hub knows."""

    hub_start: str
    upto: int
    at: int
    you: You
    live: LiveState


class Closing(Frame):
    """``hub.closing``: why the line closes. ``request.too_large``: a message was above 64 kB, and is not
    to be sent again; a client that polls is answered 413 with that code instead.
    """

    reason: str
