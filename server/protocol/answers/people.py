"""What may be known before joining, and who one is."""

from rooms.ids import FloorId, VisitorId, WorkshopId
from rooms.look import Look
from rooms.roles import Role
from server.protocol.answers.base import Answer
from server.protocol.floorinfo import FloorInfo


class Face(Answer):
    """How somebody looks who is here, without a name."""

    look: Look


class Limits(Answer):
    """Characters of a text and of a name; pixels within which talks begin and end."""

    message: int
    name: int
    join_radius: int
    leave_radius: int


class HubAnswer(Answer):
    """What may be known before joining."""

    name: str
    names: dict[str, str]
    languages: list[str]
    here: int
    faces: list[Face]
    start: FloorId
    floors: list[FloorInfo]
    zone: str
    limits: Limits


class OwnVisitor(Answer):
    """Who one is; ``workshop`` is the one with minors in which one takes part."""

    id: VisitorId
    name: str
    look: Look
    role: Role
    workshop: WorkshopId | None


class VisitorAnswer(Answer):
    """Who this browser is; None when nobody known."""

    visitor: OwnVisitor | None


class WorkshopAnswer(Answer):
    """A workshop with minors before coming to it: it takes children in while it is ``open``."""

    workshop: WorkshopId
    title: str
    open: bool
    ends_at: int


class TicketAnswer(Answer):
    """What opens one socket within 30 s."""

    ticket: str


class LanguageAnswer(Answer):
    """The language that is remembered."""

    language: str
