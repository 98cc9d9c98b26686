"""Being in the real hall."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import RoomId


@dataclass(frozen=True, slots=True)
class Attend(Command):
    """Say in which stage's real hall one sits, or that one sits in none."""

    stage: RoomId | None
