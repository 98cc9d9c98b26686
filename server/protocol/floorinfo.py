"""What a client is told of floors and rooms: plain values, titles in every language of the pack."""

from dataclasses import dataclass, field

from rooms.grid import Rect
from rooms.ids import FloorId, RoomId

Texts = dict[str, str]
"""Language to text."""


@dataclass(frozen=True, slots=True)
class RoomText:
    """A room as people see it. ``capacity`` 0 is unlimited; ``icon`` is a name of the lucide set."""

    id: RoomId
    kind: str
    titles: Texts
    rect: Rect
    hints: Texts = field(default_factory=dict[str, str])
    capacity: int = 0
    lockable: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class PortalText:
    """A portal as people see it."""

    rect: Rect
    floor: FloorId
    titles: Texts


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice board, such as a Litfaß column."""

    name: str
    rect: Rect
    titles: Texts


@dataclass(frozen=True, slots=True)
class WindowText:
    """A place where a window into a hallway may stand; ``at`` is its foot (x, y in pixels)."""

    name: str
    at: tuple[int, int]
    titles: Texts


@dataclass(frozen=True, slots=True)
class FloorInfo:
    """A floor as people see it. ``file`` is the map within the pack, ``url`` where a client fetches it,
    ``arrival`` a free point (x, y in pixels) where whoever goes to the open ground is led.
    """

    id: FloorId
    titles: Texts
    file: str
    url: str
    arrival: tuple[int, int]
    rooms: tuple[RoomText, ...]
    portals: tuple[PortalText, ...]
    notices: tuple[NoticeText, ...]
    windows: tuple[WindowText, ...] = ()
