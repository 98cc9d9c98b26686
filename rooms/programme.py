"""The programme: sessions taken over from elsewhere, cancelled and removed by hosts, marked by everybody for
oneself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event, Session
from rooms.ids import SessionId
from rooms.model.programme import ProgrammeState
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State

SESSIONS_MOST = 500
"""Sessions in a programme: everybody is told all of them at once on coming in."""
LONGEST_MS = 14 * 24 * 3600 * 1000
SPEAKERS_MOST = 20
PEOPLE_MOST = 100_000
TEXTS = {"title": 200, "abstract": 5000, "place": 100, "kind": 60, "language": 20, "code": 100}
"""Field to its longest text, in characters."""
SPEAKER_MOST = 100
BY_HAND = "hand-"
"""How the codes of sessions begin that were written here: no file has them, so none misses them."""
REMOVED_KEPT = 50
"""Removed sessions that can still be put back."""
_LATEST = 4_102_444_800_000
"""The year 2100, beyond which a time is a slip."""


@dataclass(slots=True)
class Difference:
    """What an import would change. ``added`` have no id yet; ``missing`` are here and to come, but not in the
    file; ``stay_cancelled`` are in the file, while they were cancelled here.
    """

    added: list[Session] = field(default_factory=list[Session])
    changed: list[Session] = field(default_factory=list[Session])
    same: list[Session] = field(default_factory=list[Session])
    missing: list[Session] = field(default_factory=list[Session])
    cancelled: list[Session] = field(default_factory=list[Session])
    stay_cancelled: list[Session] = field(default_factory=list[Session])


def difference(programme: ProgrammeState, command: c.ImportSessions, now: int) -> Difference:
    """Hold sessions from elsewhere against those that are here, by their codes."""
    known = {each.session.code: each.session for each in programme.sessions.values() if each.session.code}
    found = Difference()
    for each in command.sessions:
        _compare(found, each, known.pop(each.code, None))
    elsewhere = (each for each in known.values() if not each.code.startswith(BY_HAND))
    gone = (each for each in elsewhere if each.code not in command.faulty and each.ends_at > now)
    found.missing = [each for each in gone if not each.cancelled]
    if command.cancel_missing:
        found.cancelled = [replace(each, cancelled=True) for each in found.missing]
    return found


def _compare(found: Difference, session: Session, known: Session | None) -> None:
    """What is cancelled here stays so: taking it back is a host's word, not a file's."""
    if known is None:
        found.added.append(session)
        return
    if known.cancelled and not session.cancelled:
        found.stay_cancelled.append(known)
    merged = replace(session, id=known.id, cancelled=known.cancelled or session.cancelled)
    (found.same if merged == known else found.changed).append(merged)


def faults_of(session: Session) -> list[str]:
    """The fields of a session that cannot be as they are."""
    texts = [name for name, most in TEXTS.items() if len(getattr(session, name)) > most]
    speakers = len(session.speakers) > SPEAKERS_MOST or any(
        len(each) > SPEAKER_MOST for each in session.speakers
    )
    lasts = session.ends_at - session.starts_at
    seats = (session.capacity_on_site, session.capacity_remote)
    wrong = {
        "title": not session.title.strip(),
        "code": not session.code,
        "speakers": speakers,
        "starts_at": not 0 <= session.starts_at < _LATEST,
        "ends_at": not 0 < lasts <= LONGEST_MS,
        "capacity": not all(0 <= each <= PEOPLE_MOST for each in seats),
    }
    return [*texts, *(name for name, is_wrong in wrong.items() if is_wrong)]


def take_over(state: State, actor: Actor, command: c.ImportSessions, at: Moment) -> list[Event]:
    """Add what is new and change what is other than here, in one event; nothing if all is the same."""
    _check(state, command.sessions)
    found = difference(state.durable.programme, command, at.now)
    _check_room(state, len(found.added))
    added = [replace(each, id=SessionId(at.new_id())) for each in found.added]
    sessions = (*added, *found.changed, *found.cancelled)
    return [e.SessionsSet(sessions)] if sessions else []


def _check_room(state: State, more: int) -> None:
    if len(state.durable.programme.sessions) + more > SESSIONS_MOST:
        raise Conflict("programme.full", most=SESSIONS_MOST)


def _check(state: State, sessions: Iterable[Session]) -> None:
    codes: set[str] = set()
    for each in sessions:
        if each.room is not None:
            state.room(each.room)
        faults = faults_of(each) or (["code"] if each.code in codes else [])
        if faults:
            raise Invalid("session.invalid", field=faults[0], title=each.title[: TEXTS["title"]])
        codes.add(each.code)


def set_session(state: State, actor: Actor, command: c.SetSession, at: Moment) -> list[Event]:
    """Write a session by hand; nothing if all is as it was."""
    session = _written(state, command.session, at)
    _check(state, (session,))
    planned = state.durable.programme.sessions.get(session.id)
    if planned is None:
        _check_room(state, 1)
    return [] if planned is not None and planned.session == session else [e.SessionsSet((session,))]


def _written(state: State, session: Session, at: Moment) -> Session:
    if session.id:
        known = known_session(state, session.id)
        return replace(session, code=known.code, cancelled=known.cancelled)
    made = at.new_id()
    return replace(session, id=SessionId(made), code=f"{BY_HAND}{made}", cancelled=False)


def reinstate(state: State, actor: Actor, command: c.ReinstateSession, at: Moment) -> list[Event]:
    """Take a removal back; what is here already changes nothing."""
    if command.session in state.durable.programme.sessions:
        return []
    found = state.live.removed.get(command.session)
    if found is None:
        raise Unknown("session.unknown")
    session, marks = found
    _check_room(state, 1)
    here = (each for each in marks if each in state.durable.visitors)
    return [e.SessionsSet((session,)), *(e.AgendaMarked(each, session.id) for each in here)]


def known_session(state: State, session: SessionId) -> Session:
    """The session, or a refusal."""
    found = state.durable.programme.sessions.get(session)
    if found is None:
        raise Unknown("session.unknown")
    return found.session


def cancel(
    state: State, actor: Actor, command: c.CancelSession | c.RestoreSession, at: Moment
) -> list[Event]:
    """It does not take place, or it does after all; a second time changes nothing."""
    found, cancelled = known_session(state, command.session), isinstance(command, c.CancelSession)
    same = found.cancelled is cancelled
    return [] if same else [e.SessionsSet((replace(found, cancelled=cancelled),))]


def remove(state: State, actor: Actor, command: c.RemoveSession, at: Moment) -> list[Event]:
    """Take it out for good."""
    return [e.SessionsRemoved((known_session(state, command.session).id,))]


def mark(state: State, actor: Actor, command: c.MarkSession, at: Moment) -> list[Event]:
    """Put it on one's agenda; a second time changes nothing."""
    session = known_session(state, command.session).id
    marked = session in state.durable.programme.agenda.get(actor.visitor, {})
    return [] if marked else [e.AgendaMarked(actor.visitor, session)]


