"""Who may do what: one function, a table of roles, and policies that can only take away.

``can`` is asked by every entry path. A policy belongs to the hub, a session or a room; it names the
capabilities it denies and the roles it spares, so a workshop for minors is data, and nothing below it can
grant back what it denies.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from rooms.ids import RoomId, VisitorId


class Role(StrEnum):
    """What a person is in this hub; the order is the order of rank, highest first."""

    ADMINISTRATOR = "administrator"
    MODERATOR = "moderator"
    SPEAKER = "speaker"
    MEMBER = "member"
    GUEST = "guest"
    VENUE = "venue"


class Capability(StrEnum):
    """One thing a person may do. A command or route without one cannot be registered."""

    HUB_ENTER = "hub.enter"
    AVATAR_MOVE = "avatar.move"
    AVATAR_FOLLOW = "avatar.follow"
    AVATAR_LEAD = "avatar.lead"
    PROFILE_EDIT = "profile.edit"
    CHAT_READ = "chat.read"
    CHAT_POST = "chat.post"
    CHAT_DIRECT = "chat.direct"
    CHAT_DELETE = "chat.delete"
    ROOM_ENTER = "room.enter"
    ROOM_KNOCK = "room.knock"
    ROOM_LOCK = "room.lock"
    CONVERSATION_JOIN = "conversation.join"
    CONVERSATION_LOCK = "conversation.lock"
    AV_PUBLISH = "av.publish"
    AV_SUBSCRIBE = "av.subscribe"
    STAGE_INGEST = "stage.ingest"
    STAGE_KEY = "stage.key"
    STAGE_ASK = "stage.ask"
    STAGE_REACT = "stage.react"
    POLL_VOTE = "poll.vote"
    STAGE_MODERATE = "stage.moderate"
    VISITOR_CHECK_IN = "visitor.check_in"
    VISITOR_MUTE = "visitor.mute"
    VISITOR_MOVE = "visitor.move"
    VISITOR_REMOVE = "visitor.remove"
    VISITOR_BAN = "visitor.ban"
    ROLE_GRANT = "role.grant"
    INVITE_CREATE = "invite.create"
    AUDIT_READ = "audit.read"
    PROGRAMME_EDIT = "programme.edit"
    CAPTION_WRITE = "caption.write"
    STAGE_PRESENT = "stage.present"
    RECORDING_MAKE = "recording.make"
    STAGE_INTERPRET = "stage.interpret"
    NOTE_WRITE = "note.write"
    REPORT_FILE = "report.file"
    REPORT_READ = "report.read"
    MINORS_GUARD = "minors.guard"
    MINORS_LEAD = "minors.lead"
    BREAKOUT_JOIN = "breakout.join"
    BREAKOUT_LEAD = "breakout.lead"


_EVERYBODY = frozenset(
    {
        Capability.HUB_ENTER,
        Capability.AVATAR_MOVE,
        Capability.AVATAR_FOLLOW,
        Capability.PROFILE_EDIT,
        Capability.CHAT_READ,
        Capability.CHAT_POST,
        Capability.CHAT_DIRECT,
        Capability.ROOM_ENTER,
        Capability.ROOM_KNOCK,
        Capability.CONVERSATION_JOIN,
        Capability.CONVERSATION_LOCK,
        Capability.AV_PUBLISH,
        Capability.AV_SUBSCRIBE,
        Capability.STAGE_ASK,
        Capability.STAGE_REACT,
        Capability.POLL_VOTE,
        Capability.NOTE_WRITE,
        Capability.REPORT_FILE,
        Capability.BREAKOUT_JOIN,
    }
)
_MODERATION = frozenset(
    {
        Capability.CHAT_DELETE,
        Capability.ROOM_LOCK,
        Capability.VISITOR_CHECK_IN,
        Capability.VISITOR_MUTE,
        Capability.VISITOR_MOVE,
        Capability.VISITOR_REMOVE,
        Capability.VISITOR_BAN,
        Capability.INVITE_CREATE,
        Capability.AUDIT_READ,
        Capability.REPORT_READ,
        Capability.MINORS_GUARD,
        Capability.STAGE_KEY,
        Capability.STAGE_MODERATE,
        Capability.PROGRAMME_EDIT,
        Capability.CAPTION_WRITE,
        Capability.STAGE_PRESENT,
        Capability.BREAKOUT_LEAD,
        Capability.AVATAR_LEAD,
        Capability.RECORDING_MAKE,
    }
)

_BY_NAME = frozenset({Capability.STAGE_INGEST, Capability.STAGE_INTERPRET, Capability.MINORS_LEAD})
"""What no role brings, only being named for it, or being a device of the venue."""

TABLE: dict[Role, frozenset[Capability]] = {
    Role.ADMINISTRATOR: frozenset(Capability) - _BY_NAME,
    Role.MODERATOR: _EVERYBODY | _MODERATION,
    Role.SPEAKER: _EVERYBODY | {Capability.STAGE_PRESENT, Capability.AVATAR_LEAD},
    Role.MEMBER: _EVERYBODY,
    Role.GUEST: _EVERYBODY,
    Role.VENUE: frozenset({Capability.HUB_ENTER, Capability.STAGE_INGEST, Capability.AV_SUBSCRIBE}),
}
"""Role to capabilities. What is not listed is denied."""

_RANK = {role: rank for rank, role in enumerate(reversed(Role))}


@dataclass(frozen=True, slots=True)
class Policy:
    """A denial for a place and a time: ``denies`` these capabilities to all but the ``spares`` roles and
    people; where it ``binds`` people, to those alone.

    ``starts_at`` and ``ends_at`` are UTC milliseconds, both optional.
    """

    name: str
    denies: frozenset[Capability]
    spares: frozenset[Role] = frozenset()
    spares_visitors: frozenset[VisitorId] = frozenset()
    binds: frozenset[VisitorId] | None = None
    starts_at: int | None = None
    ends_at: int | None = None

    def holds(self, now: int) -> bool:
        """Whether the policy is in force at ``now``."""
        begun = self.starts_at is None or now >= self.starts_at
        return begun and (self.ends_at is None or now < self.ends_at)

    def turns(self, since: int, now: int) -> bool:
        """Whether the policy began or ended after ``since``, up to ``now``."""
        edges = (self.starts_at, self.ends_at)
        return any(edge is not None and since < edge <= now for edge in edges)

    def denies_to(self, actor: "Actor", capability: Capability) -> bool:
        """Whether this policy takes ``capability`` from ``actor`` while it holds."""
        spared = actor.role in self.spares or actor.visitor in self.spares_visitors
        bound = self.binds is None or actor.visitor in self.binds
        return capability in self.denies and bound and not spared


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a visitor, a role, and what was taken from that person."""

    visitor: VisitorId
    role: Role
    banned: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act happens: a room or the open floor, with every policy of hub, session and room that
    applies; ``captioners`` were named to write the captions there, ``interpreters`` to interpret;
    ``presenters`` have the floor, ``leaders`` were named to lead the breakout in question.
    """

    room: RoomId | None = None
    policies: tuple[Policy, ...] = field(default=())
    captioners: frozenset[VisitorId] = frozenset()
    interpreters: frozenset[VisitorId] = frozenset()
    presenters: frozenset[VisitorId] = frozenset()
    leaders: frozenset[VisitorId] = frozenset()


def can(actor: Actor, capability: Capability, place: Place, now: int) -> bool:
    """The one permission function: the role's table, or being named captioner or interpreter of the place, or
    having its floor, AND every policy in force; the banned may nothing.
    """
    if actor.banned or not (_named(actor, capability, place) or capability in TABLE[actor.role]):
        return False
    if actor.muted and capability is Capability.AV_PUBLISH:
        return False
    return not any(policy.holds(now) and policy.denies_to(actor, capability) for policy in place.policies)


_LEADING = frozenset(
    {
        Capability.BREAKOUT_LEAD,
        Capability.AVATAR_LEAD,
        Capability.MINORS_LEAD,
        Capability.MINORS_GUARD,
        Capability.REPORT_READ,
    }
)
"""What the leaders of a place may."""


def _named(actor: Actor, capability: Capability, place: Place) -> bool:
    """Whether somebody was named for it in this place, or has the floor for it."""
    if capability is Capability.CAPTION_WRITE:
        return actor.visitor in place.captioners
    if capability is Capability.STAGE_PRESENT:
        return actor.visitor in place.presenters
    if capability in _LEADING:
        return actor.visitor in place.leaders
    return capability is Capability.STAGE_INTERPRET and actor.visitor in place.interpreters


def capabilities(actor: Actor, place: Place, now: int) -> frozenset[Capability]:
    """All an actor may do in a place: what a client shows as possible."""
    return frozenset(each for each in Capability if can(actor, each, place, now))


def outranks(actor: Role, other: Role) -> bool:
    """Whether ``actor`` stands above ``other``: nobody removes an equal or a superior."""
    return _RANK[actor] > _RANK[other]


def grantable(actor: Role) -> Iterable[Role]:
    """The roles an actor may hand out: those below its own, and for administrators their own too."""
    return [role for role in Role if outranks(actor, role) or actor is Role.ADMINISTRATOR]
