"""The one queue of a stage: who is called when, what hosts make of what was asked, and who is heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands as c
from rooms.ids import EntryId, VisitorId
from rooms.model.queue import CLOSED_KEPT, Entry, QueueState, StageQueue
from rooms.roles import Role
from tests.rooms.talk import Talk
from tests.rooms.world import HALL, LAB, kinds, refused

DAY = 24 * 3600 * 1000


# -- order -----------------------------------------------------------------------------------------


def test_people_are_called_in_the_order_in_which_they_came() -> None:
    talk = Talk()
    people = [talk.remote("Ada"), talk.on_site("Bob"), talk.remote("Eve"), talk.on_site("Dan")]
    for visitor in people:
        talk.hand(visitor)
    assert talk.line() == people


def test_hall_and_remote_are_called_in_turn_each_in_the_order_of_coming() -> None:
    talk = Talk()
    talk.rule("alternate")
    ada, eve, fay = (talk.remote(name) for name in ("Ada", "Eve", "Fay"))
    bob, dan = talk.on_site("Bob"), talk.on_site("Dan")
    for visitor in (ada, eve, fay, bob, dan):
        talk.hand(visitor)
    assert talk.line() == [bob, ada, dan, eve, fay]


def test_the_turn_goes_on_from_who_had_the_floor_last() -> None:
    talk = Talk()
    talk.rule("alternate")
    bob, dan, ada = talk.on_site("Bob"), talk.on_site("Dan"), talk.remote("Ada")
    hand = talk.hand(bob)
    talk.hand(dan)
    talk.hand(ada)
    talk.do(talk.host, c.AdmitEntry(hand))
    assert talk.line() == [ada, dan], "the hall has just had the floor"


Sides = st.lists(st.booleans(), max_size=30)


def queue_of(sides: list[bool], last: bool | None = None) -> QueueState:
    """A queue of waiting hands, in the hall where true."""
    entries = {
        EntryId(str(n)): Entry(
            EntryId(str(n)), HALL, VisitorId(str(n)), "hand", "", "", False, hall, n, "waiting", True
        )
        for n, hall in enumerate(sides)
    }
    return QueueState({HALL: StageQueue("alternate", hall_last=last)}, entries)


@given(Sides, st.sampled_from([None, True, False]))
def test_alternation_calls_everybody_once_and_each_side_in_order(
    sides: list[bool], last: bool | None
) -> None:
    line = queue_of(sides, last).line(HALL)
    assert sorted(int(each.id) for each in line) == list(range(len(sides)))
    for side in (True, False):
        came = [each.at for each in line if each.hall is side]
        assert came == sorted(came)


@given(Sides)
def test_no_side_is_called_twice_running_while_the_other_waits(sides: list[bool]) -> None:
    queue = queue_of(sides)
    called: list[bool] = []
    while line := queue.line(HALL):
        waiting = {each.hall for each in line}
        if called and waiting == {True, False}:
            assert line[0].hall is not called[-1]
        called.append(line[0].hall)
        queue.change(line[0].id, "admitted", 0)
        queue.change(line[0].id, "answered", 0)
    assert len(called) == len(sides)


@given(Sides)
def test_nobody_is_passed_by_more_people_than_came_before_on_the_own_side_and_one_each(
    sides: list[bool],
) -> None:
    for place, entry in enumerate(queue_of(sides).line(HALL)):
        before = sum(side is entry.hall for side in sides[: entry.at])
        assert place <= 2 * before + 1


@given(st.lists(st.sampled_from(["admit", "done", "dismiss", "restore", "pin"]), max_size=40))
def test_whatever_hosts_do_the_rest_of_the_line_keeps_its_order(acts: list[str]) -> None:
    talk = Talk()
    entries = [talk.question(talk.remote(f"V{n}")) for n in range(5)]
    make = {
        "admit": c.AdmitEntry, "done": c.FinishEntry, "dismiss": c.DismissEntry,
        "restore": c.RestoreEntry, "pin": c.PinEntry,
    }  # fmt: skip
    for n, act in enumerate(acts):
        refused(talk, talk.host, make[act](entries[n * 7 % 5]))
        line = [each.at for each in talk.queue.line(HALL)]
        assert line == sorted(line)
        open = [each for each in talk.queue.entries.values() if each.open]
        assert {each.state for each in open} <= {"waiting", "admitted"}


# -- hosts -----------------------------------------------------------------------------------------


def test_an_admitted_person_is_heard_and_seen_until_done() -> None:
    talk = Talk()
    ada, bob = talk.remote("Ada"), talk.remote("Bob")
    entry = talk.hand(ada)
    talk.hand(bob)
    assert talk.heard() == set()
    talk.do(talk.host, c.AdmitEntry(entry))
    assert talk.heard() == {ada}
    talk.do(talk.host, c.FinishEntry(entry))
    assert talk.heard() == set()
    assert talk.line() == [bob]


@pytest.mark.parametrize("act", [c.RestoreEntry, c.DismissEntry, c.FinishEntry, c.WithdrawEntry])
def test_the_floor_is_taken_back_on_every_way_out(act: type) -> None:
    talk = Talk()
    ada = talk.remote("Ada")
    entry = talk.question(ada)
    talk.do(talk.host, c.AdmitEntry(entry))
    assert talk.heard() == {ada}
    talk.do(ada if act is c.WithdrawEntry else talk.host, act(entry))
    assert talk.heard() == set()


def test_who_is_admitted_is_heard_only_from_the_stage_room() -> None:
    talk = Talk()
    ada = talk.remote("Ada")
    talk.do(talk.host, c.AdmitEntry(talk.hand(ada)))
    talk.into(ada, LAB)
    assert talk.heard() == set()
    talk.into(ada, HALL)
    assert talk.heard() == {ada}


def test_who_sits_in_the_hall_is_admitted_without_sound_from_the_laptop() -> None:
    talk = Talk()
    ada = talk.remote("Ada")
    talk.do(ada, c.Attend(HALL))
    talk.do(talk.host, c.AdmitEntry(talk.hand(ada)))
    assert talk.heard() == set()


def test_who_asked_without_a_name_is_not_given_away_by_the_floor() -> None:
    talk = Talk()
    talk.rule(anonymous=True)
    ada = talk.remote("Ada")
    talk.do(talk.host, c.AdmitEntry(talk.question(ada, anonymous=True)))
    assert talk.heard() == set()


def test_the_floor_outlasts_a_broken_line_of_who_has_it() -> None:
    talk = Talk()
    ada = talk.remote("Ada")
    talk.do(talk.host, c.AdmitEntry(talk.hand(ada)))
    talk.system(c.Drop(ada))
    assert talk.heard() == set()
    talk.do(ada, c.Arrive())
    talk.do(ada, c.SetMedia(True, True))
    assert talk.heard() == {ada}


CHANGES = {c.AdmitEntry: "admitted", c.FinishEntry: "answered", c.DismissEntry: "dismissed"}
AFTER = {
    "waiting": {c.AdmitEntry, c.FinishEntry, c.DismissEntry},
    "admitted": {c.FinishEntry, c.DismissEntry, c.RestoreEntry},
    "answered": {c.RestoreEntry},
    "dismissed": {c.RestoreEntry},
}


@pytest.mark.parametrize("act", [*CHANGES, c.RestoreEntry])
@pytest.mark.parametrize("state", AFTER)
def test_what_may_become_of_an_entry(state: str, act: type) -> None:
    talk = Talk()
    entry = talk.question(talk.known("Ada"))
    for step, reached in CHANGES.items():
        if reached == state:
            talk.do(talk.host, step(entry))
    target = CHANGES.get(act, "waiting")
    if target == state:
        assert talk.do(talk.host, act(entry)) == [], "a repeated command changes nothing"
    elif act in AFTER[state]:
        assert kinds(talk.do(talk.host, act(entry))) == ["stage.entry_changed"]
        assert talk.state(entry) == target
    else:
        assert refused(talk, talk.host, act(entry)) == "entry.not_now"


def test_what_is_put_back_waits_at_its_old_place() -> None:
    talk = Talk()
    ada, bob = talk.known("Ada"), talk.known("Bob")
    entry = talk.question(ada)
    talk.question(bob)
    talk.do(talk.host, c.FinishEntry(entry))
    talk.do(talk.host, c.RestoreEntry(entry))
    assert talk.line() == [ada, bob]


def test_a_hand_is_not_put_back_beside_another_of_the_same_person() -> None:
    talk = Talk()
    ada = talk.remote("Ada")
    old = talk.hand(ada)
    talk.do(talk.host, c.FinishEntry(old))
    talk.hand(ada)
    assert refused(talk, talk.host, c.RestoreEntry(old)) == "entry.not_now"


def test_one_question_is_pinned_at_a_time() -> None:
    talk = Talk()
    one, two = talk.question(talk.known("Ada")), talk.question(talk.known("Bob"))
    talk.do(talk.host, c.PinEntry(one))
    assert talk.do(talk.host, c.PinEntry(one)) == []
    talk.do(talk.host, c.PinEntry(two))
    assert talk.queue.rule(HALL).pinned == two
    assert talk.do(talk.host, c.UnpinEntry(one)) == []
    talk.do(talk.host, c.UnpinEntry(two))
    assert talk.queue.rule(HALL).pinned is None


@pytest.mark.parametrize("way", ["dismissed", "withdrawn"])
def test_a_pinned_question_that_goes_is_shown_no_more(way: str) -> None:
    talk = Talk()
    ada = talk.known("Ada")
    entry = talk.question(ada)
    talk.do(talk.host, c.PinEntry(entry))
    if way == "dismissed":
        talk.do(talk.host, c.DismissEntry(entry))
    else:
        talk.do(ada, c.WithdrawEntry(entry))
    assert talk.queue.rule(HALL).pinned is None


def test_neither_a_hand_nor_what_is_not_shown_is_pinned() -> None:
    talk = Talk()
    hand = talk.hand(talk.on_site("Bob"))
    talk.rule(moderated=True)
    held = talk.question(talk.known("Ada"))
    assert refused(talk, talk.host, c.PinEntry(hand)) == "entry.not_now"
    assert refused(talk, talk.host, c.PinEntry(held)) == "entry.not_now"


@pytest.mark.parametrize(
    "act",
    [c.AdmitEntry, c.FinishEntry, c.DismissEntry, c.RestoreEntry, c.ApproveEntry, c.PinEntry, c.UnpinEntry],
)
def test_only_hosts_run_the_queue(act: type) -> None:
    talk = Talk()
    ada = talk.known("Ada")
    entry = talk.question(ada)
    assert refused(talk, ada, act(entry)) == "right.missing"
    assert refused(talk, talk.here("Max", role=Role.SPEAKER), act(entry)) == "right.missing"


def test_the_same_rules_again_change_nothing() -> None:
    talk = Talk()
    talk.rule("alternate", True, True)
    assert talk.do(talk.host, c.RuleStage(HALL, "alternate", True, True)) == []


# -- closing and forgetting ------------------------------------------------------------------------


def test_a_closed_stage_takes_no_questions_from_outside_and_gives_back_what_is_ones_own() -> None:
    talk = Talk()
    ada = talk.known("Ada")
    entry = talk.question(ada)
    talk.do(talk.host, c.LockRoom(HALL))
    assert refused(talk, ada, c.AskQuestion(HALL, "Why?")) == "room.locked"
    assert refused(talk, talk.known("Bob"), c.VoteEntry(entry)) == "room.locked"
    assert refused(talk, ada, c.WithdrawEntry(entry)) == "done"


def test_nothing_is_left_of_a_person_who_is_erased() -> None:
    talk = Talk()
    ada, bob = talk.remote("Ada"), talk.known("Bob")
    entry = talk.question(bob)
    talk.do(ada, c.VoteEntry(entry))
    talk.hand(ada)
    talk.do(talk.host, c.FinishEntry(talk.question(ada)))
    talk.wait(50)
    assert kinds(talk.system(c.Erase(ada))).count("stage.entry_withdrawn") == 2
    assert list(talk.queue.entries) == [entry]
    assert "ada" not in repr(talk.queue)
    assert "stage.votes" in kinds(talk.wait(50)), "the number of votes is told anew"


def test_a_banned_person_has_nothing_in_the_line() -> None:
    talk = Talk()
    ada = talk.remote("Ada")
    closed = talk.question(ada)
    talk.do(talk.host, c.FinishEntry(closed))
    talk.hand(ada)
    talk.do(talk.host, c.Ban(ada))
    assert list(talk.queue.entries) == [closed]


def test_what_is_closed_is_remembered_only_for_so_many() -> None:
    queue = queue_of([False] * (CLOSED_KEPT + 2))
    for n, entry in enumerate(list(queue.entries)):
        queue.change(entry, "answered", n)
    assert len(queue.entries) == CLOSED_KEPT
    assert EntryId("0") not in queue.entries


def test_questions_are_forgotten_thirty_days_after_they_were_closed() -> None:
    talk = Talk()
    entry = talk.question(talk.known("Ada"))
    talk.now += 40 * DAY
    late = talk.question(talk.known("Bob"))
    talk.do(talk.host, c.FinishEntry(entry))
    assert talk.system(c.ExpireQueue(talk.now - 30 * DAY)) == []
    talk.now += 31 * DAY
    assert kinds(talk.system(c.ExpireQueue(talk.now - 30 * DAY))) == ["stage.queue_expired"]
    assert talk.queue.entries == {}, f"{late} was never taken"
