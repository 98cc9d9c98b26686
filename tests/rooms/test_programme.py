"""The programme: taken over without doubles, cancelled and removed by hosts, marked by each for oneself."""

from dataclasses import replace

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.ids import RoomId, SessionId, VisitorId
from rooms.model.programme import now_and_next
from rooms.programme import BY_HAND, REMOVED_KEPT, SESSIONS_MOST, TEXTS, difference, faults_of
from rooms.programme_views import brief
from rooms.project import project
from rooms.roles import Role
from tests.rooms.world import BIRTH, LAB, World, kinds, refused, talk

HOUR = 3_600_000
DAY = BIRTH + 24 * HOUR


def hosted() -> tuple[World, VisitorId]:
    """A hub with a host."""
    world = World()
    return world, world.here("Host", role=Role.MODERATOR)


def titles(world: World) -> list[str]:
    """The programme in its order."""
    return [each.title for each in world.hub.state.durable.programme.plan]


def only(world: World) -> e.Session:
    """The one session there is."""
    (session,) = world.hub.state.durable.programme.plan
    return session


def test_a_second_import_of_the_same_makes_no_doubles_and_tells_nothing() -> None:
    world, host = hosted()
    talks = c.ImportSessions((talk("b", DAY + HOUR), talk("a", DAY)))
    assert kinds(world.do(host, talks)) == ["session.set"]
    assert titles(world) == ["Talk a", "Talk b"]
    assert world.do(host, talks) == []
    assert titles(world) == ["Talk a", "Talk b"]


def test_what_changed_in_the_file_changes_and_keeps_its_id_and_marks() -> None:
    world, host = hosted()
    guest = world.here("Guest")
    world.do(host, c.ImportSessions((talk("a", DAY), talk("b", DAY))))
    (before, _) = world.hub.state.durable.programme.plan
    world.do(guest, c.MarkSession(before.id))
    world.do(host, c.ImportSessions((talk("a", DAY, title="Talk a, later", room=LAB), talk("b", DAY))))
    programme = world.hub.state.durable.programme
    assert programme.marks(guest) == [replace(before, title="Talk a, later", room=LAB)]
    assert [each.revision for each in programme.sessions.values()] == [1, 0]


def test_missing_sessions_stay_unless_the_import_is_asked_to_cancel_them() -> None:
    world, host = hosted()
    world.do(host, c.ImportSessions((talk("a", DAY), talk("b", DAY), talk("over", 0, ends_at=BIRTH))))
    world.do(host, c.ImportSessions((talk("a", DAY),)))
    assert not any(each.cancelled for each in world.hub.state.durable.programme.plan)
    world.do(host, c.ImportSessions((talk("a", DAY),), cancel_missing=True))
    cancelled = [each.code for each in world.hub.state.durable.programme.plan if each.cancelled]
    assert cancelled == ["b"], "what is over took place"


def test_a_session_that_was_there_and_could_not_be_read_is_not_taken_for_missing() -> None:
    world, host = hosted()
    world.do(host, c.ImportSessions((talk("a", DAY), talk("b", DAY))))
    world.do(host, c.ImportSessions((talk("a", DAY),), cancel_missing=True, faulty=frozenset({"b"})))
    assert not any(each.cancelled for each in world.hub.state.durable.programme.plan)


def test_what_a_host_cancelled_no_import_brings_back_but_a_host_does() -> None:
    world, host = hosted()
    talks = c.ImportSessions((talk("a", DAY),))
    world.do(host, talks)
    assert kinds(world.do(host, c.CancelSession(only(world).id))) == ["session.set"]
    assert world.do(host, c.CancelSession(only(world).id)) == []
    found = difference(world.hub.state.durable.programme, talks, world.now)
    assert [each.code for each in found.stay_cancelled] == ["a"]
    assert world.do(host, talks) == []
    assert only(world).cancelled
    world.do(host, c.RestoreSession(only(world).id))
    assert not only(world).cancelled


def test_a_removed_session_takes_everybodys_mark_with_it() -> None:
    world, host = hosted()
    guest = world.here("Guest")
    world.do(host, c.ImportSessions((talk("a", DAY),)))
    session = only(world).id
    world.do(guest, c.MarkSession(session))
    world.do(host, c.RemoveSession(session))
    assert world.hub.state.durable.programme.agenda == {}
    assert refused(world, guest, c.MarkSession(session)) == "session.unknown"


