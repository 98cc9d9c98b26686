"""The programme: what hosts do with it, and what people note for themselves."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.events.programme import Session
from rooms.ids import SessionId


@dataclass(frozen=True, slots=True)
class ImportSessions(Command):
    """Take sessions over from elsewhere; which is which is told by their ``code``, ids are given here.

    ``cancel_missing`` cancels those to come that are neither here nor in ``faulty``: the codes of what was
    there and could not be read.
    """

    sessions: tuple[Session, ...]
    cancel_missing: bool = False
    faulty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SetSession(Command):
    """Write a session by hand: a new one without an id, else another version of the one that has it. Where it
    came from and whether it is cancelled stay as they are.
    """

    session: Session


@dataclass(frozen=True, slots=True)
class ReinstateSession(Command):
    """Put a session back that was removed a short while ago, with everybody's mark."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class CancelSession(Command):
    """It does not take place."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class RestoreSession(Command):
    """It takes place after all."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class RemoveSession(Command):
    """Take it out of the programme, with everybody's mark."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class MarkSession(Command):
    """Put it on one's own agenda."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class UnmarkSession(Command):
    """Take it off one's own agenda."""

    session: SessionId


@dataclass(frozen=True, slots=True)
class MakeFeed(Command):
    """Give one's own calendar a new address, whose secret has the SHA-256 ``feed``."""

    feed: str


@dataclass(frozen=True, slots=True)
class ExpireProgramme(Command):
    """Forget what ended before ``before`` (UTC milliseconds): given by the retention job."""

    before: int
