"""What the hub remembers of the captions of its stages."""

from dataclasses import dataclass, field, replace

from rooms.ids import CaptionId, RoomId, VisitorId

KEPT = 300
"""Lines remembered a stage, so that they can be mended; beyond that the oldest goes."""
SHOWN = 30
"""Lines a stage whose texts are at hand for those who come."""
HEARD_MOST = 100
"""Languages of all stages whose unfinished lines are counted."""


@dataclass(frozen=True, slots=True)
class Header:
    """A line without its text."""

    stage: RoomId
    language: str
    at: int


@dataclass(slots=True)
class CaptionState:
    """Who writes where, and the newest lines, the oldest first. ``keys`` are hashes."""

    captioners: dict[RoomId, dict[VisitorId, str]] = field(default_factory=dict[RoomId, dict[VisitorId, str]])
    keys: dict[RoomId, str] = field(default_factory=dict[RoomId, str])
    lines: dict[RoomId, dict[CaptionId, Header]] = field(
        default_factory=dict[RoomId, dict[CaptionId, Header]]
    )

    def copy(self) -> "CaptionState":
        """A snapshot."""
        captioners = {stage: dict(people) for stage, people in self.captioners.items()}
        lines = {stage: dict(headers) for stage, headers in self.lines.items()}
        return CaptionState(captioners, dict(self.keys), lines)

    def writers(self, stage: RoomId | None) -> frozenset[VisitorId]:
        """Who may write a stage's captions beside its hosts: people, and the program that has the key."""
        if stage is None or not (self.captioners or self.keys):
            return frozenset()
        engine = (engine_of(stage),) if stage in self.keys else ()
        return frozenset((*self.captioners.get(stage, ()), *engine))

    def keep(self, caption: CaptionId, header: Header) -> None:
        """Take a line in."""
        lines = self.lines.setdefault(header.stage, {})
        lines[caption] = header
        while len(lines) > KEPT:
            del lines[next(iter(lines))]

    def appoint(self, stage: RoomId, visitor: VisitorId, language: str | None) -> None:
        """Let somebody write, or no more."""
        people = self.captioners.setdefault(stage, {})
        if language is None:
            people.pop(visitor, None)
        else:
            people[visitor] = language
        if not people:
            del self.captioners[stage]

    def forget(self, visitor: VisitorId) -> None:
        """Somebody writes nowhere any more."""
        for stage in [each for each, people in self.captioners.items() if visitor in people]:
            self.appoint(stage, visitor, None)

    def since(self, stage: RoomId, language: str, after: int) -> int:
        """How many lines came in a language after a time."""
        lines = self.lines.get(stage, {}).values()
        return sum(each.language == language and each.at > after for each in lines)


def engine_of(stage: RoomId) -> VisitorId:
    """The program that writes a stage's captions with a key, as somebody who acts."""
    return VisitorId(f"captions:{stage}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its text."""

    caption: CaptionId
    language: str
    body: str
    at: int


@dataclass(slots=True)
class CaptionsNow:
    """The newest lines of each stage, and when an unfinished one was told last."""

    lines: dict[RoomId, list[Shown]] = field(default_factory=dict[RoomId, list[Shown]])
    heard: dict[tuple[RoomId, str], int] = field(default_factory=dict[tuple[RoomId, str], int])

    def say(self, stage: RoomId, line: Shown) -> None:
        """Take a line in."""
        self.lines[stage] = [*self.lines.get(stage, ()), line][-SHOWN:]

    def correct(self, stage: RoomId, caption: CaptionId, body: str) -> None:
        """Mend a line, or take it away."""
        lines = self.lines.get(stage, [])
        mended = [replace(each, body=body) if each.caption == caption else each for each in lines]
        self.lines[stage] = [each for each in mended if each.body]

    def hear(self, stage: RoomId, language: str, at: int) -> None:
        """An unfinished line was told."""
        self.heard.pop((stage, language), None)
        self.heard[stage, language] = at
        while len(self.heard) > HEARD_MOST:
            del self.heard[next(iter(self.heard))]

    def is_older(self, before: int) -> bool:
        """Whether anything would be forgotten."""
        return any(each.at < before for lines in self.lines.values() for each in lines)

    def expire(self, before: int) -> None:
        """Forget what was said before a time."""
        self.lines = {
            stage: [each for each in lines if each.at >= before] for stage, lines in self.lines.items()
        }