def test_marks_are_ones_own_and_a_second_one_changes_nothing() -> None:
    world, host = hosted()
    ann, bo = world.here("Ann"), world.here("Bo", 300, 340)
    world.do(host, c.ImportSessions((talk("a", DAY),)))
    session = only(world).id
    assert kinds(world.do(ann, c.MarkSession(session))) == ["agenda.marked"]
    assert world.do(ann, c.MarkSession(session)) == []
    assert world.hub.state.durable.programme.marks(bo) == []
    assert world.do(bo, c.UnmarkSession(session)) == []
    assert kinds(world.do(ann, c.UnmarkSession(session))) == ["agenda.unmarked"]


def test_of_a_person_who_is_erased_neither_marks_nor_feed_are_left() -> None:
    world, host = hosted()
    guest = world.here("Guest")
    world.do(host, c.ImportSessions((talk("a", DAY),)))
    world.do(guest, c.MarkSession(only(world).id))
    world.do(guest, c.MakeFeed("old"))
    world.do(guest, c.MakeFeed("new"))
    assert world.hub.state.durable.programme.feeds == {"new": guest}
    world.system(c.Erase(guest))
    programme = world.hub.state.durable.programme
    assert (programme.agenda, programme.feeds) == ({}, {})


def test_sessions_are_forgotten_a_while_after_they_ended() -> None:
    world, host = hosted()
    world.do(host, c.ImportSessions((talk("old", BIRTH), talk("new", DAY))))
    assert world.system(c.ExpireProgramme(BIRTH)) == []
    world.system(c.ExpireProgramme(DAY))
    assert titles(world) == ["Talk new"]


def test_long_texts_are_kept_back_from_what_everybody_is_told() -> None:
    world, host = hosted()
    (event,) = world.do(host, c.ImportSessions((talk("a", abstract="x" * 5000), talk("b"))))
    viewer = world.hub.actor(host)
    told = project(world.hub.state, event, viewer, world.now)
    assert told == e.SessionsSet(tuple(brief(each) for each in world.hub.state.durable.programme.plan))
    assert "xxx" not in repr(told)
    assert project(world.hub.state, event, viewer, world.now) is told, "equal shapes are encoded once"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        *(({name: "x" * (most + 1)}, name) for name, most in TEXTS.items()),
        ({"title": " "}, "title"),
        ({"code": ""}, "code"),
        ({"speakers": ("x" * 101,)}, "speakers"),
        ({"speakers": ("x",) * 21}, "speakers"),
        ({"starts_at": -1}, "starts_at"),
        ({"ends_at": BIRTH}, "ends_at"),
        ({"ends_at": BIRTH + 15 * 24 * HOUR}, "ends_at"),
        ({"capacity_remote": -1}, "capacity"),
    ],
)
def test_a_session_that_cannot_be_is_refused_by_its_field(changed: dict[str, object], field: str) -> None:
    world, host = hosted()
    assert faults_of(talk("a", **changed))[0] == field  # type: ignore[arg-type]
    wrong = c.ImportSessions((talk("b"), talk("a", **changed)))  # type: ignore[arg-type]
    assert refused(world, host, wrong) == "session.invalid"
    assert titles(world) == []


def test_doubled_codes_unknown_rooms_and_more_than_there_is_room_for_are_refused() -> None:
    world, host = hosted()
    assert refused(world, host, c.ImportSessions((talk("a"), talk("a")))) == "session.invalid"
    assert refused(world, host, c.ImportSessions((talk("a", room=RoomId("no")),))) == "room.unknown"
    many = tuple(talk(f"t{n}") for n in range(SESSIONS_MOST))
    world.do(host, c.ImportSessions(many))
    assert refused(world, host, c.ImportSessions((talk("one more"),))) == "programme.full"
    assert refused(world, host, c.ImportSessions(many)) == "done"
    assert refused(world, host, c.RemoveSession(SessionId("no"))) == "session.unknown"


