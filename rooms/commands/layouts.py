"""How a stage's pictures are laid out."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.layouts import StageLayout
from rooms.ids import RoomId


@dataclass(frozen=True, slots=True)
class LayStage(Command):
    """Lay a stage's pictures out for everybody who chose nothing else."""

    stage: RoomId
    layout: StageLayout


@dataclass(frozen=True, slots=True)
class ViewStage(Command):
    """See a stage in a layout of one's own, until the server or the page ends; None follows the hosts."""

    stage: RoomId
    layout: StageLayout | None
