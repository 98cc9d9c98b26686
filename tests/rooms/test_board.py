"""Boards of cards: who may write where, the order of cards, votes, slips undone, what is frozen or gone."""

from random import Random

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.board import BOARDS_MOST, CARDS_MOST, COLUMNS_MOST, DOTS
from rooms.ids import BoardId, CardId, DocId, VisitorId
from rooms.model.board import BIN_MOST, COLUMNS, Card
from rooms.model.breakouts import LATE_MS
from rooms.notes import may_read, may_write
from rooms.project import project
from rooms.roles import Actor, Role
from tests.rooms.test_breakouts import Workshop
from tests.rooms.world import GARDEN, LAB, OFFICE, World, refused

BOARD = BoardId("room:office")
NOTES, SKETCH = DocId("room:office:notes"), DocId("room:office:sketch")
DAY = 24 * 3600 * 1000


class Office(World):
    """Ada and Ben sit in the office, Eve in the garden; Host is a moderator and stands outside."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.host = self.here("Host", 100, 800, Role.MODERATOR)
        self.ada, self.ben, self.eve = (self.here(name) for name in ("Ada", "Ben", "Eve"))
        for each in (self.ada, self.ben):
            self.into(each, OFFICE)
        self.into(self.eve, GARDEN)

    def card(self, text: str = "a thought", column: str = "ideas", who: VisitorId | None = None) -> CardId:
        """A new card."""
        self.do(who or self.ada, c.AddCard(BOARD, column, text))
        return self.hub.state.durable.boards.cards[BOARD][-1].id

    def texts(self, column: str = "ideas") -> list[str]:
        """What lies in a column, in order."""
        return [each.text for each in self.hub.state.durable.boards.of(BOARD) if each.column == column]

    def find(self, card: CardId) -> Card:
        """A card that is known."""
        found = self.hub.state.durable.boards.find(card)
        assert found is not None
        return found


@pytest.fixture
def office() -> Office:
    return Office()


# -- rights ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("doc", [NOTES, SKETCH])
def test_who_sits_in_a_room_reads_and_writes_there_and_nobody_else_but_hosts(
    office: Office, doc: DocId
) -> None:
    state = office.hub.state
    for who, may in ((office.ada, True), (office.ben, True), (office.eve, False), (office.host, True)):
        actor = office.hub.actor(who)
        assert may_read(state, actor, doc, office.now) is may
        assert may_write(state, actor, doc, office.now) is may
    assert refused(office, office.eve, c.AddCard(BOARD, "ideas", "hello")) == "board.outside"


def test_leaving_the_room_ends_the_right(office: Office) -> None:
    card = office.card()
    office.into(office.ada, GARDEN)
    assert not may_read(office.hub.state, office.hub.actor(office.ada), NOTES, office.now)
    assert refused(office, office.ada, c.EditCard(card, "mine")) == "card.unknown"


@pytest.mark.parametrize(
    "doc", ["room:garden:notes", "room:hall:notes", "room:nowhere:notes", "room:office:diary", "notes", ""]
)
def test_there_are_documents_only_where_people_sit_together(office: Office, doc: str) -> None:
    for who in (office.ada, office.host):
        assert not may_read(office.hub.state, office.hub.actor(who), DocId(doc), office.now)
        assert not may_write(office.hub.state, office.hub.actor(who), DocId(doc), office.now)


def test_a_venue_box_and_who_is_banned_read_nothing(office: Office) -> None:
    box = office.hub.actor(office.box("Box"))
    banned = Actor(office.ada, Role.GUEST, banned=True)
    assert not any(may_read(office.hub.state, each, NOTES, office.now) for each in (box, banned))


def test_what_is_frozen_can_be_read_and_not_changed_until_it_is_opened_again(office: Office) -> None:
    card, ada = office.card(), office.hub.actor(office.ada)
    office.do(office.host, c.FreezeBoard(BOARD, True))
    assert may_read(office.hub.state, ada, NOTES, office.now)
    assert not may_write(office.hub.state, ada, NOTES, office.now)
    for command in (c.AddCard(BOARD, "ideas", "late"), c.EditCard(card, "late"), c.VoteCard(card)):
        assert refused(office, office.ada, command) == "board.frozen"
    assert office.do(office.host, c.FreezeBoard(BOARD, True)) == []
    office.do(office.host, c.FreezeBoard(BOARD, False))
    assert may_write(office.hub.state, ada, NOTES, office.now)


def test_freezing_is_for_hosts(office: Office) -> None:
    assert refused(office, office.ada, c.FreezeBoard(BOARD, True)) == "right.missing"


def test_who_voted_is_told_to_that_person_alone(office: Office) -> None:
    (voted,) = office.do(office.ada, c.VoteCard(office.card()))
    state = office.hub.state
    assert project(state, voted, office.hub.actor(office.ada), office.now) == voted
    shown = project(state, voted, office.hub.actor(office.ben), office.now)
    assert isinstance(shown, e.CardVoted)
    assert shown.visitor is None
    assert project(state, voted, office.hub.actor(office.eve), office.now) is None


# -- cards -----------------------------------------------------------------------------------------


def test_cards_lie_where_they_were_put(office: Office) -> None:
    first, second, third = (office.card(text) for text in ("one", "two", "three"))
    office.do(office.ben, c.MoveCard(third, "ideas", 0))
    assert office.texts() == ["three", "one", "two"]
    office.do(office.ben, c.MoveCard(third, "ideas", 1))
    assert office.texts() == ["one", "three", "two"]
    office.do(office.ada, c.MoveCard(first, "next", 99))
    office.do(office.ada, c.MoveCard(second, "next", 0))
    assert (office.texts(), office.texts("next")) == (["three"], ["two", "one"])
    assert office.do(office.ada, c.MoveCard(second, "next", 0)) == []


@pytest.mark.parametrize("seed", range(5))
def test_any_moves_keep_every_card_once_and_put_it_where_it_was_wanted(office: Office, seed: int) -> None:
    rng, cards = Random(seed), [office.card(str(number)) for number in range(8)]
    for _ in range(80):
        card, column, place = rng.choice(cards), rng.choice([each.id for each in COLUMNS]), rng.randrange(9)
        office.do(office.ada, c.MoveCard(card, column, place))
        there = [each.id for each in office.hub.state.durable.boards.of(BOARD) if each.column == column]
        assert there.index(card) == min(place, len(there) - 1)
        assert sorted(each.id for each in office.hub.state.durable.boards.of(BOARD)) == sorted(cards)


def test_a_slip_is_undone_with_text_place_and_votes(office: Office) -> None:
    card = office.card("keep me")
    office.card("other")
    office.do(office.ben, c.VoteCard(card))
    office.do(office.ada, c.RemoveCard(card))
    assert office.texts() == ["other"]
    assert office.do(office.ada, c.RemoveCard(card)) == []
    assert refused(office, office.ada, c.EditCard(card, "no")) == "card.unknown"
    (restored,) = office.do(office.ben, c.RestoreCard(card))
    assert restored == e.CardRestored(BOARD, card, "ideas", "keep me", office.ada, 1)
    assert office.texts() == ["keep me", "other"]


def test_only_the_newest_slips_are_kept(office: Office) -> None:
    cards = [office.card(str(number)) for number in range(BIN_MOST + 2)]
    for card in cards:
        office.now += 1
        office.do(office.ada, c.RemoveCard(card))
    assert refused(office, office.ada, c.RestoreCard(cards[0])) == "card.unknown"
    assert refused(office, office.ada, c.RestoreCard(cards[-1])) == "done"


@pytest.mark.parametrize(("text", "code"), [(" \n ", "chat.empty"), ("x" * 401, "chat.too_long")])
def test_a_card_has_a_text_that_fits(office: Office, text: str, code: str) -> None:
    assert refused(office, office.ada, c.AddCard(BOARD, "ideas", text)) == code


def test_a_board_is_bounded(office: Office) -> None:
    cards = [office.card(str(number)) for number in range(CARDS_MOST)]
    assert refused(office, office.ada, c.AddCard(BOARD, "ideas", "one more")) == "card.enough"
    office.do(office.ada, c.RemoveCard(cards[0]))
    office.card("in its place")
    assert refused(office, office.ada, c.RestoreCard(cards[0])) == "card.enough"


def test_the_number_of_boards_is_bounded(office: Office) -> None:
    for number in range(1, BOARDS_MOST):
        board, card = BoardId(f"room:{number}"), CardId(f"card {number}")
        office.happen([e.CardAdded(board, card, "ideas", "hello", office.ada)])
    office.card()
    lab = c.AddCard(BoardId("room:lab"), "ideas", "hello")
    assert refused(office, office.host, lab) == "board.enough"


# -- votes -----------------------------------------------------------------------------------------


def test_everybody_has_a_few_votes_and_gets_them_back(office: Office) -> None:
    cards = [office.card(str(number)) for number in range(DOTS + 1)]
    for card in cards[:DOTS]:
        office.do(office.ada, c.VoteCard(card))
    assert office.do(office.ada, c.VoteCard(cards[0])) == []
    assert refused(office, office.ada, c.VoteCard(cards[DOTS])) == "card.no_votes"
    assert refused(office, office.ben, c.VoteCard(cards[DOTS])) == "done"
    office.do(office.ada, c.UnvoteCard(cards[0]))
    assert office.do(office.ada, c.UnvoteCard(cards[0])) == []
    office.do(office.ada, c.VoteCard(cards[DOTS]))
    office.do(office.ben, c.RemoveCard(cards[1]))
    assert refused(office, office.ada, c.VoteCard(cards[0])) == "done"


# -- columns ---------------------------------------------------------------------------------------


def test_a_board_is_arranged_anew_and_loses_no_card(office: Office) -> None:
    office.card("stays", "questions")
    office.card("homeless", "next")
    columns = (e.Column("questions", "Open  questions"), e.Column("ideas", ""))
    office.do(office.ben, c.ArrangeBoard(BOARD, columns))
    assert office.texts("questions") == ["stays", "homeless"]
    assert office.hub.state.durable.boards.lines(BOARD)[0].title == "Open questions"
    assert refused(office, office.ada, c.AddCard(BOARD, "next", "hello")) == "column.unknown"


def test_a_card_whose_column_is_gone_comes_back_into_the_first(office: Office) -> None:
    card = office.card("back", "next")
    office.do(office.ada, c.RemoveCard(card))
    office.do(office.ada, c.ArrangeBoard(BOARD, COLUMNS[:1]))
    office.do(office.ada, c.RestoreCard(card))
    assert office.texts("ideas") == ["back"]


@pytest.mark.parametrize(
    "columns",
    [
        (),
        (e.Column("a", ""),),
        (e.Column("ideas", ""), e.Column("ideas", "Again")),
        (e.Column("ideas", "x" * 61),),
        (e.Column("", "Nameless"),),
        tuple(e.Column(str(number), "more") for number in range(COLUMNS_MOST + 1)),
    ],
)
def test_columns_that_cannot_be_are_refused(office: Office, columns: tuple[e.Column, ...]) -> None:
    assert refused(office, office.ada, c.ArrangeBoard(BOARD, columns)) == "board.columns_invalid"


# -- forgetting ------------------------------------------------------------------------------------


def test_who_is_erased_leaves_the_groups_cards_without_a_name_and_no_vote(office: Office) -> None:
    card = office.card("ours")
    office.do(office.ada, c.VoteCard(card))
    office.system(c.Erase(office.ada))
    boards = office.hub.state.durable.boards
    assert office.texts() == ["ours"]
    assert office.find(card).author is None
    assert boards.votes[card] == ()


def test_what_nobody_has_changed_for_long_is_forgotten(office: Office) -> None:
    office.card("old")
    office.do(office.host, c.FreezeBoard(BOARD, True))
    office.now += 30 * DAY
    office.do(office.host, c.AddCard(BoardId(f"room:{LAB}"), "ideas", "new"))
    office.system(c.ExpireBoards(office.now - 29 * DAY))
    boards = office.hub.state.durable.boards
    assert BOARD not in boards.cards
    assert BOARD not in boards.frozen
    assert list(boards.at) == [f"room:{LAB}"]


# -- groups ----------------------------------------------------------------------------------------


def test_a_groups_notes_are_its_members_and_can_be_read_by_them_when_the_round_is_over() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    board = BoardId(f"group:{world.ids[0]}")
    doc, state = DocId(f"{board}:notes"), world.hub.state
    p0, p1, host = (world.hub.actor(VisitorId(each)) for each in ("p0", "p1", "host"))
    for actor, may in ((p0, True), (p1, False), (host, True)):
        assert may_read(state, actor, doc, world.now) is may
        assert may_write(state, actor, doc, world.now) is may
    (added,) = world.do(p0, c.AddCard(board, "ideas", "ours"))
    assert refused(world, p1, c.AddCard(board, "ideas", "not ours")) == "board.outside"
    assert project(state, added, p0, world.now) == added
    assert project(state, added, p1, world.now) is None
    world.lead(c.CloseRound(world.round.id))
    world.now += DAY
    world.look()
    assert may_read(state, p0, doc, world.now)
    assert not may_write(state, p0, doc, world.now)
    assert refused(world, p0, c.AddCard(board, "ideas", "late")) == "board.frozen"


def test_who_was_moved_or_whose_round_ended_brings_in_for_a_minute_what_was_written_until_then() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    board, state = BoardId(f"group:{world.ids[0]}"), world.hub.state
    doc, member = DocId(f"{board}:notes"), VisitorId("p0")
    world.lead(c.MoveMember(world.round.id, member, world.ids[1]))
    assert may_read(state, world.hub.actor(member), doc, world.now)
    world.do(member, c.AddCard(board, "ideas", "until now"))
    world.now += LATE_MS
    assert refused(world, member, c.AddCard(board, "ideas", "late")) == "board.outside"
    board = BoardId(f"group:{world.ids[1]}")
    world.lead(c.CloseRound(world.round.id))
    state.live.breakouts.late.clear()  # as after a start of the server
    world.do(member, c.AddCard(board, "ideas", "until the end"))
    world.lead(c.FreezeBoard(board, True))
    assert refused(world, member, c.AddCard(board, "ideas", "frozen")) == "board.frozen"
    world.lead(c.FreezeBoard(board, False))
    world.now += LATE_MS
    assert refused(world, member, c.AddCard(board, "ideas", "late")) == "board.frozen"


def test_a_group_that_was_over_before_its_round_has_its_minute_then_and_none_afterwards() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    early, member = BoardId(f"group:{world.ids[0]}"), VisitorId("p0")
    world.lead(c.CloseGroup(world.round.id, world.ids[0], 0))
    world.do(member, c.AddCard(early, "ideas", "until now"))
    world.now += LATE_MS
    world.lead(c.CloseRound(world.round.id))
    assert refused(world, member, c.AddCard(early, "ideas", "much later")) == "board.frozen"


def test_there_is_no_board_of_a_group_that_never_was(office: Office) -> None:
    assert refused(office, office.host, c.AddCard(BoardId("group:none"), "ideas", "hello")) == "board.unknown"