def test_now_is_what_began_last_and_next_what_begins_next() -> None:
    long = talk("long", DAY, ends_at=DAY + 4 * HOUR)
    short = talk("short", DAY + HOUR)
    off = talk("off", DAY + 2 * HOUR, cancelled=True)
    last = talk("last", DAY + 3 * HOUR)
    plan = [long, short, off, last]
    assert now_and_next(plan, DAY - 1) == (None, long)
    assert now_and_next(plan, DAY) == (long, short)
    assert now_and_next(plan, DAY + HOUR) == (short, last)
    assert now_and_next(plan, DAY + HOUR * 3 // 2) == (long, last), "the end is not part of it"
    assert now_and_next(plan, DAY + 4 * HOUR) == (None, None)


# -- by hand ---------------------------------------------------------------------------------------


def by_hand(title: str = "Open stage", **changed: object) -> c.SetSession:
    """A session as a host writes it."""
    return c.SetSession(talk("", DAY, title=title, **changed))


def test_a_session_is_written_changed_and_removed_by_hand() -> None:
    world, host = hosted()
    assert kinds(world.do(host, by_hand())) == ["session.set"]
    made = only(world)
    assert made.code == f"{BY_HAND}{made.id}"
    later = c.SetSession(replace(made, starts_at=DAY + HOUR, ends_at=DAY + 2 * HOUR, code="", cancelled=True))
    world.do(host, later)
    assert only(world) == replace(made, starts_at=DAY + HOUR, ends_at=DAY + 2 * HOUR)
    assert world.do(host, later) == [], "a second time changes nothing"
    world.do(host, c.RemoveSession(made.id))
    assert titles(world) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "session.invalid"), ({"ends_at": DAY}, "session.invalid"),
        ({"speakers": ("x",) * 21}, "session.invalid"), ({"room": RoomId("nowhere")}, "room.unknown"),
        ({"id": SessionId("gone")}, "session.unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_hand_as_from_a_file(changed: dict[str, object], code: str) -> None:
    world, host = hosted()
    assert refused(world, host, c.SetSession(replace(by_hand().session, **changed))) == code  # type: ignore[arg-type]
    assert titles(world) == []


def test_an_import_does_not_miss_what_was_written_by_hand() -> None:
    world, host = hosted()
    world.do(host, by_hand())
    world.do(host, c.ImportSessions((talk("a", DAY),), cancel_missing=True))
    assert [each.cancelled for each in world.hub.state.durable.programme.plan] == [False, False]


def test_an_imported_session_changed_by_hand_stays_the_one_of_its_file() -> None:
    world, host = hosted()
    world.do(host, c.ImportSessions((talk("a", DAY),)))
    world.do(host, c.SetSession(replace(only(world), title="Mended")))
    world.do(host, c.ImportSessions((talk("a", DAY),)))
    assert titles(world) == ["Talk a"], "the file has the last word, and no double comes of it"


def test_a_removed_session_is_put_back_with_everybodys_mark() -> None:
    world, host = hosted()
    ada, bob = world.here("Ada"), world.here("Bob")
    world.do(host, by_hand(abstract="Come all."))
    made = only(world)
    for each in (ada, bob):
        world.do(each, c.MarkSession(made.id))
    world.do(host, c.RemoveSession(made.id))
    world.system(c.Erase(bob))
    assert kinds(world.do(host, c.ReinstateSession(made.id))) == ["session.set", "agenda.marked"]
    assert only(world) == made
    assert world.hub.state.durable.programme.marks(ada) == [made]
    assert world.do(host, c.ReinstateSession(made.id)) == []
    assert refused(world, host, c.ReinstateSession(SessionId("never"))) == "session.unknown"


def test_only_the_newest_removals_can_be_taken_back() -> None:
    world, host = hosted()
    ids: list[SessionId] = []
    for number in range(REMOVED_KEPT + 1):
        world.do(host, by_hand(f"Talk {number}"))
        ids.append(only(world).id)
        world.do(host, c.RemoveSession(ids[-1]))
    assert refused(world, host, c.ReinstateSession(ids[0])) == "session.unknown"
    assert refused(world, host, c.ReinstateSession(ids[1])) == "done"


def test_a_full_programme_takes_nothing_more_by_hand() -> None:
    world, host = hosted()
    world.do(host, by_hand())
    removed = only(world)
    world.do(host, c.RemoveSession(removed.id))
    world.do(host, c.ImportSessions(tuple(talk(f"t{n}", DAY) for n in range(SESSIONS_MOST))))
    assert refused(world, host, by_hand()) == "programme.full"
    assert refused(world, host, c.ReinstateSession(removed.id)) == "programme.full"
    changed = world.hub.state.durable.programme.plan[0]
    assert refused(world, host, c.SetSession(replace(changed, title="Another"))) == "done"
