"""What the hub remembers of the interpreters of its stages, and of who hears them."""

from dataclasses import dataclass, field

from rooms.ids import RoomId, VisitorId


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an interpreter works: the channel of a stage."""

    stage: RoomId
    language: str


@dataclass(frozen=True, slots=True)
class OnAir:
    """Who is heard in a channel, and since when (UTC milliseconds)."""

    visitor: VisitorId
    since: int


@dataclass(slots=True)
class InterpretingState:
    """Who interprets into which languages, who sits at which desk, and who is on air."""

    interpreters: dict[RoomId, dict[VisitorId, tuple[str, ...]]] = field(
        default_factory=dict[RoomId, dict[VisitorId, tuple[str, ...]]]
    )
    desks: dict[VisitorId, Desk] = field(default_factory=dict[VisitorId, Desk])
    on_air: dict[RoomId, dict[str, OnAir]] = field(default_factory=dict[RoomId, dict[str, OnAir]])

    def copy(self) -> "InterpretingState":
        """A snapshot."""
        interpreters = {stage: dict(people) for stage, people in self.interpreters.items()}
        on_air = {stage: dict(channels) for stage, channels in self.on_air.items()}
        return InterpretingState(interpreters, dict(self.desks), on_air)

    def named(self, stage: RoomId | None) -> frozenset[VisitorId]:
        """Who may interpret at a stage."""
        people = self.interpreters.get(stage) if stage is not None and self.interpreters else None
        return frozenset(people or ())

    def channels(self, stage: RoomId) -> list[str]:
        """The channels of a stage: every language that somebody interprets into."""
        people = self.interpreters.get(stage, {}).values()
        return sorted({language for languages in people for language in languages})

    def name(self, stage: RoomId, visitor: VisitorId, languages: tuple[str, ...]) -> None:
        """Let somebody interpret, or no more."""
        people = self.interpreters.setdefault(stage, {})
        if languages:
            people[visitor] = languages
        else:
            people.pop(visitor, None)
        if not people:
            del self.interpreters[stage]

    def holder(self, stage: RoomId, language: str) -> OnAir | None:
        """Who is on air in a channel."""
        return self.on_air.get(stage, {}).get(language)

    def put(self, stage: RoomId, language: str, on_air: OnAir | None) -> None:
        """Somebody is on air, or nobody."""
        channels = self.on_air.setdefault(stage, {})
        if on_air is not None:
            channels[language] = on_air
        else:
            channels.pop(language, None)
        if not channels:
            del self.on_air[stage]

    def forget(self, visitor: VisitorId) -> None:
        """Somebody interprets nowhere any more."""
        desk = self.desks.pop(visitor, None)
        holder = self.holder(desk.stage, desk.language) if desk else None
        if desk and holder and holder.visitor == visitor:
            self.put(desk.stage, desk.language, None)
        for stage in [each for each, people in self.interpreters.items() if visitor in people]:
            self.name(stage, visitor, ())


@dataclass(slots=True)
class InterpretingNow:
    """Who asks for a hand-over, whose line is cut, who hears which channel, and how many do."""

    asking: set[VisitorId] = field(default_factory=set[VisitorId])
    cut: set[VisitorId] = field(default_factory=set[VisitorId])
    listening: dict[VisitorId, dict[RoomId, str]] = field(default_factory=dict[VisitorId, dict[RoomId, str]])
    listeners: dict[RoomId, dict[str, int]] = field(default_factory=dict[RoomId, dict[str, int]])

    def listen(self, visitor: VisitorId, stage: RoomId, language: str | None) -> None:
        """Somebody hears a channel, or the floor alone."""
        channels = self.listening.setdefault(visitor, {})
        if language is not None:
            channels[stage] = language
        else:
            channels.pop(stage, None)
        if not channels:
            del self.listening[visitor]

    def chosen(self, visitor: VisitorId, stage: RoomId) -> str | None:
        """The channel that somebody wants to hear at a stage."""
        return self.listening.get(visitor, {}).get(stage)

    def settle(self, visitor: VisitorId) -> None:
        """Somebody's part in a hand-over is over."""
        self.asking.discard(visitor)
        self.cut.discard(visitor)

    def forget(self, visitor: VisitorId) -> None:
        """Somebody is gone for good."""
        self.settle(visitor)
        self.listening.pop(visitor, None)
