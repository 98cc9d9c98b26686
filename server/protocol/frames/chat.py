"""How far a channel is read."""

from rooms.ids import MessageId
from server.protocol.frames.base import Frame


class ChannelInfo(Frame):
    """A channel with messages."""

    unread: int
    last: MessageId | None
