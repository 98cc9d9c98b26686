"""Every event of the hub. A durable one is journalled, numbered and replayed; a live one is rebuilt after a
start.

The frozen dataclasses are the journal's format and, projected for each viewer, the wire's. A durable event
of a changed shape gets a higher ``V`` and an upcaster in ``rooms/upcast.py``.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeVar

from rooms.ids import ChannelId, ConversationId, FloorId, InviteId, MessageId, RoomId, SourceId, VisitorId
from rooms.look import Look
from rooms.roles import Role

Status = Literal["here", "away", "busy", "lost"]
"""Presence: ``lost`` is a dropped connection whose place is still kept."""

SourceStatus = Literal["on", "silent", "off"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the hub: a floor and the foot of an avatar in pixels."""

    floor: FloorId
    x: int
    y: int


class Event:
    """What happened. Subclasses are frozen dataclasses."""

    __slots__ = ()
    TYPE: ClassVar[str]
    V: ClassVar[int] = 1


E = TypeVar("E", bound=Event)


class Durable(Event):
    """An event that is journalled before anybody hears of it."""

    __slots__ = ()


class Live(Event):
    """An event that is true only as long as the server runs."""

    __slots__ = ()


# -- people ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VisitorJoined(Durable):
    """A person came to this hub for the first time."""

    TYPE: ClassVar[str] = "visitor.joined"
    visitor: VisitorId
    name: str
    look: Look
    role: Role


@dataclass(frozen=True, slots=True)
class VisitorRenamed(Durable):
    """A person goes by another name."""

    TYPE: ClassVar[str] = "visitor.renamed"
    visitor: VisitorId
    name: str


@dataclass(frozen=True, slots=True)
class VisitorDressed(Durable):
    """A person's avatar looks different."""

    TYPE: ClassVar[str] = "visitor.dressed"
    visitor: VisitorId
    look: Look


@dataclass(frozen=True, slots=True)
class VisitorMuted(Durable):
    """A host took the right to be heard and seen."""

    TYPE: ClassVar[str] = "visitor.muted"
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class VisitorUnmuted(Durable):
    """A host gave the right to be heard and seen back."""

    TYPE: ClassVar[str] = "visitor.unmuted"
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class VisitorRemoved(Durable):
    """A host sent a person out; the way back stays open."""

    TYPE: ClassVar[str] = "visitor.removed"
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class VisitorBanned(Durable):
    """A host closed the hub to a person."""

    TYPE: ClassVar[str] = "visitor.banned"
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class VisitorUnbanned(Durable):
    """A host opened the hub to a person again."""

    TYPE: ClassVar[str] = "visitor.unbanned"
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class VisitorErased(Durable):
    """All that was kept about a person is forgotten."""

    TYPE: ClassVar[str] = "visitor.erased"
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class RoleGranted(Durable):
    """A person has another role from now on."""

    TYPE: ClassVar[str] = "role.granted"
    visitor: VisitorId
    role: Role


@dataclass(frozen=True, slots=True)
class InviteCreated(Durable):
    """A link gives ``role`` to up to ``uses`` people until ``expires_at``; ``invite`` is a hash of its
    secret.
    """

    TYPE: ClassVar[str] = "invite.created"
    invite: InviteId
    role: Role
    expires_at: int
    uses: int


@dataclass(frozen=True, slots=True)
class InviteUsed(Durable):
    """One use of an invite link is gone."""

    TYPE: ClassVar[str] = "invite.used"
    invite: InviteId
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class InviteRevoked(Durable):
    """An invite link is worth nothing any more."""

    TYPE: ClassVar[str] = "invite.revoked"
    invite: InviteId


# -- rooms and places ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoomLocked(Durable):
    """A room lets nobody in but those who are admitted."""

    TYPE: ClassVar[str] = "room.locked"
    room: RoomId


@dataclass(frozen=True, slots=True)
class RoomUnlocked(Durable):
    """A room is open again."""

    TYPE: ClassVar[str] = "room.unlocked"
    room: RoomId


@dataclass(frozen=True, slots=True)
class VisitorPlaced(Durable):
    """A person was put in a place by command; ``return_to`` is where a person called away may go back to."""

    TYPE: ClassVar[str] = "visitor.placed"
    visitor: VisitorId
    floor: FloorId
    x: int
    y: int
    room: RoomId | None
    return_to: Spot | None


# -- chat ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MessagePosted(Durable):
    """A message stands in a channel. The journal keeps the header; ``body`` lives in a table with an
    expiry.
    """

    TYPE: ClassVar[str] = "message.posted"
    message: MessageId
    channel: ChannelId
    author: VisitorId
    body: str | None


@dataclass(frozen=True, slots=True)
class MessageDeleted(Durable):
    """A host took a message's text away; that there was one stays visible."""

    TYPE: ClassVar[str] = "message.deleted"
    message: MessageId
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class ChannelRead(Durable):
    """A person has read a channel up to a message; only that person learns of it."""

    TYPE: ClassVar[str] = "channel.read"
    visitor: VisitorId
    channel: ChannelId
    message: MessageId


@dataclass(frozen=True, slots=True)
class StageKeyMade(Durable):
    """A stage's camera has a new key, the old one counts no more; ``hash`` is the key's SHA-256."""

    TYPE: ClassVar[str] = "stage.key_made"
    stage: RoomId
    hash: str


@dataclass(frozen=True, slots=True)
class MessagesExpired(Durable):
    """Messages from before a time (UTC milliseconds) are forgotten."""

    TYPE: ClassVar[str] = "messages.expired"
    before: int


