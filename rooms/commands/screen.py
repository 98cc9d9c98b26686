"""The venue screen of a stage."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.screen import Scene
from rooms.ids import RoomId


@dataclass(frozen=True, slots=True)
class SetScene(Command):
    """Direct the venue screen; ``auto`` lets it choose by itself."""

    stage: RoomId
    scene: Scene
