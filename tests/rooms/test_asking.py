"""What people ask at a stage: hands, questions, votes, and how much of it."""

import pytest

from rooms import commands as c
from rooms.asking import OPEN_MOST, OWN_MOST, SEAT_MOST
from tests.rooms.talk import Talk
from tests.rooms.world import HALL, LAB, kinds, refused

# -- hands -----------------------------------------------------------------------------------------


def test_a_remote_hand_goes_up_only_in_the_stage_room_and_one_in_the_hall_anywhere() -> None:
    talk = Talk()
    ada, bob = talk.here("Ada"), talk.on_site("Bob")
    assert refused(talk, ada, c.RaiseHand(HALL)) == "stage.not_inside"
    assert refused(talk, talk.known("Eve"), c.RaiseHand(HALL)) == "stage.not_inside"
    assert refused(talk, bob, c.RaiseHand(HALL)) == "done"
    talk.into(ada, HALL)
    assert refused(talk, ada, c.RaiseHand(HALL)) == "done"
    assert refused(talk, ada, c.RaiseHand(LAB)) == "stage.unknown"


def test_a_hand_that_is_up_stays_where_it_is() -> None:
    talk = Talk()
    ada, bob = talk.remote("Ada"), talk.remote("Bob")
    talk.hand(ada)
    talk.hand(bob)
    assert talk.do(ada, c.RaiseHand(HALL)) == []
    assert talk.line() == [ada, bob]


def test_a_lowered_hand_leaves_nothing_and_gives_the_floor_back() -> None:
    talk = Talk()
    ada = talk.remote("Ada")
    talk.do(talk.host, c.AdmitEntry(talk.hand(ada)))
    assert kinds(talk.do(ada, c.LowerHand(HALL))) == ["stage.entry_withdrawn"]
    assert (talk.queue.entries, talk.heard()) == ({}, set())
    assert talk.do(ada, c.LowerHand(HALL)) == []
    assert refused(talk, ada, c.LowerHand(LAB)) == "stage.unknown"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  row\t7 \n", "row 7"),
        ("\u202erow 7\x00", "row 7"),
        ("la\u0308ngs", "l\u00e4ngs"),
        ("x" * 99, "x" * SEAT_MOST),
    ],
)
def test_a_seat_is_one_short_line(said: str, kept: str) -> None:
    talk = Talk()
    entry = talk.hand(talk.on_site("Bob"), said)
    assert talk.queue.entries[entry].seat == kept


# -- questions -------------------------------------------------------------------------------------


def test_whoever_only_watches_may_ask_and_vote() -> None:
    talk = Talk()
    ada, bob = talk.known("Ada"), talk.known("Bob")
    entry = talk.question(ada)
    talk.do(bob, c.VoteEntry(entry))
    assert talk.queue.count(entry) == 1


@pytest.mark.parametrize(("body", "code"), [("x" * 501, "chat.too_long"), (" \n ", "chat.empty")])
def test_a_question_says_something_and_not_too_much(body: str, code: str) -> None:
    talk = Talk()
    assert refused(talk, talk.known("Ada"), c.AskQuestion(HALL, body)) == code


def test_one_person_does_not_fill_the_list_alone() -> None:
    talk = Talk()
    ada = talk.known("Ada")
    entries = [talk.question(ada, f"{n}?") for n in range(OWN_MOST)]
    assert refused(talk, ada, c.AskQuestion(HALL, "more?")) == "stage.enough"
    talk.do(talk.host, c.FinishEntry(entries[0]))
    assert refused(talk, ada, c.AskQuestion(HALL, "more?")) == "done"


def test_the_list_has_an_end() -> None:
    talk = Talk()
    for n in range(OPEN_MOST):
        talk.question(talk.known(f"V{n}"))
    assert refused(talk, talk.known("Ada"), c.AskQuestion(HALL, "more?")) == "stage.full"
    assert refused(talk, talk.on_site("Bob"), c.RaiseHand(HALL)) == "stage.full"


