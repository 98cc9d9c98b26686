"""Sound and picture: what people send, their lines, and who speaks."""

from typing import Literal

from rooms.events import Share
from rooms.ids import GroupId, SourceId, VisitorId
from server.protocol.frames.base import Frame


class MediaInfo(Frame):
    """What a person sends."""

    mic: bool
    cam: bool
    screen: Share | None


class MediaOffer(Frame):
    """``media.offer``: the server's SDP offer to one ``tab``; answered by ``media.answer``."""

    tab: str
    sdp: str


class MediaSlots(Frame):
    """``media.slots``: which source each receive slot (mid) of a tab carries now."""

    tab: str
    slots: dict[str, SourceId | None]


class MediaSpeaking(Frame):
    """``media.speaking``: the level (0 to 1) of those one hears speaking in a tab."""

    tab: str
    sources: dict[SourceId, float]


class MediaLost(Frame):
    """``media.lost``: sound and picture of a tab are gone; ask again with ``media.join``. ``reason`` says
    why.
    """

    tab: str
    reason: Literal["worker", "line", "elsewhere", "unavailable"]


class BreakoutLevels(Frame):
    """``breakout.levels``: who speaks in each group of the rounds one leads."""

    speaking: dict[GroupId, list[VisitorId]]


class MediaQuality(Frame):
    """``media.quality``: one's own line, as the media worker sees it."""

    tab: str
    rtt_ms: float | None
    loss: float
    bitrate: int