# -- live ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PresenceChanged(Live):
    """A person is here, away, busy, or lost the connection."""

    TYPE: ClassVar[str] = "presence.changed"
    visitor: VisitorId
    status: Status


@dataclass(frozen=True, slots=True)
class VisitorLeft(Live):
    """A person is gone: left by choice, or stayed away longer than the place was kept."""

    TYPE: ClassVar[str] = "visitor.left"
    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class AvatarAppeared(Live):
    """An avatar stands on a floor; ``lane`` is its number in the position records."""

    TYPE: ClassVar[str] = "avatar.appeared"
    visitor: VisitorId
    lane: int
    floor: FloorId
    x: int
    y: int
    state: int


@dataclass(frozen=True, slots=True)
class AvatarGone(Live):
    """An avatar left a floor."""

    TYPE: ClassVar[str] = "avatar.gone"
    visitor: VisitorId
    floor: FloorId
    lane: int


@dataclass(frozen=True, slots=True)
class AvatarPlaced(Live):
    """The server put an avatar somewhere; moves with an older ``epoch`` no longer count."""

    TYPE: ClassVar[str] = "avatar.placed"
    visitor: VisitorId
    floor: FloorId
    x: int
    y: int
    state: int
    epoch: int


@dataclass(frozen=True, slots=True)
class WalkStarted(Live):
    """The server walks a person along ``points`` (x, y pairs in pixels); moves with an older ``epoch`` are
    dropped.
    """

    TYPE: ClassVar[str] = "walk.started"
    visitor: VisitorId
    points: tuple[tuple[int, int], ...]
    epoch: int


@dataclass(frozen=True, slots=True)
class WalkEnded(Live):
    """A walk is over: ``arrived``, ``stopped`` by the walker, or ``blocked`` by a door that closed."""

    TYPE: ClassVar[str] = "walk.ended"
    visitor: VisitorId
    x: int
    y: int
    why: Literal["arrived", "stopped", "blocked"]


@dataclass(frozen=True, slots=True)
class EntryRefused(Live):
    """A step into a room was not allowed: it is ``room.locked`` or ``room.full``."""

    TYPE: ClassVar[str] = "room.refused"
    visitor: VisitorId
    room: RoomId
    code: str


@dataclass(frozen=True, slots=True)
class RoomEntered(Live):
    """A person is in a room, on whatever way."""

    TYPE: ClassVar[str] = "room.entered"
    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class RoomLeft(Live):
    """A person is out of a room."""

    TYPE: ClassVar[str] = "room.left"
    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class RoomKnocked(Live):
    """Somebody asks to be let into a locked room."""

    TYPE: ClassVar[str] = "room.knocked"
    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class RoomAdmitted(Live):
    """Somebody inside lets a person into a locked room, once."""

    TYPE: ClassVar[str] = "room.admitted"
    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class ConversationChanged(Live):
    """A conversation formed, or its members or its lock changed."""

    TYPE: ClassVar[str] = "conversation.changed"
    id: ConversationId
    members: tuple[VisitorId, ...]
    locked: bool


@dataclass(frozen=True, slots=True)
class ConversationEnded(Live):
    """A conversation has fewer than two people left."""

    TYPE: ClassVar[str] = "conversation.ended"
    id: ConversationId


@dataclass(frozen=True, slots=True)
class ConversationKnocked(Live):
    """Somebody asks to be let into a locked conversation."""

    TYPE: ClassVar[str] = "conversation.knocked"
    visitor: VisitorId
    id: ConversationId


@dataclass(frozen=True, slots=True)
class ConversationAdmitted(Live):
    """A member lets a person into a locked conversation, once."""

    TYPE: ClassVar[str] = "conversation.admitted"
    visitor: VisitorId
    id: ConversationId


@dataclass(frozen=True, slots=True)
class MediaChanged(Live):
    """A person's microphone or camera went on or off."""

    TYPE: ClassVar[str] = "media.changed"
    visitor: VisitorId
    mic: bool
    cam: bool


@dataclass(frozen=True, slots=True)
class MediaJoined(Live):
    """A tab asks for sound and picture: of the hub, or of one ``stage`` that it only watches."""

    TYPE: ClassVar[str] = "media.joined"
    visitor: VisitorId
    tab: str
    stage: RoomId | None


@dataclass(frozen=True, slots=True)
class MediaAnswered(Live):
    """A tab answered the offer it got, with a session description (RFC 8866)."""

    TYPE: ClassVar[str] = "media.answered"
    visitor: VisitorId
    tab: str
    sdp: str


@dataclass(frozen=True, slots=True)
class MediaLeft(Live):
    """A tab wants no more sound and picture."""

    TYPE: ClassVar[str] = "media.left"
    visitor: VisitorId
    tab: str


@dataclass(frozen=True, slots=True)
class StageSourceChanged(Live):
    """A stage's camera is ``on``, ``silent`` (its line is cut) or ``off``."""

    TYPE: ClassVar[str] = "stage.source"
    stage: RoomId
    source: SourceId | None
    status: SourceStatus


def _declared(kind: type[E]) -> tuple[type[E], ...]:
    """The event classes of this module: ``__subclasses__`` would list each twice, since slots make a new
    class.
    """
    return tuple(
        each
        for each in globals().values()
        if isinstance(each, type) and issubclass(each, kind) and each is not kind
    )


DURABLE = _declared(Durable)
LIVE = _declared(Live)
