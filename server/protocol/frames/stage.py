"""What a stage has and shows: cameras, boxes, captions, slides and recordings."""

from rooms.events import MarkKind, Slide, SourceStatus, Spot
from rooms.ids import CaptionId, DeckId, RecordingId, RoomId, SourceId, VisitorId
from server.protocol.frames.base import Frame


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


class BoxInfo(Frame):
    """A venue box: its stage, and what it is used as. Its title is its visitor's name. One with a ``portal``
    stands there on the map as a window into the hallway.
    """

    stage: RoomId
    mic: bool
    cam: bool
    speaker: bool
    screen: bool
    portal: Spot | None


class MarkInfo(Frame):
    """From ``at`` on a source of the hall was cut, or back; for hosts."""

    kind: MarkKind
    source: SourceId
    at: int


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
