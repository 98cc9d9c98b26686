"""Who people are in this hub, what they may, and what links let them in."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable
from rooms.ids import InviteId, VisitorId
from rooms.look import Look
from rooms.roles import Role


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
