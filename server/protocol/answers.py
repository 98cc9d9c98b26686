"""The JSON answers of the HTTP interface: they document it; a test holds what is answered against them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rooms.events import Column, DeckForm, PollKind, ReactionKind
from rooms.ids import (
    BoardId,
    CardId,
    ChannelId,
    DeckId,
    FileId,
    FloorId,
    InviteId,
    MessageId,
    PlanId,
    RecordingId,
    ReportId,
    RoomId,
    SessionId,
    VisitorId,
)  # fmt: skip
from rooms.look import Look
from rooms.model.polls import PollPhase
from rooms.model.reports import Outcome, ReportReason
from rooms.roles import Role
from server.protocol.floorinfo import FloorInfo


class Answer(BaseModel):
    """An answer; unknown fields are faults."""

    model_config = ConfigDict(extra="forbid")


class Face(Answer):
    """How somebody looks who is here, without a name."""

    look: Look


class Limits(Answer):
    """Characters of a text and of a name; pixels within which talks begin and end."""

    message: int
    name: int
    join_radius: int
    leave_radius: int


class HubAnswer(Answer):
    """What may be known before joining."""

    name: str
    names: dict[str, str]
    languages: list[str]
    here: int
    faces: list[Face]
    start: FloorId
    floors: list[FloorInfo]
    zone: str
    limits: Limits


class OwnVisitor(Answer):
    """Who one is."""

    id: VisitorId
    name: str
    look: Look
    role: Role


class VisitorAnswer(Answer):
    """Who this browser is; None when nobody known."""

    visitor: OwnVisitor | None


class TicketAnswer(Answer):
    """What opens one socket within 30 s."""

    ticket: str


class OkAnswer(Answer):
    """It was done."""

    ok: bool


class LanguageAnswer(Answer):
    """The language that is remembered."""

    language: str


class Quote(Answer):
    """What a message answers; ``body`` is None where it was taken away."""

    author: VisitorId
    body: str | None


class Message(Answer):
    """A message of a channel's history; ``body`` is None where a host deleted it or its author took it back.

    ``quote`` is None as well when what is answered has expired.
    """

    message: MessageId
    channel: ChannelId
    author: VisitorId
    at: int
    body: str | None
    edited: bool
    reply_to: MessageId | None
    quote: Quote | None
    mentions: tuple[VisitorId, ...]
    reactions: dict[ReactionKind, tuple[VisitorId, ...]]


class FoundAnswer(Answer):
    """What a search found, the newest first; ``more`` were not listed."""

    messages: list[Message]
    more: bool


class MessagesAnswer(Answer):
    """One page, the oldest first. ``more`` are before it; ``unread`` up to its newest are new."""

    messages: list[Message]
    more: bool
    unread: int


class ReportLine(Answer):
    """A message around the one that was reported."""

    author: VisitorId
    at: int
    body: str | None


class ReportTold(Answer):
    """A report: ``visitor`` filed it, ``about`` is whom it is about; ``outcome`` is None while it is open."""

    report: ReportId
    visitor: VisitorId
    about: VisitorId
    message: MessageId | None
    reason: ReportReason
    at: int
    outcome: Outcome | None
    body: str
    around: list[ReportLine]


class ReportsAnswer(Answer):
    """What people told the hosts, the newest first."""

    reports: list[ReportTold]


class InviteAnswer(Answer):
    """A new link, below the hub's address; its secret is shown only here."""

    path: str
    expires_at: int


class OpenInvite(Answer):
    """A link that can still be used; without its secret. ``maker`` is None where nobody knows."""

    invite: InviteId
    role: Role
    uses: int
    expires_at: int
    at: int | None
    maker: VisitorId | None
    maker_name: str | None


class InvitesAnswer(Answer):
    """All links that can still be used, the newest first."""

    invites: list[OpenInvite]


class HallAnswer(Answer):
    """Where phones in a stage's hall take part; ``qr`` is an SVG of ``link``."""

    link: str
    qr: str


class CaptionKeyAnswer(Answer):
    """A program's new key for a stage's captions, and where it sends them."""

    key: str
    address: str


class KeyAnswer(Answer):
    """A camera's new key, shown only here; ``qr`` is an SVG of ``link``."""

    key: str
    whip: str
    link: str
    qr: str


class DoorCodeAnswer(Answer):
    """One's own code for the door: ``short`` to type, ``link`` with the long one, ``qr`` the same as SVG."""

    short: str
    link: str
    qr: str
    ends_at: int


class CheckInAnswer(Answer):
    """Who was let in, since when; ``fresh`` if by this very scan, ``count`` how many were at this door."""

    visitor: VisitorId
    name: str
    look: Look
    fresh: bool
    since: int
    count: int


class CodeAnswer(Answer):
    """What a device shows until ``ends_at`` (UTC milliseconds): the digits, and ``link`` as an SVG; it asks
    with ``token`` whether a host has entered them.
    """

    code: str
    token: str
    ends_at: int
    link: str
    qr: str