def unmark(state: State, actor: Actor, command: c.UnmarkSession, at: Moment) -> list[Event]:
    """Take it off one's agenda, if it is on it."""
    marked = command.session in state.durable.programme.agenda.get(actor.visitor, {})
    return [e.AgendaUnmarked(actor.visitor, command.session)] if marked else []


def make_feed(state: State, actor: Actor, command: c.MakeFeed, at: Moment) -> list[Event]:
    """A new address of one's calendar."""
    return [e.FeedMade(actor.visitor, command.feed)]


def expire(state: State, actor: Actor, command: c.ExpireProgramme, at: Moment) -> list[Event]:
    """Forget what is long over, if there is such."""
    over = tuple(each.id for each in state.durable.programme.plan if each.ends_at < command.before)
    return [e.SessionsRemoved(over)] if over else []


# -- changes ---------------------------------------------------------------------------------------


def _set(state: State, event: e.SessionsSet, at: int) -> None:
    for each in event.sessions:
        state.durable.programme.set(each, at)


def _removed(state: State, event: e.SessionsRemoved, at: int) -> None:
    for each in event.sessions:
        _put_aside(state, each)
        state.durable.programme.remove(each)


def _put_aside(state: State, session: SessionId) -> None:
    """Remember a session that is removed, and who had marked it, until the server ends."""
    programme, removed = state.durable.programme, state.live.removed
    planned = programme.sessions.get(session)
    if planned is None:
        return
    marks = tuple(each for each, marked in programme.agenda.items() if session in marked)
    removed[session] = planned.session, marks
    while len(removed) > REMOVED_KEPT:
        del removed[next(iter(removed))]


def _marked(state: State, event: e.AgendaMarked, at: int) -> None:
    programme = state.durable.programme
    if event.visitor in state.durable.visitors and event.session in programme.sessions:
        programme.agenda.setdefault(event.visitor, {})[event.session] = None


def _fed(state: State, event: e.FeedMade, at: int) -> None:
    if event.visitor in state.durable.visitors:
        state.durable.programme.give_feed(event.visitor, event.feed)


RULES: dict[type[Command], Rule] = {
    c.ImportSessions: Rule(Capability.PROGRAMME_EDIT, take_over),
    c.SetSession: Rule(Capability.PROGRAMME_EDIT, set_session),
    c.ReinstateSession: Rule(Capability.PROGRAMME_EDIT, reinstate),
    c.CancelSession: Rule(Capability.PROGRAMME_EDIT, cancel),
    c.RestoreSession: Rule(Capability.PROGRAMME_EDIT, cancel),
    c.RemoveSession: Rule(Capability.PROGRAMME_EDIT, remove),
    c.ExpireProgramme: Rule(Capability.PROGRAMME_EDIT, expire),
    c.MarkSession: Rule(Capability.PROFILE_EDIT, mark),
    c.UnmarkSession: Rule(Capability.PROFILE_EDIT, unmark),
    c.MakeFeed: Rule(Capability.PROFILE_EDIT, make_feed),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.SessionsSet: _set,
    e.SessionsRemoved: _removed,
    e.AgendaMarked: _marked,
    e.AgendaUnmarked: lambda state, event, at: state.durable.programme.unmark(event.visitor, event.session),
    e.FeedMade: _fed,
}
