"""What the venue screen of a stage shows."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable
from rooms.ids import RoomId

Scene = Literal["auto", "now", "queue", "poll", "faces", "map"]
"""``auto`` lets the screen choose by what is there, in turns."""


@dataclass(frozen=True, slots=True)
class SceneSet(Durable):
    """What the venue screen of a stage shows from now on."""

    TYPE: ClassVar[str] = "stage.scene_set"
    stage: RoomId
    scene: Scene
