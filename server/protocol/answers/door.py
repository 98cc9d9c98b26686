"""The codes for the door, and who was let in there."""

from rooms.ids import VisitorId
from rooms.look import Look
from server.protocol.answers.base import Answer


class DoorCodeAnswer(Answer):
    """One's own code for the door: ``short`` to type, ``link`` with the long one, ``qr`` the same as SVG."""

    short: str
    link: str
    qr: str
    ends_at: int


class CheckInAnswer(Answer):
    """Who was let in, since when; ``fresh`` if by this very scan, ``count`` how many were at this door."""

    visitor: VisitorId
    name: str
    look: Look
    fresh: bool
    since: int
    count: int
