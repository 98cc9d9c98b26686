"""Polls: what may be asked, one ballot a person, how it is counted, when it ends and what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands as c
from rooms import events as e
from rooms.events import PollKind, PollSpec, Tally
from rooms.ids import PollId, VisitorId
from rooms.model.polls import WORDS_SHOWN, Ballot, count
from rooms.polls import OPEN_MOST, POLLS_MOST
from rooms.project import project
from server.live.view import snapshot
from tests.rooms.talk import Talk
from tests.rooms.world import HALL, LAB, kinds, refused

DAY = 24 * 3600 * 1000


def spec(kind: PollKind = "single", **changed: object) -> PollSpec:
    """A poll about drinks."""
    fields = {
        "options": ("Tea", "Coffee", "Milk"),
        "most": 2,
        "anonymous": False,
        "results": "live",
    } | changed
    return PollSpec("What to drink?", kind, **fields)  # type: ignore[arg-type]


class Asked(Talk):
    """A stage whose host asks."""

    def draft(self, wanted: PollSpec) -> PollId:
        """A draft."""
        self.do(self.host, c.DraftPoll(HALL, wanted))
        return list(self.hub.state.durable.polls.polls)[-1]

    def open(self, wanted: PollSpec, seconds: int | None = None) -> PollId:
        """An open poll."""
        poll = self.draft(wanted)
        self.do(self.host, c.OpenPoll(poll, seconds))
        return poll

    def tally(self, poll: PollId) -> Tally:
        """How it stands."""
        return self.hub.state.durable.polls.tally(poll)

    def shown(self, viewer: VisitorId, poll: PollId) -> dict[str, object] | None:
        """What a fresh first state holds of it."""
        polls = snapshot(self.hub.state, viewer, self.now)["polls"][HALL]
        return next((each for each in polls if each["poll"] == poll), None)

    def phase(self, poll: PollId) -> str:
        """Draft, open or closed."""
        return self.hub.state.durable.polls.polls[poll].state


# -- voting ----------------------------------------------------------------------------------------

BALLOTS: list[tuple[PollKind, tuple[int, ...], tuple[str, ...], str]] = [
    ("single", (1,), (), "done"),
    ("single", (), (), "poll.ballot_invalid"),
    ("single", (0, 1), (), "poll.ballot_invalid"),
    ("single", (3,), (), "poll.ballot_invalid"),
    ("single", (-1,), (), "poll.ballot_invalid"),
    ("single", (1,), ("Tea",), "poll.ballot_invalid"),
    ("multiple", (2, 0), (), "done"),
    ("multiple", (0, 0), (), "poll.ballot_invalid"),
    ("multiple", (0, 1, 2), (), "poll.ballot_invalid"),
    ("multiple", (), (), "poll.ballot_invalid"),
    ("rating", (1,), (), "done"),
    ("rating", (5,), (), "done"),
    ("rating", (0,), (), "poll.ballot_invalid"),
    ("rating", (6,), (), "poll.ballot_invalid"),
    ("ranking", (2, 0, 1), (), "done"),
    ("ranking", (2, 0), (), "poll.ballot_invalid"),
    ("ranking", (2, 0, 0), (), "poll.ballot_invalid"),
    ("words", (), ("Sea",), "done"),
    ("words", (), ("Sea", "sun"), "done"),
    ("words", (), ("Sea", "SEA", "sun"), "done"),
    ("words", (), ("a", "b", "c"), "poll.ballot_invalid"),
    ("words", (), (" \n",), "poll.ballot_invalid"),
    ("words", (), ("x" * 41,), "poll.ballot_invalid"),
    ("words", (), (), "poll.ballot_invalid"),
    ("words", (1,), (), "poll.ballot_invalid"),
]


@pytest.mark.parametrize(("kind", "picks", "words", "code"), BALLOTS)
def test_what_a_ballot_may_hold(
    kind: PollKind, picks: tuple[int, ...], words: tuple[str, ...], code: str
) -> None:
    talk = Asked()
    poll = talk.open(spec(kind))
    assert refused(talk, talk.known("Ada"), c.VotePoll(poll, picks, words)) == code


def test_a_person_has_one_ballot_and_changes_it_while_the_poll_is_open() -> None:
    talk = Asked()
    poll, ada = talk.open(spec()), talk.known("Ada")
    talk.do(ada, c.VotePoll(poll, (0,)))
    assert talk.do(ada, c.VotePoll(poll, (0,))) == [], "the same again changes nothing"
    talk.do(ada, c.VotePoll(poll, (2,)))
    assert talk.tally(poll) == Tally(1, (0, 0, 1), {})
    talk.do(talk.host, c.ClosePoll(poll))
    assert refused(talk, ada, c.VotePoll(poll, (0,))) == "poll.not_now"
    assert talk.tally(poll) == Tally(1, (0, 0, 1), {})


def test_a_ranking_counts_points_a_rating_its_steps() -> None:
    ranked = count(spec("ranking"), [Ballot((2, 0, 1), ()), Ballot((2, 1, 0), ())])
    assert ranked == Tally(2, (3, 3, 6), {})
    assert count(spec("rating"), [Ballot((5,), ()), Ballot((1,), ())]) == Tally(2, (1, 0, 0, 0, 1), {})


def test_words_are_counted_whatever_their_case_and_shown_as_most_people_write_them() -> None:
    words = [("Sea",), ("SEA", "sun"), ("Sea",), ("straße",), ("STRASSE",), ("Straße",)]
    tally = count(spec("words"), [Ballot((), each) for each in words])
    assert tally.words == {"Sea": 3, "STRASSE": 3, "sun": 1}
    assert list(tally.words) == ["Sea", "STRASSE", "sun"]


def test_a_word_cloud_is_no_larger_than_can_be_shown() -> None:
    tally = count(spec("words"), [Ballot((), (f"w{n}",)) for n in range(WORDS_SHOWN + 9)])
    assert len(tally.words) == WORDS_SHOWN
    assert tally.ballots == WORDS_SHOWN + 9


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), max_size=40))
def test_every_person_is_counted_once_whatever_they_change(votes: list[tuple[int, int]]) -> None:
    talk = Asked()
    poll, last = talk.open(spec()), dict[int, int]()
    people = [talk.known(f"V{n}") for n in range(5)]
    for person, pick in votes:
        talk.do(people[person], c.VotePoll(poll, (pick,)))
        last[person] = pick
    counts = tuple(sum(pick == each for pick in last.values()) for each in range(3))
    assert talk.tally(poll) == Tally(len(last), counts, {})


def test_a_closed_stage_takes_no_votes_from_outside() -> None:
    talk = Asked()
    poll = talk.open(spec())
    talk.do(talk.host, c.LockRoom(HALL))
    assert refused(talk, talk.known("Ada"), c.VotePoll(poll, (0,))) == "room.locked"


# -- hosts -----------------------------------------------------------------------------------------

FAULTS: list[dict[str, object]] = [
    {"options": ("Tea",)},
    {"options": ("Tea", " Tea ")},
    {"options": ("Tea", "")},
    {"options": ("Tea", "x" * 121)},
    {"options": tuple(map(str, range(13)))},
    {"kind": "multiple", "most": 4},
    {"kind": "multiple", "most": 0},
    {"kind": "words", "most": 4},
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_poll_that_cannot_be_answered_is_refused(fault: dict[str, object]) -> None:
    talk = Asked()
    assert refused(talk, talk.host, c.DraftPoll(HALL, spec(**fault))) == "poll.invalid"  # type: ignore[arg-type]


@pytest.mark.parametrize("question", ["", " \u202e", "x" * 301])
def test_a_question_can_be_read(question: str) -> None:
    talk = Asked()
    wrong = PollSpec(question, "rating", (), 1, False, "live")
    assert refused(talk, talk.host, c.DraftPoll(HALL, wrong)) == "poll.invalid"


def test_what_a_kind_does_not_use_is_not_kept() -> None:
    talk = Asked()
    kept = talk.hub.state.durable.polls.polls[talk.draft(spec("rating"))].spec
    assert (kept.options, kept.most) == ((), 1)


AFTER = {
    "draft": {c.EditPoll, c.OpenPoll, c.RemovePoll},
    "open": {c.OpenPoll, c.ClosePoll},
    "closed": {c.ClosePoll, c.RemovePoll},
}


@pytest.mark.parametrize("act", [c.EditPoll, c.OpenPoll, c.ClosePoll, c.RemovePoll])
@pytest.mark.parametrize("phase", AFTER)
def test_what_may_become_of_a_poll(phase: str, act: type) -> None:
    talk = Asked()
    poll = talk.draft(spec())
    if phase != "draft":
        talk.do(talk.host, c.OpenPoll(poll))
    if phase == "closed":
        talk.do(talk.host, c.ClosePoll(poll))
    command = c.EditPoll(poll, spec("rating")) if act is c.EditPoll else act(poll)
    assert refused(talk, talk.host, command) == ("done" if act in AFTER[phase] else "poll.not_now")


def test_opening_and_closing_twice_changes_nothing() -> None:
    talk = Asked()
    poll = talk.open(spec())
    assert talk.do(talk.host, c.OpenPoll(poll)) == []
    talk.do(talk.host, c.ClosePoll(poll))
    assert talk.do(talk.host, c.ClosePoll(poll)) == []


def test_a_copy_asks_the_same_with_no_ballots() -> None:
    talk = Asked()
    poll = talk.open(spec())
    talk.do(talk.known("Ada"), c.VotePoll(poll, (0,)))
    talk.do(talk.host, c.CopyPoll(poll))
    new = list(talk.hub.state.durable.polls.polls)[-1]
    assert (talk.phase(new), talk.tally(new).ballots) == ("draft", 0)
    assert talk.hub.state.durable.polls.polls[new].spec == talk.hub.state.durable.polls.polls[poll].spec


def test_so_many_polls_a_stage_and_so_many_open_at_once() -> None:
    talk = Asked()
    for _ in range(OPEN_MOST):
        talk.open(spec())
    late = talk.draft(spec())
    assert refused(talk, talk.host, c.OpenPoll(late)) == "poll.enough"
    for _ in range(POLLS_MOST - OPEN_MOST - 1):
        talk.draft(spec())
    assert refused(talk, talk.host, c.DraftPoll(HALL, spec())) == "poll.enough"


def test_a_room_that_is_no_stage_has_no_polls() -> None:
    talk = Asked()
    assert refused(talk, talk.host, c.DraftPoll(LAB, spec())) == "stage.unknown"


# -- time ------------------------------------------------------------------------------------------


def test_a_poll_ends_at_its_time_even_where_the_server_stood_still_then() -> None:
    talk = Asked()
    poll, ada = talk.open(spec(), seconds=30), talk.known("Ada")
    talk.do(ada, c.VotePoll(poll, (0,)))
    talk.now += 29_999
    assert talk.hub.due(talk.now) == []
    talk.now += 3_600_000
    assert refused(talk, ada, c.VotePoll(poll, (1,))) == "poll.not_now", "before the tick that ends it, too"
    (ending,) = talk.hub.due(talk.now)
    assert kinds(talk.system(ending)) == ["poll.closed"]
    assert talk.hub.due(talk.now) == []
    assert talk.tally(poll) == Tally(1, (1, 0, 0), {})


@pytest.mark.parametrize("seconds", [0, 4, 24 * 3600 + 1])
def test_a_time_to_vote_is_one_in_which_people_can(seconds: int) -> None:
    talk = Asked()
    assert refused(talk, talk.host, c.OpenPoll(talk.draft(spec()), seconds)) == "poll.not_now"


def test_polls_are_forgotten_after_a_while_but_never_an_open_one() -> None:
    talk = Asked()
    talk.draft(spec())
    closed, still = talk.open(spec()), talk.open(spec())
    talk.do(talk.host, c.ClosePoll(closed))
    talk.now += 90 * DAY
    assert talk.system(c.ExpirePolls(talk.now - 91 * DAY)) == []
    talk.system(c.ExpirePolls(talk.now))
    assert list(talk.hub.state.durable.polls.polls) == [still]


# -- who learns what -------------------------------------------------------------------------------


def test_votes_are_told_together_and_twice_a_second_at_most() -> None:
    talk = Asked()
    poll = talk.open(spec())
    for n in range(20):
        talk.do(talk.known(f"V{n}"), c.VotePoll(poll, (n % 3,)))
    (told,) = (each for each in talk.wait(50) if isinstance(each, e.PollsCounted))
    assert told.tallies == {poll: Tally(20, (7, 7, 6), {})}
    assert talk.wait(50) == [], "nothing changed since"


def test_a_result_for_later_is_for_hosts_until_the_end() -> None:
    talk = Asked()
    poll, ada = talk.open(spec(results="after")), talk.known("Ada")
    talk.do(ada, c.VotePoll(poll, (0,)))
    told = [each for each in talk.wait(50) if isinstance(each, e.PollsCounted)]
    seen = {who: [_seen(talk, each, who) for each in told] for who in (ada, talk.host)}
    bare, full = {poll: Tally(1, (), {})}, {poll: Tally(1, (1, 0, 0), {})}
    assert seen == {ada: [bare, None], talk.host: [bare, full]}
    assert talk.shown(ada, poll)["tally"] == bare[poll]  # type: ignore[index]
    talk.do(talk.host, c.ClosePoll(poll))
    assert talk.shown(ada, poll)["tally"] == full[poll]  # type: ignore[index]


def _seen(talk: Asked, event: e.PollsCounted, viewer: VisitorId) -> dict[PollId, Tally] | None:
    shown = project(talk.hub.state, event, talk.hub.actor(viewer), talk.now)
    return shown.tallies if isinstance(shown, e.PollsCounted) else None


def test_a_draft_is_for_hosts() -> None:
    talk = Asked()
    poll, ada = talk.draft(spec()), talk.known("Ada")
    assert talk.shown(ada, poll) is None
    assert talk.shown(talk.host, poll) is not None
    assert refused(talk, ada, c.VotePoll(poll, (0,))) == "poll.unknown"


@pytest.mark.parametrize("anonymous", [True, False])
def test_nobody_but_the_voter_is_ever_told_what_somebody_voted(anonymous: bool) -> None:
    talk = Asked()
    poll, ada, bob = talk.open(spec(anonymous=anonymous)), talk.known("Ada"), talk.known("Bob")
    (vote,) = talk.do(ada, c.VotePoll(poll, (1,)))
    for other in (bob, talk.host):
        assert project(talk.hub.state, vote, talk.hub.actor(other), talk.now) is None
        assert talk.shown(other, poll)["mine"] is None  # type: ignore[index]
    assert talk.shown(ada, poll)["mine"] == Ballot((1,), ())  # type: ignore[index]


def test_an_anonymous_poll_that_is_closed_keeps_its_result_and_no_ballot() -> None:
    talk = Asked()
    poll, ada = talk.open(spec(anonymous=True)), talk.known("Ada")
    talk.do(ada, c.VotePoll(poll, (1,)))
    talk.do(talk.host, c.ClosePoll(poll))
    assert talk.tally(poll) == Tally(1, (0, 1, 0), {})
    assert "ada" not in repr(talk.hub.state.durable.polls)


def test_who_is_erased_has_no_ballot_and_open_polls_are_told_anew() -> None:
    talk = Asked()
    ada = talk.known("Ada")
    still, closed = talk.open(spec()), talk.open(spec())
    for poll in (still, closed):
        talk.do(ada, c.VotePoll(poll, (1,)))
    talk.do(talk.host, c.ClosePoll(closed))
    talk.wait(50)
    talk.system(c.Erase(ada))
    assert "ada" not in repr(talk.hub.state.durable.polls)
    assert (talk.tally(still).ballots, talk.tally(closed).ballots) == (0, 1)
    assert "poll.tally" in kinds(talk.wait(50))
