"""How a stage's pictures are laid out."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable, Live
from rooms.ids import RoomId, VisitorId

StageLayout = Literal["picture", "speaker", "side", "gallery"]
"""The main picture alone; with who speaks in a corner; both side by side; all pictures alike."""


@dataclass(frozen=True, slots=True)
class StageLaidOut(Durable):
    """How a stage's pictures are laid out for all who see it and chose nothing else."""

    TYPE: ClassVar[str] = "stage.laid_out"
    stage: RoomId
    layout: StageLayout


@dataclass(frozen=True, slots=True)
class StageViewed(Live):
    """How one person sees a stage: only the pictures that it shows are sent; None follows the hosts."""

    TYPE: ClassVar[str] = "stage.viewed"
    visitor: VisitorId
    stage: RoomId
    layout: StageLayout | None
