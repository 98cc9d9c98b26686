"""Interpreter channels: who may interpret, who is on air, how a channel changes hands, and what ends it."""

from collections.abc import Callable

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.errors import Refusal
from rooms.events import Event
from rooms.ids import VisitorId
from rooms.interpreting import INTERPRETERS_MOST, voice
from rooms.model.interpreting import OnAir
from rooms.roles import Role
from tests.rooms.world import HALL, LAB, World, kinds, refused

HOST, ADA, BOB, EVE = (VisitorId(name) for name in ("host", "ada", "bob", "eve"))


@pytest.fixture
def world() -> World:
    """A host; Ada and Bob interpret into French, Bob into German too; Eve listens."""
    world = World()
    world.here("Host", role=Role.MODERATOR)
    for name in ("Ada", "Bob", "Eve"):
        world.here(name)
    world.do(HOST, c.NameInterpreter(HALL, ADA, ("fr",)))
    world.do(HOST, c.NameInterpreter(HALL, BOB, ("fr", "de")))
    return world


def at_work(world: World) -> World:
    """Both at the French desk, Ada on air."""
    for each in (ADA, BOB):
        world.do(each, c.SitAtDesk(HALL, "fr"))
    world.do(ADA, c.GoOnAir(HALL, True))
    return world


def heard(world: World, language: str = "fr") -> VisitorId | None:
    """Who is heard in a channel."""
    return voice(world.hub.state, HALL, language)


def holder(world: World) -> OnAir | None:
    """Who has the French channel."""
    return world.hub.state.durable.interpreting.holder(HALL, "fr")


def test_a_language_somebody_interprets_into_is_a_channel_as_long_as_there_is_somebody(world: World) -> None:
    kept = world.hub.state.durable.interpreting
    assert kept.channels(HALL) == ["de", "fr"]
    assert kept.channels(LAB) == []
    world.do(HOST, c.NameInterpreter(HALL, BOB, ()))
    assert kept.channels(HALL) == ["fr"]
    world.system(c.Erase(ADA))
    assert (kept.channels(HALL), kept.interpreters) == ([], {})


def test_only_hosts_name_interpreters_and_a_second_time_changes_nothing(world: World) -> None:
    naming = c.NameInterpreter(HALL, EVE, ("it", "it"))
    assert refused(world, ADA, naming) == "right.missing"
    assert world.do(HOST, naming) == [e.InterpreterNamed(HALL, EVE, ("it",))]
    assert world.do(HOST, naming) == []


@pytest.mark.parametrize(
    ("naming", "code"),
    [
        (c.NameInterpreter(HALL, VisitorId("nobody"), ("fr",)), "visitor.unknown"),
        (c.NameInterpreter(LAB, EVE, ("fr",)), "stage.unknown"),
        (c.NameInterpreter(HALL, EVE, ("French",)), "caption.language_invalid"),
        (c.NameInterpreter(HALL, EVE, ("fr", "de", "it", "es", "pt")), "interpreter.languages"),
    ],
)
def test_a_naming_that_cannot_be_is_refused(world: World, naming: c.Command, code: str) -> None:
    assert refused(world, HOST, naming) == code


def test_a_stage_has_so_many_interpreters_and_no_more(world: World) -> None:
    for n in range(INTERPRETERS_MOST - 2):
        world.do(HOST, c.NameInterpreter(HALL, world.known(f"W{n}"), ("it",)))
    assert refused(world, HOST, c.NameInterpreter(HALL, EVE, ("it",))) == "interpreter.enough"
    assert refused(world, HOST, c.NameInterpreter(HALL, ADA, ("it",))) == "done"


def test_nobody_works_at_a_desk_but_who_was_named_for_its_language_hosts_neither(world: World) -> None:
    for who in (EVE, HOST):
        assert refused(world, who, c.SitAtDesk(HALL, "fr")) == "right.missing"
    assert refused(world, ADA, c.SitAtDesk(HALL, "de")) == "interpreter.not_named"
    assert refused(world, ADA, c.GoOnAir(HALL, True)) == "interpreter.no_desk"
    assert kinds(world.do(ADA, c.SitAtDesk(HALL, "fr"))) == ["interpreter.sat"]
    assert world.do(ADA, c.SitAtDesk(HALL, "fr")) == []


def test_who_takes_or_leaves_a_desk_is_silent_at_first(world: World) -> None:
    world.do(ADA, c.SetMedia(True, True))
    assert world.do(ADA, c.SitAtDesk(HALL, "fr"))[0] == e.MediaChanged(ADA, False, False)
    world.do(ADA, c.SetMedia(True, False))
    world.do(ADA, c.GoOnAir(HALL, True))
    left = world.do(ADA, c.SitAtDesk(HALL, None))
    assert kinds(left) == ["interpreter.on_air", "interpreter.sat", "media.changed"]
    assert world.hub.state.live.media[ADA].mic is False
    assert heard(world) is None


def test_one_is_on_air_in_a_language_and_it_is_known_since_when(world: World) -> None:
    at_work(world)
    assert holder(world) == OnAir(ADA, world.now)
    assert world.do(ADA, c.GoOnAir(HALL, True)) == []
    assert refused(world, BOB, c.GoOnAir(HALL, True)) == "interpreter.on_air"
    assert world.do(BOB, c.GoOnAir(HALL, False)) == []
    world.do(ADA, c.GoOnAir(HALL, False))
    world.now += 5000
    world.do(BOB, c.GoOnAir(HALL, True))
    assert holder(world) == OnAir(BOB, world.now)


def test_languages_are_on_air_beside_each_other(world: World) -> None:
    at_work(world)
    world.do(BOB, c.SitAtDesk(HALL, "de"))
    world.do(BOB, c.GoOnAir(HALL, True))
    assert (heard(world), heard(world, "de")) == (ADA, BOB)