class ClaimAnswer(Answer):
    """Whether the device has become a box."""

    paired: bool


class OwnBox(Answer):
    """Which venue box a device is."""

    id: VisitorId
    stage: RoomId
    title: str


class BoxAnswer(Answer):
    """A venue box; None for a device that is none."""

    box: OwnBox | None


class Banned(Answer):
    """Somebody to whom the hub is closed."""

    visitor: VisitorId
    name: str


class BannedAnswer(Answer):
    """Everybody to whom the hub is closed."""

    banned: list[Banned]


class Act(Answer):
    """What a host did; a name is None where it is nobody's or was forgotten, ``detail`` is a granted role."""

    at: int
    actor: str
    actor_name: str | None
    act: str
    target: str
    target_name: str | None
    detail: str | None


class AuditAnswer(Answer):
    """What hosts did, the newest first."""

    audit: list[Act]


class FeedAnswer(Answer):
    """The new address of one's own calendar, below the hub's; its secret is shown only here."""

    path: str


class SessionAnswer(Answer):
    """The long text of a session."""

    session: SessionId
    abstract: str


class ImportFault(Answer):
    """One thing that is wrong with a programme's file, or was taken differently than it stands there."""

    key: str
    place: str
    problem: str
    cure: str


class ImportFaults(Answer):
    """How many there are, and the first of them."""

    count: int
    told: list[ImportFault]


class ImportChange(Answer):
    """What an import does with a session; one that stays cancelled is in the file and was cancelled here."""

    what: Literal["added", "changed", "missing", "stays_cancelled"]
    title: str
    starts_at: int


class ImportRoom(Answer):
    """A room by its name in the file, and the room of the hub that it means."""

    name: str
    room: RoomId | None


class ImportAnswer(Answer):
    """What an import changed, or would change. ``zone`` is that of times without an offset; sessions with
    ``faults`` are ``left_out``, those with ``notes`` are not.
    """

    applied: bool
    zone: str
    same: int
    cancelled: int
    left_out: int
    changes: list[ImportChange]
    rooms: list[ImportRoom]
    faults: ImportFaults
    notes: ImportFaults


class SessionSetAnswer(Answer):
    """The session that was written, none if there are ``faults``; ``notes`` say what was changed."""

    session: SessionId | None
    faults: ImportFaults
    notes: ImportFaults


class BreakoutFileAnswer(Answer):
    """What became of a breakout's file: the plan it is now, how many people its roster has and how many of
    them are known, and all that is wrong with it.
    """

    applied: bool
    plan: PlanId | None
    people: int
    matched: int
    faults: ImportFaults


class HealthAnswer(Answer):
    """The process lives."""

    status: str
    version: str
    build: str
    protocol: int


class ReadyAnswer(Answer):
    """The disk takes writes."""

    status: str


class PollVote(Answer):
    """What one person chose, in the poll's words."""

    visitor: VisitorId
    name: str
    choice: list[str]


class CardShown(Answer):
    """A card; ``voted`` is one's own vote."""

    card: CardId
    column: str
    text: str
    author: VisitorId | None
    votes: int
    voted: bool


class BoardAnswer(Answer):
    """A board after event ``seq``, the cards of each column in their order."""

    board: BoardId
    seq: int
    frozen: bool
    columns: list[Column]
    cards: list[CardShown]


class PollAnswer(Answer):
    """A poll and its result; ``votes`` is empty where it is anonymous. Times in UTC milliseconds."""

    question: str
    kind: PollKind
    state: PollPhase
    stage: RoomId
    anonymous: bool
    opened_at: int | None
    closed_at: int | None
    ballots: int
    results: dict[str, int]
    votes: list[PollVote]


class DeckAnswer(Answer):
    """The slides that were brought."""

    deck: DeckId


class DeckInfo(Answer):
    """Slides of a stage: one PDF, or a file a picture. Times in UTC milliseconds."""

    deck: DeckId
    title: str
    form: DeckForm
    pages: int
    files: list[FileId]
    visitor: VisitorId
    expires_at: int


class RecordingPart(Answer):
    """One file of a recording: from ``at`` on, ``length`` milliseconds, ``size`` bytes."""

    file: FileId
    at: int
    length: int
    size: int
    type: str


class RecordingDetails(Answer):
    """A recording, running as long as it has no ``stopped_at``. Times in UTC milliseconds; ``until`` is when
    it is deleted, ``languages`` those of its captions.
    """

    recording: RecordingId
    at: int
    stopped_at: int | None
    reason: str
    until: int | None
    languages: list[str]
    parts: list[RecordingPart]


class RecordingsAnswer(Answer):
    """The recordings of a stage, the newest first; ``days`` is how long they are kept."""

    recordings: list[RecordingDetails]
    days: int


class DecksAnswer(Answer):
    """All slides of a stage; ``most`` is how many bytes of files may come at once."""

    decks: list[DeckInfo]
    most: int
