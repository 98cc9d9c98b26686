"""What the server sends that is no event of the hub: first states, and words to one visitor. Separate wire
models.

The models document and type the wire; ``server.live.view`` builds the same shapes as plain values, and a
test holds one against the other.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rooms.events import (
    EntryKind,
    EntryState,
    FigureSeated,
    Health,
    MarkKind,
    Order,
    PollSpec,
    Scene,
    Session,
    Share,
    Slide,
    SourceStatus,
    Spot,
    StageLayout,
    Status,
    Tally,
)  # fmt: skip
from rooms.ids import (
    CaptionId,
    ChannelId,
    ConversationId,
    DeckId,
    DocId,
    EntryId,
    FloorId,
    GroupId,
    MessageId,
    PollId,
    RecordingId,
    RoomId,
    SessionId,
    SourceId,
    VisitorId,
)
from rooms.look import Look
from rooms.model.attendance import Stay
from rooms.model.polls import Ballot, PollPhase
from rooms.roles import Capability, Role
from server.protocol.breakoutinfo import BreakoutsInfo, BreakoutsNowInfo


class Frame(BaseModel):
    """A shape of the wire; unknown fields are faults."""

    model_config = ConfigDict(extra="forbid")


class WireError(Frame):
    """An error as an acknowledgement or a refused connection carries it."""

    code: str
    text: str
    details: dict[str, str | int]
    retry: bool


class Ack(Frame):
    """The answer to a command: ``seq`` of its first durable event, or ``live``, or an error."""

    ok: bool
    cmd_id: str | None
    seq: int | None = None
    live: Literal[True] | None = None
    error: WireError | None = None


class VisitorInfo(Frame):
    """A person as everybody in the hub knows it."""

    name: str
    look: Look
    role: Role
    muted: bool


class You(Frame):
    """Who one is and what one may do on the open floor. Also sent as ``you.changed``."""

    visitor: VisitorId
    role: Role
    muted: bool
    capabilities: list[Capability]


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


class MediaInfo(Frame):
    """What a person sends."""

    mic: bool
    cam: bool
    screen: Share | None


class Knock(Frame):
    """Somebody waits at a locked door."""

    room: RoomId
    visitor: VisitorId


class StageInfo(Frame):
    """A stage's camera: ``on``, ``silent`` (its line is cut) or ``off``."""

    source: SourceId | None
    status: SourceStatus


class CaptionInfo(Frame):
    """A line of a stage's captions; ``language`` is a BCP 47 tag."""

    caption: CaptionId
    language: str
    body: str
    at: int


class OnAirInfo(Frame):
    """Who is heard in an interpreter channel, and since when (UTC milliseconds)."""

    visitor: VisitorId
    since: int


class InterpretingInfo(Frame):
    """The interpreter channels of a stage: who interprets into which languages, at which desks they sit, and
    who is on air in each language.
    """

    interpreters: dict[VisitorId, list[str]]
    desks: dict[VisitorId, str]
    on_air: dict[str, OnAirInfo]


class InterpretingNowInfo(Frame):
    """Which channel one hears, and whose line is cut; for interpreters and hosts also who asks for a
    hand-over, and how many hear each channel.
    """

    listening: str | None
    cut: list[VisitorId]
    asking: list[VisitorId]
    listeners: dict[str, int]


class BoxInfo(Frame):
    """A venue box: its stage, and what it is used as. Its title is its visitor's name. One with a ``portal``
    stands there on the map as a window into the hallway.
    """

    stage: RoomId
    mic: bool
    cam: bool
    speaker: bool
    portal: Spot | None


class MarkInfo(Frame):
    """From ``at`` on a source of the hall was cut, or back; for hosts."""

    kind: MarkKind
    source: SourceId
    at: int


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
    breakouts: BreakoutsNowInfo
    votes: dict[EntryId, int]
    tallies: dict[PollId, Tally]
    captions: dict[RoomId, list[CaptionInfo]]
    interpreting: dict[RoomId, InterpretingNowInfo]


class RoomState(Frame):
    """What the journal tells of a room."""

    locked: bool


