"""What the hub remembers of those who sit in the real halls, and where they are shown."""

from dataclasses import dataclass

from rooms.events import Spot
from rooms.ids import RoomId


@dataclass(frozen=True, slots=True)
class Stay:
    """Since when somebody is in a hall (UTC milliseconds); ``door`` if a host checked them in."""

    since: int
    door: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """Where somebody is shown who sits in a stage's hall and has no avatar; ``state`` as of an avatar."""

    stage: RoomId
    spot: Spot
    state: int
