"""Reactions at a stage."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.reactions import ReactionKind
from rooms.ids import RoomId


@dataclass(frozen=True, slots=True)
class React(Command):
    """Clap, or show something else that everybody sees for a moment."""

    stage: RoomId
    kind: ReactionKind


@dataclass(frozen=True, slots=True)
class SetApplause(Command):
    """Say whether clapping is heard as sound."""

    stage: RoomId
    on: bool
