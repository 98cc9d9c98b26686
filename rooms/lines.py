"""The message headers by channel and by person: an index over the durable ones, so that nobody walks through
them all.
"""

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

    @property
    def people(self) -> set[str]:
        """Who wrote it, who is called in it or put a sign under it, and between which two it went."""
        signed = (each for people in self.reactions.values() for each in people)
        kind, *pair = self.channel.split(":")
        return {self.author, *self.mentions, *signed, *(pair if kind == "dm" else ())}

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
    """The headers of each channel that holds any, and the messages of each person whom one names. ``headers``
    are all of them; whoever changes those, changes them here.
    """

    headers: Headers = field(default_factory=Headers)
    channels: dict[ChannelId, Headers] = field(init=False, default_factory=dict[ChannelId, Headers])
    people: dict[str, dict[MessageId, None]] = field(
        init=False, default_factory=dict[str, dict[MessageId, None]]
    )

    def __post_init__(self) -> None:
        for message, header in self.headers.items():
            self._list(message, header, header.people)

    def _list(self, message: MessageId, header: Header, people: set[str]) -> None:
        self.channels.setdefault(header.channel, {})[message] = header
        for each in people:
            self.people.setdefault(each, {})[message] = None

    def _unlist(self, message: MessageId, people: set[str]) -> None:
        for each in people:
            del self.people[each][message]
            if not self.people[each]:
                del self.people[each]

    def keep(self, message: MessageId, header: Header) -> None:
        """Take a header in, or change it in its place."""
        before = self.headers.get(message)
        self.headers[message] = header
        had, has = before.people if before is not None else set[str](), header.people
        self._list(message, header, has - had)
        self._unlist(message, had - has)

    def drop(self, message: MessageId) -> None:
        """Forget a header; a channel without any is none."""
        header = self.headers.pop(message)
        self._unlist(message, header.people)
        del self.channels[header.channel][message]
        if not self.channels[header.channel]:
            del self.channels[header.channel]

    def of(self, channel: ChannelId) -> Headers:
        """The headers of one channel, the oldest first; not to be changed."""
        return self.channels.get(channel, {})

    def naming(self, visitor: VisitorId) -> list[MessageId]:
        """The messages that name somebody in any way, the oldest of each way first."""
        return list(self.people.get(visitor, ()))
