"""Captions: who writes them, what becomes of a line, and how many there may be."""

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.captions import BODY_MOST, MINUTE_MOST, WRITERS_MOST
from rooms.ids import CaptionId, VisitorId
from rooms.model.captions import KEPT, SHOWN, engine_of
from rooms.roles import Actor, Role
from tests.rooms.world import HALL, LAB, World, kinds, refused


@pytest.fixture
def world() -> World:
    """A host, and two guests."""
    world = World()
    world.here("Host", role=Role.MODERATOR)
    for name in ("Ada", "Bob"):
        world.here(name)
    return world


HOST, ADA, BOB = (VisitorId(name) for name in ("host", "ada", "bob"))


def said(world: World, body: str = "Hello", language: str = "en", who: VisitorId = HOST) -> CaptionId:
    """A final line; its id."""
    event = world.do(who, c.SayCaption(HALL, language, body))[0]
    assert isinstance(event, e.CaptionSaid)
    return event.caption


def shown(world: World) -> list[str]:
    """The texts that whoever comes now is given."""
    return [each.body for each in world.hub.state.live.captions.lines.get(HALL, [])]


def test_a_named_captioner_writes_at_that_stage_alone_and_only_as_long_as_named(world: World) -> None:
    line = c.SayCaption(HALL, "de", "Guten Tag")
    assert refused(world, ADA, line) == "right.missing"
    world.do(HOST, c.SetCaptioner(HALL, ADA, "de"))
    assert refused(world, ADA, line) == "done"
    assert refused(world, ADA, c.SetCaptioner(HALL, BOB, "de")) == "right.missing", "and nothing more"
    assert refused(world, BOB, line) == "right.missing"
    assert refused(world, ADA, c.SayCaption(LAB, "de", "Guten Tag")) == "stage.unknown"
    world.do(HOST, c.SetCaptioner(HALL, ADA, None))
    assert refused(world, ADA, line) == "right.missing"


def test_nobody_names_captioners_but_hosts_and_a_second_time_changes_nothing(world: World) -> None:
    naming = c.SetCaptioner(HALL, ADA, "de")
    assert refused(world, ADA, naming) == "right.missing"
    assert kinds(world.do(HOST, naming)) == ["caption.captioner_set"]
    assert world.do(HOST, naming) == []
    assert refused(world, HOST, c.SetCaptioner(HALL, VisitorId("nobody"), "de")) == "visitor.unknown"


def test_a_stage_has_so_many_captioners_and_no_more(world: World) -> None:
    for n in range(WRITERS_MOST):
        world.do(HOST, c.SetCaptioner(HALL, world.known(f"W{n}"), "en"))
    assert refused(world, HOST, c.SetCaptioner(HALL, ADA, "en")) == "caption.enough"
    assert refused(world, HOST, c.SetCaptioner(HALL, VisitorId("w1"), "de")) == "done"


def test_a_program_writes_once_there_is_a_key_for_it(world: World) -> None:
    engine = Actor(engine_of(HALL), Role.VENUE)
    assert refused(world, engine, c.SayCaption(HALL, "en", "Hello")) == "right.missing"
    world.do(HOST, c.MakeCaptionKey(HALL, "hash"))
    assert refused(world, engine, c.SayCaption(HALL, "en", "Hello")) == "done"


def test_an_erased_captioner_writes_nowhere_any_more(world: World) -> None:
    world.do(HOST, c.SetCaptioner(HALL, ADA, "de"))
    world.system(c.Erase(ADA))
    assert world.hub.state.durable.captions.captioners == {}


def test_an_unfinished_line_is_told_and_kept_nowhere_and_not_too_often(world: World) -> None:
    before = world.hub.state.durable.seq
    assert kinds(world.do(HOST, c.SayCaption(HALL, "en", "Hel", final=False))) == ["caption.heard"]
    assert world.do(HOST, c.SayCaption(HALL, "en", "Hell", final=False)) == []
    assert kinds(world.do(HOST, c.SayCaption(HALL, "de", "Ha", final=False))) == ["caption.heard"]
    world.now += 200
    assert kinds(world.do(HOST, c.SayCaption(HALL, "en", "Hello", final=False))) == ["caption.heard"]
    assert (world.hub.state.durable.seq, shown(world)) == (before, [])


def test_a_final_line_is_for_those_who_come_later_the_newest_ones_only(world: World) -> None:
    for n in range(SHOWN + 5):
        world.now += 3000
        said(world, f"Line {n}")
    assert shown(world) == [f"Line {n}" for n in range(5, SHOWN + 5)]


def test_a_line_is_one_line_of_text_in_a_language_that_can_be_named(world: World) -> None:
    said(world, "  two \n\n lines\x07 ")
    assert shown(world) == ["two lines"]
    assert refused(world, HOST, c.SayCaption(HALL, "en", " \n ")) == "chat.empty"
    assert refused(world, HOST, c.SayCaption(HALL, "en", "x" * (BODY_MOST + 1))) == "chat.too_long"
    for language in ("", "english", "EN", "en_GB", "de-de", "en:x", "de\n"):
        assert refused(world, HOST, c.SayCaption(HALL, language, "Hello")) == "caption.language_invalid"
    for language in ("pt-BR", "zh-Hant-TW", "es-419", "hsb"):
        assert refused(world, HOST, c.SayCaption(HALL, language, "Hello")) == "done"


def test_a_language_has_so_many_lines_a_minute(world: World) -> None:
    for _ in range(MINUTE_MOST):
        said(world)
    assert refused(world, HOST, c.SayCaption(HALL, "en", "Hello")) == "caption.too_fast"
    assert refused(world, HOST, c.SayCaption(HALL, "de", "Hallo")) == "done"
    world.now += 60_001
    assert refused(world, HOST, c.SayCaption(HALL, "en", "Hello")) == "done"


def test_whoever_writes_at_the_stage_mends_a_line_or_takes_it_away(world: World) -> None:
    line, other = said(world, "Helo"), said(world, "Slip")
    assert refused(world, ADA, c.CorrectCaption(HALL, line, "Hello")) == "right.missing"
    world.do(HOST, c.SetCaptioner(HALL, ADA, "de"))
    world.do(ADA, c.CorrectCaption(HALL, line, "Hello"))
    world.do(ADA, c.CorrectCaption(HALL, other, " "))
    assert shown(world) == ["Hello"]
    assert refused(world, ADA, c.CorrectCaption(HALL, CaptionId("none"), "Hello")) == "caption.unknown"


def test_so_many_lines_are_remembered_and_no_more(world: World) -> None:
    first = said(world)
    for _ in range(KEPT):
        world.now += 3000
        said(world)
    assert len(world.hub.state.durable.captions.lines[HALL]) == KEPT
    assert refused(world, HOST, c.CorrectCaption(HALL, first, "Hello")) == "caption.unknown"


def test_what_has_expired_is_given_to_nobody_who_comes_later(world: World) -> None:
    said(world, "Old")
    world.now += 1000
    said(world, "New")
    assert kinds(world.system(c.ExpireMessages(world.now))) == ["messages.expired"]
    assert shown(world) == ["New"]
    assert world.system(c.ExpireMessages(world.now)) == []
