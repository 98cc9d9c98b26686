"""Workshops with minors as the first state of a connection tells them."""

from typing import Literal

from rooms.events import MinorAlone
from rooms.ids import RoomId, VisitorId, WorkshopId
from server.protocol.frames.base import Frame


class MinorInfo(Frame):
    """A child that waits or was admitted; told to named adults."""

    visitor: VisitorId
    state: Literal["waiting", "admitted"]
    asked_at: int


class WorkshopInfo(Frame):
    """A workshop with minors. ``mine`` is what one is in it; all of it is gone at ``gone_at``."""

    workshop: WorkshopId
    title: str
    rooms: list[RoomId]
    at: int
    ends_at: int
    ended_at: int | None
    gone_at: int | None
    adults: list[VisitorId]
    mine: Literal["adult", "admitted", "waiting"] | None
    people: list[MinorInfo]


class MinorsNowInfo(Frame):
    """Who holds the key to talk, and until when; and who is alone with a child, for named adults."""

    talking: dict[VisitorId, int]
    alone: list[MinorAlone]
