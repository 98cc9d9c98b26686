"""The state of a hub in two halves: ``Durable`` is what the journal tells, ``Live`` what is true while the
server runs.

Each slice (people, doors, chat, ...) reads both and writes its own part only. Durable entities are frozen,
so that a shallow copy of the dicts is a snapshot.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from rooms.errors import Banned, Conflict, Unknown
from rooms.events import Health, ReactionKind, Scene, Session, SourceStatus, StageLayout, Status
from rooms.ids import (
    ChannelId,
    ConversationId,
    EntryId,
    FloorId,
    InviteId,
    MessageId,
    PollId,
    RoomId,
    SessionId,
    SourceId,
    VisitorId,
    WorkshopId,
    source_of,
)  # fmt: skip
from rooms.lines import Header, Lines
from rooms.minors.rights import policies
from rooms.model.attendance import Figure, Stay
from rooms.model.board import BoardState
from rooms.model.boxes import BoxesState
from rooms.model.breakouts import BreakoutsNow, BreakoutState
from rooms.model.captions import CaptionsNow, CaptionState
from rooms.model.following import FollowingNow
from rooms.model.interpreting import InterpretingNow, InterpretingState
from rooms.model.live import Avatar, Conversation, Media, StageSource
from rooms.model.minors import MinorsNow, MinorsState, Workshop
from rooms.model.people import Invite, Placement, Visitor
from rooms.model.polls import PollState
from rooms.model.programme import ProgrammeState
from rooms.model.queue import QueueState
from rooms.model.recording import RecordingState
from rooms.model.reports import ReportState
from rooms.model.rules import RoomInfo, Rules
from rooms.model.slides import SlidesState
from rooms.roles import Actor, Capability, Place, Policy, Role


@dataclass(slots=True)
class Durable:
    """Everything that outlives the server. ``seq`` is the number of the last event in it."""

    seq: int = 0
    at: int = 0
    visitors: dict[VisitorId, Visitor] = field(default_factory=dict[VisitorId, Visitor])
    invites: dict[InviteId, Invite] = field(default_factory=dict[InviteId, Invite])
    locked: dict[RoomId, int] = field(default_factory=dict[RoomId, int])
    placed: dict[VisitorId, Placement] = field(default_factory=dict[VisitorId, Placement])
    messages: dict[MessageId, Header] = field(default_factory=dict[MessageId, Header])
    read: dict[VisitorId, dict[ChannelId, MessageId]] = field(
        default_factory=dict[VisitorId, dict[ChannelId, MessageId]]
    )

    keys: dict[RoomId, str] = field(default_factory=dict[RoomId, str])
    on_site: dict[VisitorId, RoomId] = field(default_factory=dict[VisitorId, RoomId])
    stays: dict[VisitorId, Stay] = field(default_factory=dict[VisitorId, Stay])
    queue: QueueState = field(default_factory=QueueState)
    polls: PollState = field(default_factory=PollState)
    applause: dict[RoomId, bool] = field(default_factory=dict[RoomId, bool])
    captions: CaptionState = field(default_factory=CaptionState)
    interpreting: InterpretingState = field(default_factory=InterpretingState)
    programme: ProgrammeState = field(default_factory=ProgrammeState)
    boxes: BoxesState = field(default_factory=BoxesState)
    boards: BoardState = field(default_factory=BoardState)
    breakouts: BreakoutState = field(default_factory=BreakoutState)
    scenes: dict[RoomId, Scene] = field(default_factory=dict[RoomId, Scene])
    layouts: dict[RoomId, StageLayout] = field(default_factory=dict[RoomId, StageLayout])
    slides: SlidesState = field(default_factory=SlidesState)
    reports: ReportState = field(default_factory=ReportState)
    recording: RecordingState = field(default_factory=RecordingState)
    minors: MinorsState = field(default_factory=MinorsState)

    def copy(self) -> "Durable":
        """A snapshot: shallow, since what the dicts hold is frozen (``read`` is one level deeper)."""
        return replace(
            self,
            visitors=dict(self.visitors),
            invites=dict(self.invites),
            locked=dict(self.locked),
            placed=dict(self.placed),
            messages=dict(self.messages),
            keys=dict(self.keys),
            on_site=dict(self.on_site),
            stays=dict(self.stays),
            queue=self.queue.copy(),
            polls=self.polls.copy(),
            applause=dict(self.applause),
            captions=self.captions.copy(),
            interpreting=self.interpreting.copy(),
            programme=self.programme.copy(),
            boxes=self.boxes.copy(),
            boards=self.boards.copy(),
            breakouts=self.breakouts.copy(),
            scenes=dict(self.scenes),
            layouts=dict(self.layouts),
            slides=self.slides.copy(),
            reports=self.reports.copy(),
            recording=self.recording.copy(),
            minors=self.minors.copy(),
            read={visitor: dict(marks) for visitor, marks in self.read.items()},
        )


@dataclass(slots=True)
class LiveState:
    """Everything that ends with the server."""

    presence: dict[VisitorId, Status] = field(default_factory=dict[VisitorId, Status])
    lost_at: dict[VisitorId, int] = field(default_factory=dict[VisitorId, int])
    before_lost: dict[VisitorId, Status] = field(default_factory=dict[VisitorId, Status])
    avatars: dict[VisitorId, Avatar] = field(default_factory=dict[VisitorId, Avatar])
    conversations: dict[ConversationId, Conversation] = field(
        default_factory=dict[ConversationId, Conversation]
    )
    media: dict[VisitorId, Media] = field(default_factory=dict[VisitorId, Media])
    stages: dict[RoomId, StageSource] = field(default_factory=dict[RoomId, StageSource])
    devices: dict[SourceId, SourceStatus] = field(default_factory=dict[SourceId, SourceStatus])
    health: dict[VisitorId, Health] = field(default_factory=dict[VisitorId, Health])
    knocks: dict[RoomId, set[VisitorId]] = field(default_factory=dict[RoomId, set[VisitorId]])
    admitted: dict[RoomId, set[VisitorId]] = field(default_factory=dict[RoomId, set[VisitorId]])
    settling: dict[VisitorId, None] = field(default_factory=dict[VisitorId, None])
    removed: dict[SessionId, tuple[Session, tuple[VisitorId, ...]]] = field(
        default_factory=dict[SessionId, tuple[Session, tuple[VisitorId, ...]]]
    )
    figures: dict[VisitorId, Figure] = field(default_factory=dict[VisitorId, Figure])
    unseated: set[VisitorId] = field(default_factory=set[VisitorId])
    captions: CaptionsNow = field(default_factory=CaptionsNow)
    interpreting: InterpretingNow = field(default_factory=InterpretingNow)
    voted: dict[RoomId, set[EntryId]] = field(default_factory=dict[RoomId, set[EntryId]])
    polled: dict[RoomId, set[PollId]] = field(default_factory=dict[RoomId, set[PollId]])
    reactions: dict[RoomId, dict[ReactionKind, int]] = field(
        default_factory=dict[RoomId, dict[ReactionKind, int]]
    )
    summed_at: dict[RoomId, int] = field(default_factory=dict[RoomId, int])
    reacted: dict[VisitorId, tuple[float, int]] = field(default_factory=dict[VisitorId, tuple[float, int]])
    typed: dict[VisitorId, tuple[ChannelId, int]] = field(
        default_factory=dict[VisitorId, tuple[ChannelId, int]]
    )
    watching: dict[VisitorId, RoomId] = field(default_factory=dict[VisitorId, RoomId])
    breakouts: BreakoutsNow = field(default_factory=BreakoutsNow)
    minors: MinorsNow = field(default_factory=MinorsNow)
    following: FollowingNow = field(default_factory=FollowingNow)
    views: dict[tuple[VisitorId, RoomId], StageLayout] = field(
        default_factory=dict[tuple[VisitorId, RoomId], StageLayout]
    )
    freed_lanes: dict[FloorId, dict[int, int]] = field(default_factory=dict[FloorId, dict[int, int]])

    def forget_box(self, box: VisitorId) -> None:
        """A venue box is none any more."""
        self.health.pop(box, None)
        for device in ("mic", "cam"):
            self.devices.pop(source_of(box, device), None)


_BEHIND_A_LOCK = frozenset(
    {
        Capability.ROOM_ENTER,
        Capability.CHAT_READ,
        Capability.CHAT_POST,
        Capability.AV_PUBLISH,
        Capability.AV_SUBSCRIBE,
        Capability.STAGE_ASK,
        Capability.STAGE_REACT,
        Capability.POLL_VOTE,
        Capability.NOTE_WRITE,
    }
)
"""What a locked room keeps from those outside."""


@dataclass(slots=True)
class State:
    """All a slice may read."""

    rules: Rules
    durable: Durable = field(default_factory=Durable)
    live: LiveState = field(default_factory=LiveState)
    locks: dict[RoomId, Policy] = field(default_factory=dict[RoomId, Policy], repr=False, compare=False)
    """Locked doors as policies, kept until somebody goes through a door."""
    floors: dict[RoomId, frozenset[VisitorId]] = field(
        default_factory=dict[RoomId, frozenset[VisitorId]], repr=False, compare=False
    )
    """Who has the floor of a stage, kept until something happens to a queue."""
    guards: dict[RoomId | None, tuple[Policy, ...]] = field(
        default_factory=dict[RoomId | None, tuple[Policy, ...]], repr=False, compare=False
    )
    """The policies of workshops with minors, kept until one of these changes."""
    parts: dict[str, WorkshopId | None] | None = field(default=None, repr=False, compare=False)
    """Children of workshops with minors, and what of breakouts belongs to one; kept until that changes."""
    _lines: Lines = field(default_factory=Lines, repr=False, compare=False)

    @property
    def lines(self) -> Lines:
        """The message headers by channel; made anew when the durable half is another one."""
        if self._lines.headers is not self.durable.messages:
            self._lines = Lines(self.durable.messages)
        return self._lines

    def visitor(self, visitor: VisitorId) -> Visitor:
        """The person, or a refusal."""
        found = self.durable.visitors.get(visitor)
        if found is None:
            raise Unknown("visitor.unknown")
        return found

    def room(self, room: RoomId) -> RoomInfo:
        """The room, or a refusal."""
        found = self.rules.rooms.get(room)
        if found is None:
            raise Unknown("room.unknown")
        return found

    def actor(self, visitor: VisitorId) -> Actor:
        """The visitor as somebody who acts."""
        person = self.visitor(visitor)
        return Actor(visitor, person.role, person.banned, person.muted)

    def entering(self, visitor: VisitorId) -> Actor:
        """The visitor as somebody who comes in; a banned one is refused by name, and a child whose workshop
        is over.
        """
        actor = self.actor(visitor)
        if actor.banned:
            raise Banned
        workshop = self.durable.minors.of(visitor)
        if workshop is not None and workshop.ended_at is not None:
            raise Conflict("minors.over")
        return actor

    def place(self, room: RoomId | None) -> Place:
        """A place with all policies that hold there: the hub's, those of workshops with minors, and the locks
        of the rooms it lies in; and with those who write its captions, who interpret there, and who have its
        floor.
        """
        writers, voices = self.durable.captions.writers(room), self.durable.interpreting.named(room)
        floor, general = self.floor(room), (*self.rules.policies, *self.guarded(room))
        if room is None or not self.durable.locked:
            return Place(room, general, writers, voices, floor)
        locks = [self._lock(each) for each in self.rules.around(room) if each in self.durable.locked]
        return Place(room, (*general, *locks), writers, voices, floor)

    def guarded(self, room: RoomId | None) -> tuple[Policy, ...]:
        """What workshops with minors deny in a place; None is the open floor."""
        if not self.durable.minors.workshops:
            return ()
        if room not in self.guards:
            here = self.workshop_in(room) if room is not None else None
            self.guards[room] = policies(self.durable.minors, here, is_room=room is not None)
        return self.guards[room]

    def workshop_in(self, room: RoomId) -> Workshop | None:
        """The workshop with minors whose a room is, or that it lies in."""
        minors = self.durable.minors
        return minors.of_rooms(self.rules.around(room)) if minors.workshops else None

    def forget_minors(self) -> None:
        """A workshop with minors changed, or what belongs to it."""
        self.guards.clear()
        self.parts = None

    def floor(self, room: RoomId | None) -> frozenset[VisitorId]:
        """Who has the floor of a stage; nobody has that of any other place."""
        if room is None or not self.durable.queue.entries:
            return frozenset()
        if room not in self.floors:
            self.floors[room] = frozenset(each.visitor for each in self.durable.queue.floor(room))
        return self.floors[room]

    def _lock(self, room: RoomId) -> Policy:
        """A locked door as a policy: it spares who is inside, who is admitted, and the hosts of the hub."""
        if room not in self.locks:
            self.locks[room] = self._made(room)
        return self.locks[room]

    def _made(self, room: RoomId) -> Policy:
        return Policy(
            name="room.locked",
            denies=_BEHIND_A_LOCK,
            spares=frozenset({Role.ADMINISTRATOR, Role.MODERATOR}),
            spares_visitors=frozenset(self._bodies(room)) | self._let_in(room),
        )

    def _let_in(self, room: RoomId) -> set[VisitorId]:
        """Who was admitted, and the devices of the hall that a room is, or that is nested in it."""
        boxes = self.durable.boxes.boxes
        here = {box for box, each in boxes.items() if room in self.rules.around(each.stage)}
        return here | self.live.admitted.get(room, set())

    def inside(self, room: RoomId) -> list[VisitorId]:
        """Who stands in a room or in a room nested in it: people, not the windows into hallways."""
        return [each for each in self._bodies(room) if each not in self.durable.boxes.boxes]

    def _bodies(self, room: RoomId) -> list[VisitorId]:
        around = self.rules.around
        return [
            each.visitor for each in self.live.avatars.values() if each.room and room in around(each.room)
        ]

    @property
    def people(self) -> list[VisitorId]:
        """Who is here with a body of flesh and blood, as it were: no devices."""
        return [each for each in self.live.avatars if each not in self.durable.boxes.boxes]

    def rooms_of(self, avatar: Avatar) -> tuple[RoomId, ...]:
        """The rooms an avatar is in, innermost first."""
        return self.rules.floors[avatar.floor].rooms_at(avatar.x, avatar.y)

    def talks_by_room(self, room: RoomId | None) -> bool:
        """Whether sound follows the room there; on the open floor and in ``open`` rooms it follows
        conversations, but not where minors are: there nobody talks apart.
        """
        if room is None:
            return False
        return self.rules.rooms[room].kind != "open" or self.workshop_in(room) is not None

    def avatar(self, visitor: VisitorId) -> Avatar:
        """The avatar of somebody who is here, or a refusal."""
        found = self.live.avatars.get(visitor)
        if found is None:
            self.visitor(visitor)
            raise Conflict("visitor.not_here")
        return found


@dataclass(frozen=True, slots=True)
class Moment:
    """When a decision falls, and where its new ids come from: both arguments, never looked up."""

    now: int
    new_id: Callable[[], str]
