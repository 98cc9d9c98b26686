"""Reactions: summed, limited for each person, told to those who are there."""

from rooms import commands as c
from rooms import events as e
from rooms.ids import VisitorId
from rooms.project import project
from rooms.reactions import AT_ONCE, EACH_MS
from tests.rooms.talk import Talk
from tests.rooms.world import HALL, LAB, refused


def sums(talk: Talk, ms: int = 1000) -> list[e.ReactionsSummed]:
    """What is told while time passes."""
    return [each for each in talk.wait(ms) if isinstance(each, e.ReactionsSummed)]


def test_reactions_of_many_are_one_event_of_each_stage_and_second() -> None:
    talk = Talk()
    for n in range(30):
        talk.do(talk.known(f"V{n}"), c.React(HALL, "clap" if n % 2 else "heart"))
    assert sums(talk) == [e.ReactionsSummed(HALL, {"heart": 15, "clap": 15})]
    assert sums(talk) == []


def test_sums_come_a_second_apart_however_people_react() -> None:
    talk = Talk()
    told: list[int] = []
    for n in range(60):
        talk.do(talk.known(f"V{n}"), c.React(HALL, "clap"))
        if sums(talk, 50):
            told.append(talk.now)
    assert len(told) == 4
    assert all(later - sooner >= 950 for sooner, later in zip(told, told[1:], strict=False))


def test_a_person_has_so_many_in_a_row_and_then_one_each_half_second() -> None:
    talk = Talk()
    ada, bob = talk.known("Ada"), talk.known("Bob")
    for _ in range(AT_ONCE):
        talk.do(ada, c.React(HALL, "idea"))
    assert refused(talk, ada, c.React(HALL, "idea")) == "reaction.enough"
    assert refused(talk, bob, c.React(HALL, "idea")) == "done"
    talk.now += EACH_MS
    assert refused(talk, ada, c.React(HALL, "idea")) == "done"
    assert refused(talk, ada, c.React(HALL, "idea")) == "reaction.enough"


def test_nothing_is_remembered_of_those_who_reacted() -> None:
    talk = Talk()
    talk.do(talk.known("Ada"), c.React(HALL, "clap"))
    talk.wait(1000)
    talk.do(talk.known("Bob"), c.React(HALL, "clap"))
    talk.wait(1000)
    assert set(talk.hub.state.live.reacted) <= {"bob"}
    assert talk.hub.state.live.reactions == {}


def told(talk: Talk, visitor: VisitorId) -> bool:
    """Whether somebody is told of the reactions at the hall."""
    event = e.ReactionsSummed(HALL, {"clap": 1})
    return project(talk.hub.state, event, talk.hub.actor(visitor), talk.now) is not None


def test_those_in_the_room_in_the_hall_and_watching_are_told_and_nobody_elsewhere() -> None:
    talk = Talk()
    inside, here, watching = talk.remote("Ada"), talk.on_site("Bob"), talk.here("Eve")
    elsewhere, seated = talk.here("Dan"), talk.here("Fay")
    talk.into(elsewhere, LAB)
    talk.do(watching, c.WatchStage(HALL, "tab"))
    talk.do(seated, c.Attend(HALL))
    assert [told(talk, each) for each in (inside, here, watching, seated)] == [True] * 4
    assert not told(talk, elsewhere)
    talk.do(watching, c.LeaveMedia("tab"))
    assert not told(talk, watching)


def test_a_stage_behind_a_lock_keeps_its_reactions() -> None:
    talk = Talk()
    talk.do(talk.host, c.LockRoom(HALL))
    ada = talk.known("Ada")
    assert refused(talk, ada, c.React(HALL, "clap")) == "room.locked"
    assert not told(talk, ada)
    assert refused(talk, ada, c.React(LAB, "clap")) == "stage.unknown"


def test_applause_is_heard_only_where_a_host_wants_it() -> None:
    talk = Talk()
    assert HALL not in talk.hub.state.durable.applause
    assert refused(talk, talk.known("Ada"), c.SetApplause(HALL, True)) == "right.missing"
    talk.do(talk.host, c.SetApplause(HALL, True))
    assert talk.do(talk.host, c.SetApplause(HALL, True)) == []
    assert HALL in talk.hub.state.durable.applause
    talk.do(talk.host, c.SetApplause(HALL, False))
    assert HALL not in talk.hub.state.durable.applause
