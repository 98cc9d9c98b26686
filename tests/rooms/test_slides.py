"""Slides: who brings, turns and takes them away, who may open them, and what is left of them."""

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.ids import DeckId, FileId, RoomId, VisitorId
from rooms.project import project
from rooms.roles import Role
from rooms.slides import DECKS_MOST, PAGES_MOST, may_open, shown
from tests.rooms.world import BIRTH, HALL, LAB, World, kinds, refused

HOST, SUE, ADA, BOB = (VisitorId(name) for name in ("host", "sue", "ada", "bob"))
PDF, PICTURES = DeckId("pdf"), DeckId("pictures")
DAY = 86_400_000


@pytest.fixture
def world() -> World:
    """A host, a speaker with a PDF of nine pages and three pictures, and two guests."""
    world = World()
    world.here("Host", role=Role.MODERATOR)
    world.here("Sue", role=Role.SPEAKER)
    for name in ("Ada", "Bob"):
        world.here(name)
    world.do(SUE, deck(PDF, pages=9))
    world.do(SUE, deck(PICTURES, "pictures", pages=3))
    return world


def deck(id: DeckId, form: e.DeckForm = "pdf", pages: int = 9, stage: RoomId = HALL) -> c.AddDeck:
    """Slides as they arrive; each picture is a file of its own."""
    files = tuple(FileId(f"{id}-{n}") for n in range(1, pages + 1 if form == "pictures" else 2))
    return c.AddDeck(id, stage, f"Talk {id}", form, files, pages, BIRTH + DAY)


def pages(world: World) -> e.SlideTurned | None:
    """What whoever comes now is shown."""
    return shown(world.hub.state, HALL)


def seen(world: World, event: e.Event, viewer: VisitorId) -> e.Event | None:
    """An event as somebody learns of it."""
    return project(world.hub.state, event, world.hub.actor(viewer), world.now)


def opens(world: World, file: str, *people: VisitorId) -> list[bool]:
    """Who of these may read a file."""
    state = world.hub.state
    return [may_open(state, world.hub.actor(each), FileId(file), world.now) for each in people]


def test_speakers_and_hosts_bring_and_turn_slides_and_guests_do_not(world: World) -> None:
    for command in (deck(DeckId("mine")), c.TurnSlide(HALL, PDF, 1), c.RemoveDeck(PDF)):
        assert refused(world, ADA, command) == "right.missing"
    assert kinds(world.do(HOST, deck(DeckId("hosts")))) == ["deck.added"]
    assert kinds(world.do(HOST, c.TurnSlide(HALL, PDF, 1))) == ["slide.turned"]
    assert refused(world, SUE, deck(DeckId("lab"), stage=LAB)) == "stage.unknown"


def test_who_has_the_floor_turns_slides_until_it_is_taken_back(world: World) -> None:
    world.into(ADA, HALL)
    world.do(ADA, c.RaiseHand(HALL))
    turning = c.TurnSlide(HALL, PDF, 2)
    assert refused(world, ADA, turning) == "right.missing"
    entry = next(iter(world.hub.state.durable.queue.entries))
    world.do(HOST, c.AdmitEntry(entry))
    assert refused(world, ADA, turning) == "done"
    assert refused(world, BOB, c.TurnSlide(HALL, PDF, 3)) == "right.missing"
    world.do(HOST, c.FinishEntry(entry))
    assert refused(world, ADA, c.TurnSlide(HALL, PDF, 3)) == "right.missing"


def test_twenty_turns_in_a_row_leave_the_twentieth(world: World) -> None:
    world.do(SUE, deck(DeckId("long"), pages=40))
    turns = [world.do(SUE, c.TurnSlide(HALL, DeckId("long"), page)) for page in range(1, 21)]
    assert [each[0].page for each in turns if isinstance(each[0], e.SlideTurned)] == list(range(1, 21))
    assert world.do(SUE, c.TurnSlide(HALL, DeckId("long"), 20)) == [], "a second time changes nothing"
    now = pages(world)
    assert now is not None
    assert (now.deck, now.page) == ("long", 20)


