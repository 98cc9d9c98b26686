"""Who learns what of a stage's queue: names left out, questions held back, votes."""

from dataclasses import replace

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.events import Event
from rooms.ids import EntryId, VisitorId
from rooms.project import author, project
from rooms.roles import Role
from server.live.view import snapshot
from tests.rooms.world import HALL, World

ADA, BOB, HOST, BOX = (VisitorId(name) for name in ("ada", "bob", "host", "box"))
"""Ada asks, Bob and a device of the venue listen, Host is a moderator."""

VIEWERS = (ADA, BOB, HOST, BOX)


class Stage(World):
    """A stage with the four of them."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("Ada", "Bob"):
            self.known(name)
        self.here("Host", role=Role.MODERATOR)
        self.here("Box", role=Role.VENUE)

    def rule(self, *, moderated: bool = False, anonymous: bool = False) -> None:
        """How the queue is run."""
        self.do(HOST, c.RuleStage(HALL, "arrival", moderated, anonymous))

    def asked(self, anonymous: bool = False) -> e.EntryAdded:
        """Ada asks."""
        (event,) = self.do(ADA, c.AskQuestion(HALL, "Why?", anonymous))
        assert isinstance(event, e.EntryAdded)
        return event

    def done(self, command: c.AdmitEntry) -> Event:
        """Host does something."""
        (event,) = self.do(HOST, command)
        return event

    def seen(self, event: Event) -> dict[VisitorId, Event | None]:
        """The event as each of them may see it now."""
        return {each: project(self.hub.state, event, self.hub.actor(each), self.now) for each in VIEWERS}

    def listed(self, viewer: VisitorId) -> list[tuple[str, str | None]]:
        """State and author of what a fresh first state shows of the queue."""
        entries = snapshot(self.hub.state, viewer, self.now)["queues"][HALL]["entries"]
        return [(each["state"], each["visitor"]) for each in entries]


def test_a_question_is_for_everybody_with_its_author() -> None:
    stage = Stage()
    event = stage.asked()
    assert stage.seen(event) == dict.fromkeys(VIEWERS, event)
    assert all(stage.listed(viewer) == [("waiting", ADA)] for viewer in VIEWERS)


def test_who_asked_without_a_name_is_known_to_nobody_else_not_even_hosts() -> None:
    stage = Stage()
    stage.rule(anonymous=True)
    event = stage.asked(anonymous=True)
    hidden = replace(event, visitor=None)
    assert stage.seen(event) == {ADA: event, BOB: hidden, HOST: hidden, BOX: hidden}
    assert author(event, ADA) == ADA
    assert author(hidden, ADA) is None
    assert [stage.listed(viewer) for viewer in VIEWERS] == [
        [("waiting", ADA)], [("waiting", None)], [("waiting", None)], [("waiting", None)]
    ]  # fmt: skip


def test_taking_back_gives_nobody_away() -> None:
    stage = Stage()
    stage.rule(anonymous=True)
    entry = stage.asked(anonymous=True).entry
    (event,) = stage.do(ADA, c.WithdrawEntry(entry))
    seen = stage.seen(event)
    assert seen[ADA] == event
    assert {repr(seen[each]) for each in (BOB, HOST, BOX)} == {repr(e.EntryWithdrawn(entry, HALL, None))}
    assert author(seen[BOB], ADA) is None  # type: ignore[arg-type]


def test_a_held_question_is_seen_by_its_author_and_hosts_until_it_is_approved() -> None:
    stage = Stage()
    stage.rule(moderated=True)
    event = stage.asked()
    assert stage.seen(event) == {ADA: event, BOB: None, HOST: event, BOX: None}
    assert [stage.listed(viewer) for viewer in (ADA, BOB)] == [[("held", ADA)], []]
    approved = stage.done(c.ApproveEntry(event.entry))  # type: ignore[arg-type]
    fresh = replace(event, held=False)
    assert stage.seen(approved) == {ADA: approved, BOB: fresh, HOST: approved, BOX: fresh}
    assert stage.listed(BOB) == [("waiting", ADA)]


def test_what_was_held_and_dismissed_was_never_there_for_others() -> None:
    stage = Stage()
    stage.rule(moderated=True)
    event = stage.asked()
    dismissed = stage.done(c.DismissEntry(event.entry))  # type: ignore[arg-type]
    assert stage.seen(dismissed) == {ADA: dismissed, BOB: None, HOST: dismissed, BOX: None}
    restored = stage.done(c.RestoreEntry(event.entry))  # type: ignore[arg-type]
    assert stage.seen(restored) == {ADA: restored, BOB: None, HOST: restored, BOX: None}


def test_what_is_dismissed_goes_from_sight_and_comes_back_when_it_is_put_back() -> None:
    stage = Stage()
    event = stage.asked()
    dismissed = stage.done(c.DismissEntry(event.entry))  # type: ignore[arg-type]
    assert stage.seen(dismissed) == dict.fromkeys(VIEWERS, dismissed)
    assert stage.seen(event)[BOB] is None, "a replay does not bring it back"
    assert [stage.listed(viewer) for viewer in (BOB, HOST)] == [[], [("dismissed", ADA)]]
    restored = stage.done(c.RestoreEntry(event.entry))  # type: ignore[arg-type]
    assert stage.seen(restored) == {ADA: restored, BOB: event, HOST: restored, BOX: event}


def test_a_vote_is_the_voters_own_business_and_a_number_to_all_others() -> None:
    stage = Stage()
    entry = stage.asked().entry
    (vote,) = stage.do(BOB, c.VoteEntry(entry))
    assert stage.seen(vote) == {ADA: None, BOB: vote, HOST: None, BOX: None}
    (count,) = (each for each in stage.wait(50) if isinstance(each, e.VotesCounted))
    assert stage.seen(count) == dict.fromkeys(VIEWERS, count)
    shown = {each: snapshot(stage.hub.state, each, stage.now)["queues"][HALL]["entries"] for each in VIEWERS}
    assert {each["votes"] for entries in shown.values() for each in entries} == {1}
    assert [shown[each][0]["voted"] for each in VIEWERS] == [False, True, False, False]


def test_no_votes_are_told_of_what_was_taken_back() -> None:
    stage = Stage()
    gone, kept = stage.asked().entry, stage.asked().entry
    for entry in (gone, kept):
        stage.do(BOB, c.VoteEntry(entry))
    stage.do(ADA, c.WithdrawEntry(gone))
    (count,) = (each for each in stage.wait(50) if isinstance(each, e.VotesCounted))
    assert count.votes == {kept: 1}


def test_a_closed_stage_keeps_its_queue_to_those_inside_and_hosts() -> None:
    stage = Stage()
    event = stage.asked()
    stage.do(HOST, c.LockRoom(HALL))
    assert stage.seen(event) == {ADA: event, BOB: None, HOST: event, BOX: None}
    pinned = stage.done(c.PinEntry(event.entry))  # type: ignore[arg-type]
    assert stage.seen(pinned) == {ADA: None, BOB: None, HOST: pinned, BOX: None}
    queues = {each: snapshot(stage.hub.state, each, stage.now)["queues"] for each in VIEWERS}
    assert [HALL in queues[each] for each in VIEWERS] == [False, False, True, False]


def test_the_shapes_that_many_see_are_one_object_and_encoded_once() -> None:
    stage = Stage()
    stage.rule(anonymous=True)
    event = stage.asked(anonymous=True)
    seen = stage.seen(event)
    assert seen[BOB] is seen[HOST] is seen[BOX]


@pytest.mark.parametrize("text", ["Why?", "row 7"])
def test_what_is_gone_is_replayed_to_nobody(text: str) -> None:
    stage = Stage()
    event = e.EntryAdded(EntryId("gone"), HALL, ADA, "question", text, text, False, False, False, 5)
    assert set(stage.seen(event).values()) == {None}