def test_a_name_is_left_out_only_where_the_host_allows_it() -> None:
    talk = Talk()
    ada = talk.known("Ada")
    assert refused(talk, ada, c.AskQuestion(HALL, "Why?", anonymous=True)) == "stage.name_needed"
    talk.rule(anonymous=True)
    assert refused(talk, ada, c.AskQuestion(HALL, "Why?", anonymous=True)) == "done"


def test_a_held_question_waits_for_approval_and_keeps_its_place() -> None:
    talk = Talk()
    ada, bob = talk.known("Ada"), talk.known("Bob")
    talk.rule(moderated=True)
    held = talk.question(ada)
    talk.rule(moderated=False)
    talk.question(bob)
    assert talk.line() == [bob]
    assert refused(talk, talk.host, c.AdmitEntry(held)) == "entry.not_now"
    talk.do(talk.host, c.ApproveEntry(held))
    assert talk.line() == [ada, bob]
    assert talk.do(talk.host, c.ApproveEntry(held)) == []


def test_what_was_held_and_dismissed_is_held_again_when_put_back() -> None:
    talk = Talk()
    talk.rule(moderated=True)
    held = talk.question(talk.known("Ada"))
    talk.do(talk.host, c.DismissEntry(held))
    assert refused(talk, talk.host, c.ApproveEntry(held)) == "entry.not_now"
    talk.do(talk.host, c.RestoreEntry(held))
    assert talk.state(held) == "held"


def test_a_held_question_is_nobody_elses_to_vote_for() -> None:
    talk = Talk()
    talk.rule(moderated=True)
    held = talk.question(talk.known("Ada"))
    assert refused(talk, talk.known("Bob"), c.VoteEntry(held)) == "entry.unknown"
    assert refused(talk, talk.host, c.VoteEntry(held)) == "entry.not_now"


def test_one_takes_back_what_is_ones_own_and_nothing_else() -> None:
    talk = Talk()
    ada, bob = talk.known("Ada"), talk.known("Bob")
    entry = talk.question(ada)
    assert refused(talk, bob, c.WithdrawEntry(entry)) == "entry.not_yours"
    talk.do(ada, c.WithdrawEntry(entry))
    assert talk.queue.entries == {}
    assert refused(talk, ada, c.WithdrawEntry(entry)) == "entry.unknown"


# -- votes -----------------------------------------------------------------------------------------


def test_a_person_has_one_vote_and_may_take_it_back() -> None:
    talk = Talk()
    ada, bob = talk.known("Ada"), talk.known("Bob")
    entry = talk.question(ada)
    assert kinds(talk.do(bob, c.VoteEntry(entry))) == ["stage.voted"]
    assert talk.do(bob, c.VoteEntry(entry)) == []
    assert talk.queue.count(entry) == 1
    talk.do(bob, c.UnvoteEntry(entry))
    assert talk.do(bob, c.UnvoteEntry(entry)) == []
    assert talk.queue.count(entry) == 0


def test_neither_the_own_question_nor_a_hand_nor_what_is_closed_takes_votes() -> None:
    talk = Talk()
    ada, bob = talk.remote("Ada"), talk.known("Bob")
    entry, hand = talk.question(ada), talk.hand(ada)
    assert refused(talk, ada, c.VoteEntry(entry)) == "entry.yours"
    assert refused(talk, bob, c.VoteEntry(hand)) == "entry.not_now"
    talk.do(talk.host, c.FinishEntry(entry))
    assert refused(talk, bob, c.VoteEntry(entry)) == "entry.not_now"


def test_votes_of_many_are_told_together_once() -> None:
    talk = Talk()
    one, two = talk.question(talk.known("Ada")), talk.question(talk.known("Bob"))
    for n in range(20):
        talk.do(talk.known(f"V{n}"), c.VoteEntry(one if n % 4 else two))
    told = [each for each in talk.wait(50) if each.TYPE == "stage.votes"]
    assert [(each.stage, each.votes) for each in told] == [(HALL, {one: 15, two: 5})]  # type: ignore[attr-defined]
    assert "stage.votes" not in kinds(talk.wait(50))
