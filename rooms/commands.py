"""Every command a person may give, as the domain takes it: plain frozen dataclasses, already well-formed.

Who acts and when is not part of a command: ``Hub.decide`` gets both beside it.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.ids import ChannelId, ConversationId, FloorId, InviteId, MessageId, RoomId, SourceId, VisitorId
from rooms.look import Look
from rooms.roles import Role


class Command:
    """What somebody wants. Subclasses are frozen dataclasses."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}
    """For the wire, where unknown fields are refused; plain data, so the domain stays free of pydantic."""


# -- people ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Join(Command):
    """Come to the hub for the first time, with an invite link or without."""

    name: str
    look: Look
    invite: InviteId | None = None


@dataclass(frozen=True, slots=True)
class UseInvite(Command):
    """Take the role of an invite link as somebody who is here already."""

    invite: InviteId


@dataclass(frozen=True, slots=True)
class Rename(Command):
    """Go by another name."""

    name: str


@dataclass(frozen=True, slots=True)
class Dress(Command):
    """Change one's look."""

    look: Look


@dataclass(frozen=True, slots=True)
class Arrive(Command):
    """Be in the hub from now on: the first connection of a visit, or the return within the time a place is
    kept.
    """

    spawn: str | None = None


@dataclass(frozen=True, slots=True)
class Drop(Command):
    """Somebody's last connection broke; the place is kept for a while. Given by the server."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Leave(Command):
    """Leave the hub by choice."""


@dataclass(frozen=True, slots=True)
class SetStatus(Command):
    """Say whether one is here, away or busy."""

    status: Literal["here", "away", "busy"]


@dataclass(frozen=True, slots=True)
class SetMedia(Command):
    """Say whether one's microphone and camera are on."""

    mic: bool
    cam: bool


@dataclass(frozen=True, slots=True)
class JoinMedia(Command):
    """Ask for sound and picture in this ``tab`` (a name of the client's own); the newest tab has them."""

    tab: str = ""


@dataclass(frozen=True, slots=True)
class WatchStage(Command):
    """Ask for the sound and picture of one stage, without being in the hub."""

    stage: RoomId
    tab: str = ""


@dataclass(frozen=True, slots=True)
class AnswerMedia(Command):
    """Answer the offer this ``tab`` got."""

    sdp: str
    tab: str = ""


@dataclass(frozen=True, slots=True)
class LeaveMedia(Command):
    """Have no more sound and picture in this ``tab``."""

    tab: str = ""


@dataclass(frozen=True, slots=True)
class MakeStageKey(Command):
    """Give a stage's camera a new key, by its hash."""

    stage: RoomId
    hash: str


@dataclass(frozen=True, slots=True)
class ReportSource(Command):
    """The state of a stage's camera as the media plane sees it. Given by the server."""

    stage: RoomId
    source: SourceId | None
    status: Literal["on", "silent", "off"]


# -- places ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WalkTo(Command):
    """Be walked to a point, a room or a person; exactly one of the three is the target."""

    floor: FloorId | None = None
    x: int | None = None
    y: int | None = None
    room: RoomId | None = None
    visitor: VisitorId | None = None


@dataclass(frozen=True, slots=True)
class StopWalk(Command):
    """Stand still where one is."""


@dataclass(frozen=True, slots=True)
class EnterRoom(Command):
    """Be in a room at once, without a walk: the list's way in."""

    room: RoomId


@dataclass(frozen=True, slots=True)
class LockRoom(Command):
    """Let nobody in but who is admitted."""

    room: RoomId


@dataclass(frozen=True, slots=True)
class UnlockRoom(Command):
    """Open a locked room."""

    room: RoomId


@dataclass(frozen=True, slots=True)
class KnockRoom(Command):
    """Ask those inside a locked room to be let in."""

    room: RoomId


@dataclass(frozen=True, slots=True)
class AdmitRoom(Command):
    """Let a person into the locked room one is in."""

    room: RoomId
    visitor: VisitorId


# -- conversations ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LockConversation(Command):
    """Let nobody join the conversation one is in."""


@dataclass(frozen=True, slots=True)
class UnlockConversation(Command):
    """Open the conversation one is in."""


@dataclass(frozen=True, slots=True)
class KnockConversation(Command):
    """Ask to join a locked conversation."""

    id: ConversationId


@dataclass(frozen=True, slots=True)
class AdmitConversation(Command):
    """Let a person into the locked conversation one is in."""

    visitor: VisitorId


# -- chat ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PostMessage(Command):
    """Say something in writing."""

    channel: ChannelId
    body: str


@dataclass(frozen=True, slots=True)
class DeleteMessage(Command):
    """Take a message's text away."""

    message: MessageId


@dataclass(frozen=True, slots=True)
class ReadChannel(Command):
    """Have read a channel up to a message."""

    channel: ChannelId
    message: MessageId


@dataclass(frozen=True, slots=True)
class ExpireMessages(Command):
    """Forget messages older than ``before`` (UTC milliseconds): given by the retention job."""

    before: int


# -- hosts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mute(Command):
    """Take from a person the right to be heard and seen."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Unmute(Command):
    """Give a person the right to be heard and seen back."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Move(Command):
    """Put a person into a room; the place left is remembered."""

    visitor: VisitorId
    room: RoomId


@dataclass(frozen=True, slots=True)
class Return(Command):
    """Put a person who was moved back to the very place left."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Remove(Command):
    """Send a person out of the hub."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Ban(Command):
    """Send a person out and let the person in no more."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class Unban(Command):
    """Let a banned person in again."""

    visitor: VisitorId


@dataclass(frozen=True, slots=True)
class GrantRole(Command):
    """Give a person another role."""

    visitor: VisitorId
    role: Role


@dataclass(frozen=True, slots=True)
class ClaimHub(Command):
    """Become administrator by the one-time link of the server's start; the server has checked the token."""


@dataclass(frozen=True, slots=True)
class CreateInvite(Command):
    """Make an invite link; ``invite`` is the hash of its secret, which the hub never sees."""

    invite: InviteId
    role: Role
    expires_at: int
    uses: int


@dataclass(frozen=True, slots=True)
class RevokeInvite(Command):
    """Make an invite link worthless."""

    invite: InviteId


@dataclass(frozen=True, slots=True)
class Erase(Command):
    """Forget a person: given by the retention job, or by the person."""

    visitor: VisitorId
