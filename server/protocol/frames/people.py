"""People as others know them, and as they know themselves."""

from rooms.ids import VisitorId
from rooms.look import Look
from rooms.roles import Capability, Role
from server.protocol.frames.base import Frame


class VisitorInfo(Frame):
    """A person as everybody in the hub knows it."""

    name: str
    look: Look
    role: Role
    muted: bool


class You(Frame):
    """Who one is and what one may do on the open floor. Also sent as ``you.changed``."""

    visitor: VisitorId
    role: Role
    muted: bool
    capabilities: list[Capability]