class EntryInfo(Frame):
    """A hand or a question in a stage's queue; ``visitor`` is None where one may not know who asked,
    ``voted`` is one's own vote.
    """

    entry: EntryId
    visitor: VisitorId | None
    kind: EntryKind
    body: str
    seat: str
    anonymous: bool
    hall: bool
    at: int
    state: EntryState
    votes: int
    voted: bool


class QueueInfo(Frame):
    """A stage's queue, in the order of being called; ``hall_last`` is the side that had the floor last."""

    order: Order
    moderated: bool
    anonymous_allowed: bool
    pinned: EntryId | None
    hall_last: bool | None
    entries: list[EntryInfo]


class SlideInfo(Frame):
    """The page of slides that a stage shows, counted from 1."""

    stage: RoomId
    deck: DeckId
    page: int
    slide: Slide


class RecordingInfo(Frame):
    """What is recorded at a stage since ``at``: ``mine`` is one's own answer, None as long as there is none;
    ``answers`` are those of others, for hosts.
    """

    recording: RecordingId
    at: int
    mine: bool | None
    answers: dict[VisitorId, bool]


class PollInfo(Frame):
    """A poll; drafts are for hosts. ``tally`` holds the number of ballots alone as long as one may not see
    the result, ``mine`` is one's own ballot, kept as long as the poll keeps it.
    """

    poll: PollId
    spec: PollSpec
    at: int
    state: PollPhase
    opened_at: int | None
    closes_at: int | None
    closed_at: int | None
    tally: Tally
    mine: Ballot | None


class ChannelInfo(Frame):
    """A channel with messages."""

    unread: int
    last: MessageId | None


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
    """``hub.closing``: why the line closes."""

    reason: str


class MediaOffer(Frame):
    """``media.offer``: the server's SDP offer to one ``tab``; answered by ``media.answer``."""

    tab: str
    sdp: str


class MediaSlots(Frame):
    """``media.slots``: which source each receive slot (mid) of a tab carries now."""

    tab: str
    slots: dict[str, SourceId | None]


class MediaSpeaking(Frame):
    """``media.speaking``: the level (0 to 1) of those one hears speaking."""

    sources: dict[SourceId, float]


class MediaLost(Frame):
    """``media.lost``: sound and picture of a tab are gone; ask again with ``media.join``. ``reason`` says
    why.
    """

    tab: str
    reason: Literal["worker", "line", "elsewhere", "unavailable"]


class BreakoutLevels(Frame):
    """``breakout.levels``: who speaks in each group of the rounds one leads."""

    speaking: dict[GroupId, list[VisitorId]]


class MediaQuality(Frame):
    """``media.quality``: one's own line, as the media worker sees it."""

    tab: str
    rtt_ms: float | None
    loss: float
    bitrate: int


class DocCursor(Frame):
    """``doc.pointed``: where the cursor of somebody's tab is in a shared document; None once it is gone."""

    doc: DocId
    visitor: VisitorId
    tab: str
    cursor: str | None


class DocUpdated(Frame):
    """``doc.updated``: somebody's change of a shared document, a Yjs update (version 1) in base64."""

    doc: DocId
    update: str


class DocRights(Frame):
    """``doc.rights``: whether one may read and write a shared document from now on; unread, it is closed."""

    doc: DocId
    read: bool
    write: bool


class DocReset(Frame):
    """``doc.reset``: a change that was told of was lost with the disk; open the document again, and send what
    it lacks.
    """

    doc: DocId


FRAMES: dict[str, type[Frame]] = {
    "hub.snapshot": Snapshot,
    "hub.resumed": Resumed,
    "hub.closing": Closing,
    "you.changed": You,
    "doc.updated": DocUpdated,
    "doc.pointed": DocCursor,
    "doc.rights": DocRights,
    "doc.reset": DocReset,
    "media.offer": MediaOffer,
    "media.slots": MediaSlots,
    "media.speaking": MediaSpeaking,
    "media.lost": MediaLost,
    "media.quality": MediaQuality,
    "breakout.levels": BreakoutLevels,
}
"""Name on the wire to model."""