def test_who_goes_to_another_desk_is_off_air_at_the_first(world: World) -> None:
    world.do(BOB, c.SitAtDesk(HALL, "fr"))
    world.do(BOB, c.GoOnAir(HALL, True))
    world.do(BOB, c.SitAtDesk(HALL, "de"))
    assert heard(world) is None
    assert world.hub.state.durable.interpreting.on_air == {}


def test_who_asks_to_be_relieved_is_relieved_by_whoever_takes_over(world: World) -> None:
    at_work(world)
    assert kinds(world.do(ADA, c.AskHandover(HALL, True))) == ["interpreter.asked"]
    assert world.do(ADA, c.AskHandover(HALL, True)) == []
    assert heard(world) == ADA, "until somebody does"
    world.do(BOB, c.GoOnAir(HALL, True))
    assert heard(world) == BOB
    assert refused(world, ADA, c.GoOnAir(HALL, True)) == "interpreter.on_air", "asked and done"


def test_who_took_the_asking_back_keeps_the_channel(world: World) -> None:
    at_work(world)
    world.do(ADA, c.AskHandover(HALL, True))
    world.do(ADA, c.AskHandover(HALL, False))
    assert refused(world, BOB, c.GoOnAir(HALL, True)) == "interpreter.on_air"


def test_who_offers_to_relieve_is_given_the_channel_and_nobody_who_did_not(world: World) -> None:
    at_work(world)
    assert refused(world, ADA, c.HandOver(HALL, BOB)) == "interpreter.not_now"
    world.do(BOB, c.AskHandover(HALL, True))
    assert refused(world, BOB, c.HandOver(HALL, BOB)) == "interpreter.not_now", "it is not his to give"
    world.do(ADA, c.HandOver(HALL, BOB))
    assert heard(world) == BOB


def test_a_channel_is_not_given_to_somebody_at_another_desk(world: World) -> None:
    at_work(world)
    world.do(BOB, c.SitAtDesk(HALL, "de"))
    world.do(BOB, c.AskHandover(HALL, True))
    assert refused(world, ADA, c.HandOver(HALL, BOB)) == "interpreter.not_now"


def lost(world: World) -> list[Event]:
    return world.system(c.Drop(ADA))


def silent(world: World) -> list[Event]:
    return world.system(c.ReportVoice(ADA, True))


@pytest.mark.parametrize("breaks", [lost, silent])
def test_a_channel_whose_line_is_cut_is_silent_and_a_colleague_may_take_it_at_once(
    world: World, breaks: Callable[[World], object]
) -> None:
    at_work(world)
    breaks(world)
    assert heard(world) is None
    world.do(BOB, c.GoOnAir(HALL, True))
    assert heard(world) == BOB


def test_a_channel_nobody_took_goes_on_when_the_line_is_back(world: World) -> None:
    at_work(world)
    lost(world)
    world.do(ADA, c.Arrive())
    assert heard(world) == ADA
    silent(world)
    assert world.system(c.ReportVoice(ADA, True)) == []
    world.system(c.ReportVoice(ADA, False))
    assert heard(world) == ADA


def test_a_cut_is_told_of_who_is_on_air_alone(world: World) -> None:
    at_work(world)
    assert world.system(c.ReportVoice(BOB, True)) == []
    assert world.system(c.ReportVoice(EVE, True)) == []
    assert kinds(silent(world)) == ["interpreter.cut"]


def gone(world: World) -> None:
    world.do(ADA, c.Leave())
    for command in world.hub.due(world.now):
        world.system(command)


@pytest.mark.parametrize(
    "end",
    [
        gone,
        lambda world: world.do(HOST, c.NameInterpreter(HALL, ADA, ())),
        lambda world: world.system(c.Erase(ADA)),
    ],
)
def test_a_desk_and_its_channel_end_with_who_sat_there(world: World, end: Callable[[World], object]) -> None:
    at_work(world)
    end(world)
    kept = world.hub.state.durable.interpreting
    assert (set(kept.desks), kept.on_air) == ({BOB}, {})


def test_somebody_whose_language_is_taken_away_keeps_the_desk_of_another(world: World) -> None:
    world.do(BOB, c.SitAtDesk(HALL, "de"))
    world.do(HOST, c.NameInterpreter(HALL, BOB, ("de",)))
    assert BOB in world.hub.state.durable.interpreting.desks
    world.do(HOST, c.NameInterpreter(HALL, BOB, ("fr",)))
    assert BOB not in world.hub.state.durable.interpreting.desks


def test_everybody_chooses_a_channel_that_there_is_or_the_floor(world: World) -> None:
    now = world.hub.state.live.interpreting
    assert refused(world, EVE, c.ListenTo(HALL, "it")) == "interpreter.channel_unknown"
    assert kinds(world.do(EVE, c.ListenTo(HALL, "fr"))) == ["stage.listening"]
    assert world.do(EVE, c.ListenTo(HALL, "fr")) == []
    assert now.chosen(EVE, HALL) == "fr"
    world.do(EVE, c.ListenTo(HALL, None))
    assert now.listening == {}


def test_how_many_listen_is_told_when_it_changes(world: World) -> None:
    counted = c.CountListeners(HALL, {"fr": 2})
    assert kinds(world.system(counted)) == ["interpreter.listeners"]
    assert world.system(counted) == []


def test_a_banned_interpreter_does_nothing_any_more(world: World) -> None:
    at_work(world)
    world.do(HOST, c.Ban(ADA))
    with pytest.raises(Refusal, match="banned"):
        world.do(ADA, c.GoOnAir(HALL, False))
