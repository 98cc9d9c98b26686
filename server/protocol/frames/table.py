"""What each frame is called on the wire."""

from server.protocol.frames.base import Frame
from server.protocol.frames.documents import DocCursor, DocReset, DocRights, DocUpdated
from server.protocol.frames.hub import Closing, Resumed, Snapshot
from server.protocol.frames.media import (
    BreakoutLevels,
    MediaLost,
    MediaOffer,
    MediaQuality,
    MediaSlots,
    MediaSpeaking,
)
from server.protocol.frames.people import You

FRAMES: dict[str, type[Frame]] = {
    "hub.snapshot": Snapshot,
    "hub.resumed": Resumed,
    "hub.closing": Closing,
    "you.changed": You,
    "doc.updated": DocUpdated,
    "doc.pointed": DocCursor,
    "doc.rights": DocRights,
    "doc.reset": DocReset,
    "media.offer": MediaOffer,
    "media.slots": MediaSlots,
    "media.speaking": MediaSpeaking,
    "media.lost": MediaLost,
    "media.quality": MediaQuality,
    "breakout.levels": BreakoutLevels,
}
"""Name on the wire to model."""
