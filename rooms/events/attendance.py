"""Who sits in the real hall of a stage."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable
from rooms.ids import RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class VisitorOnSite(Durable):
    """A person sits in the real hall of ``stage``, or in none any more."""

    TYPE: ClassVar[str] = "visitor.on_site"
    visitor: VisitorId
    stage: RoomId | None
