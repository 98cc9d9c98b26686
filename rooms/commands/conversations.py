"""Spontaneous groups."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import ConversationId, VisitorId


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
