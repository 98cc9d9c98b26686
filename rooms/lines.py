"""The message headers by channel: an index over the durable ones, so that nobody walks through them all."""

from dataclasses import dataclass, field, replace

from rooms.events import ReactionKind
from rooms.ids import ChannelId, MessageId, VisitorId


@dataclass(frozen=True, slots=True)
class Header:
    """What the hub remembers of a message: all but its text. ``reactions`` are replaced, never changed."""

    channel: ChannelId
    author: VisitorId
    at: int
    deleted: bool = False
    edited: bool = False
    reply_to: MessageId | None = None
    mentions: tuple[VisitorId, ...] = ()
    reactions: dict[ReactionKind, tuple[VisitorId, ...]] = field(
        default_factory=dict[ReactionKind, tuple[VisitorId, ...]]
    )

    def names(self, visitor: VisitorId) -> bool:
        """Whether somebody is called in the message, or put a sign under it."""
        return visitor in self.mentions or any(visitor in people for people in self.reactions.values())

    def without(self, visitor: VisitorId) -> "Header":
        """The header when that somebody is forgotten."""
        left = {
            kind: tuple(each for each in people if each != visitor) for kind, people in self.reactions.items()
        }
        mentions = tuple(each for each in self.mentions if each != visitor)
        return replace(self, mentions=mentions, reactions={kind: each for kind, each in left.items() if each})


Headers = dict[MessageId, Header]
"""Headers in the order of the log."""


@dataclass(slots=True)
class Lines:
    """The headers of each channel that holds any. ``headers`` are all of them; whoever changes those, changes
    them here.
    """

    headers: Headers = field(default_factory=Headers)
    channels: dict[ChannelId, Headers] = field(init=False, default_factory=dict[ChannelId, Headers])

    def __post_init__(self) -> None:
        for message, header in self.headers.items():
            self.channels.setdefault(header.channel, {})[message] = header

    def keep(self, message: MessageId, header: Header) -> None:
        """Take a header in, or change it in its place."""
        self.headers[message] = header
        self.channels.setdefault(header.channel, {})[message] = header

    def drop(self, message: MessageId) -> None:
        """Forget a header; a channel without any is none."""
        channel = self.headers.pop(message).channel
        del self.channels[channel][message]
        if not self.channels[channel]:
            del self.channels[channel]

    def of(self, channel: ChannelId) -> Headers:
        """The headers of one channel, the oldest first; not to be changed."""
        return self.channels.get(channel, {})
