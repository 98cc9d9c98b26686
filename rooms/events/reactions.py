"""Reactions at a stage, summed, and whether its applause is heard."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from rooms.events.base import Durable, Live
from rooms.ids import RoomId, VisitorId

ReactionKind = Literal["clap", "heart", "laugh", "idea", "party"]


@dataclass(frozen=True, slots=True)
class ApplauseSet(Durable):
    """Whether clapping at a stage is played as sound to those who are there, and in its hall."""

    TYPE: ClassVar[str] = "stage.applause"
    stage: RoomId
    on: bool


@dataclass(frozen=True, slots=True)
class Reacted(Live):
    """Somebody reacted: for the server alone, which adds it up."""

    TYPE: ClassVar[str] = "stage.reacted"
    stage: RoomId
    visitor: VisitorId
    kind: ReactionKind


@dataclass(frozen=True, slots=True)
class ReactionsSummed(Live):
    """How often people reacted since it was told last, at most once a second, whoever they are."""

    TYPE: ClassVar[str] = "stage.reactions"
    stage: RoomId
    counts: dict[ReactionKind, int]