@pytest.mark.parametrize("page", [-1, 0, 10])
def test_a_page_that_is_not_there_is_refused(world: World, page: int) -> None:
    assert refused(world, SUE, c.TurnSlide(HALL, PDF, page)) == "deck.page_unknown"
    assert refused(world, SUE, c.TurnSlide(HALL, DeckId("none"), 1)) == "deck.unknown"


def test_who_watches_is_told_the_file_of_the_page_and_the_journal_is_not(world: World) -> None:
    turned = world.do(SUE, c.TurnSlide(HALL, PICTURES, 2))[0]
    assert turned == e.SlideTurned(HALL, PICTURES, 2)
    slide = e.Slide("Talk pictures", "pictures", 3, FileId("pictures-2"))
    assert seen(world, turned, BOB) == e.SlideTurned(HALL, PICTURES, 2, slide) == pages(world)
    ended = world.do(SUE, c.TurnSlide(HALL, None))[0]
    assert seen(world, ended, BOB) == e.SlideTurned(HALL, None, 0)
    assert (pages(world), world.do(SUE, c.TurnSlide(HALL, None))) == (None, [])


def test_slides_are_for_those_who_present_until_they_are_shown_and_for_all_from_then_on(world: World) -> None:
    assert opens(world, "pdf-1", HOST, SUE, BOB) == [True, True, False]
    world.do(SUE, c.TurnSlide(HALL, PDF, 1))
    world.do(SUE, c.TurnSlide(HALL, None))
    assert opens(world, "pdf-1", HOST, SUE, BOB) == [True, True, True]
    assert opens(world, "pictures-1", SUE, BOB) == [True, False]
    assert opens(world, "other", HOST, SUE, BOB) == [False, False, False]
    world.do(HOST, c.LockRoom(HALL))
    assert opens(world, "pdf-1", HOST, BOB) == [True, False]


def test_one_removes_what_one_brought_and_a_host_anything(world: World) -> None:
    world.do(HOST, deck(DeckId("hosts")))
    assert refused(world, SUE, c.RemoveDeck(DeckId("hosts"))) == "deck.not_yours"
    world.do(SUE, c.TurnSlide(HALL, PDF, 3))
    assert kinds(world.do(SUE, c.RemoveDeck(PDF))) == ["slide.turned", "deck.removed"]
    assert pages(world) is None
    assert kinds(world.do(HOST, c.RemoveDeck(PICTURES))) == ["deck.removed"]
    assert refused(world, HOST, c.RemoveDeck(PDF)) == "deck.unknown"
    assert opens(world, "pdf-1", HOST, SUE) == [False, False]


def test_slides_end_with_their_time_and_with_the_person_who_brought_them(world: World) -> None:
    world.do(SUE, c.TurnSlide(HALL, PICTURES, 1))
    world.system(c.ExpireDecks(BIRTH + DAY - 1))
    assert len(world.hub.state.durable.slides.decks) == 2
    assert kinds(world.system(c.Erase(SUE)))[:3] == ["slide.turned", "deck.removed", "deck.removed"]
    world.do(HOST, deck(PDF))
    world.system(c.ExpireDecks(BIRTH + DAY))
    assert (world.hub.state.durable.slides.decks, world.hub.state.durable.slides.opened) == ({}, {})


def test_a_stage_has_so_many_decks_and_a_deck_so_many_pages(world: World) -> None:
    for n in range(DECKS_MOST - 2):
        world.do(SUE, deck(DeckId(f"d{n}")))
    assert refused(world, SUE, deck(DeckId("more"))) == "deck.enough"
    world.do(SUE, c.RemoveDeck(PDF))
    for count in (0, PAGES_MOST + 1):
        assert refused(world, SUE, deck(DeckId("more"), pages=count)) == "deck.pages"
    assert refused(world, SUE, deck(DeckId("more"), pages=PAGES_MOST)) == "done"
    assert world.do(SUE, deck(DeckId("more"))) == [], "a repeat changes nothing"
