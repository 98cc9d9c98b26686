"""The interpreter channels of a stage."""

from rooms.ids import VisitorId
from server.protocol.frames.base import Frame


class OnAirInfo(Frame):
    """Who is heard in an interpreter channel, and since when (UTC milliseconds)."""

    visitor: VisitorId
    since: int


class InterpretingInfo(Frame):
    """The interpreter channels of a stage: who interprets into which languages, at which desks they sit, and
    who is on air in each language.
    """

    interpreters: dict[VisitorId, list[str]]
    desks: dict[VisitorId, str]
    on_air: dict[str, OnAirInfo]


class InterpretingNowInfo(Frame):
    """Which channel one hears, and whose line is cut; for interpreters and hosts also who asks for a
    hand-over, and how many hear each channel.
    """

    listening: str | None
    cut: list[VisitorId]
    asking: list[VisitorId]
    listeners: dict[str, int]
