"""Interpreters are heard in their channel alone, whoever listens to it and wherever they sit."""

import pytest

from rooms import commands as c
from rooms.earshot import channel
from rooms.ids import VisitorId
from rooms.roles import Role
from tests.rooms.hybrid import (
    LEFT,
    MADE_IN_THE_HALL,
    PEOPLE_AFAR,
    RIGHT,
    got,
    hybrid,
    picture,
    speaking,
)
from tests.rooms.world import HALL, World

VOICE, BOOTH, FRENCH = VisitorId("voice"), VisitorId("booth"), "lang:hall:fr"


def interpreted() -> World:
    """The hybrid hall with two interpreters into French at their desks: one afar, on the open floor, and one
    in the hall's booth; the one afar is on air.
    """
    world = hybrid()
    for name in ("Voice", "Booth"):
        who = speaking(world, name, HALL if name == "Booth" else None, Role.SPEAKER)
        world.do(VisitorId("host"), c.NameInterpreter(HALL, who, ("fr",)))
    world.do(BOOTH, c.Attend(HALL))
    for who in (VOICE, BOOTH):
        world.do(who, c.SitAtDesk(HALL, "fr"))
        world.do(who, c.SetMedia(True, True))
    world.do(VOICE, c.GoOnAir(HALL, True))
    return world


def take_over(world: World) -> None:
    """The booth relieves the interpreter afar."""
    world.do(BOOTH, c.AskHandover(HALL, True))
    world.do(VOICE, c.HandOver(HALL, BOOTH))


@pytest.mark.parametrize("on_air", [VOICE, BOOTH])
def test_an_interpreter_on_air_is_heard_in_the_channel_and_nowhere_else(on_air: VisitorId) -> None:
    world = interpreted()
    if on_air == BOOTH:
        take_over(world)
    whole = picture(world)
    assert {name for name, group in whole.groups.items() if on_air in group.heard} == {FRENCH}
    assert whole.groups[FRENCH].heard == [on_air]
    assert not any({VOICE, BOOTH} & {*group.seen, *group.sharing} for group in whole.groups.values())
    assert {who: whole.sends[who].mic for who in (VOICE, BOOTH)} == {
        who: who == on_air for who in (VOICE, BOOTH)
    }


def test_an_interpreter_who_is_not_on_air_is_heard_nowhere_even_where_everybody_is() -> None:
    world = interpreted()
    world.do(VOICE, c.GoOnAir(HALL, False))
    assert not any({VOICE, BOOTH} & {*group.heard} for group in picture(world).groups.values())
    world.do(VOICE, c.SitAtDesk(HALL, None))
    world.into(VOICE, HALL)
    assert VOICE not in picture(world).groups["room:hall"].heard, "the microphone is off"
    world.do(VOICE, c.SetMedia(True, False))
    assert VOICE in picture(world).groups["room:hall"].heard


@pytest.mark.parametrize("who", [VOICE, BOOTH])
def test_an_interpreter_hears_the_stage_from_afar_and_from_the_booth(who: VisitorId) -> None:
    assert got(interpreted(), who) == PEOPLE_AFAR | MADE_IN_THE_HALL


def test_the_booth_is_a_seat_in_the_hall_again_once_its_interpreter_gets_up() -> None:
    world = interpreted()
    world.do(BOOTH, c.SitAtDesk(HALL, None))
    assert got(world, BOOTH) == set()
    assert picture(world).hall_of[BOOTH] == HALL


@pytest.mark.parametrize("on_air", [VOICE, BOOTH])
def test_a_channel_reaches_those_in_the_hall_and_no_loudspeaker(on_air: VisitorId) -> None:
    world = interpreted()
    if on_air == BOOTH:
        take_over(world)
    world.do(VisitorId("seat"), c.ListenTo(HALL, "fr"))
    whole = picture(world)
    assert whole.channel_of[VisitorId("seat")] == FRENCH
    assert VisitorId("seat") not in whole.group_of
    assert on_air not in whole.made_in(HALL), "nothing that those in the hall must not get"
    assert {LEFT, RIGHT}.isdisjoint(whole.channel_of)


def test_a_relay_is_heard_in_place_of_the_floor_while_somebody_is_on_air_there() -> None:
    world = interpreted()
    world.do(VisitorId("host"), c.NameInterpreter(HALL, BOOTH, ("de", "fr")))
    world.do(BOOTH, c.SitAtDesk(HALL, "de"))
    world.do(BOOTH, c.ListenTo(HALL, "fr"))
    whole = picture(world)
    assert (whole.channel_of[BOOTH], BOOTH in whole.relays) == (FRENCH, True)
    world.system(c.Drop(VOICE))
    whole = picture(world)
    assert (BOOTH in whole.channel_of, BOOTH in whole.relays) == (False, False)
    assert whole.group_of[BOOTH] == "room:hall"


def test_a_muted_interpreter_and_one_whose_line_is_cut_are_heard_no_more() -> None:
    for end in (c.Mute(VOICE), c.ReportVoice(VOICE, True), c.Drop(VOICE), c.NameInterpreter(HALL, VOICE, ())):
        world = interpreted()
        world.system(end)
        assert FRENCH not in picture(world).groups, end


def test_a_channel_behind_a_locked_door_is_for_those_inside() -> None:
    world = interpreted()
    eve = world.here("Eve")
    for who in (eve, VisitorId("guest")):
        world.do(who, c.ListenTo(HALL, "fr"))
    world.do(VisitorId("host"), c.LockRoom(HALL))
    assert channel(world.hub.state, VisitorId("guest"), HALL, world.now) == FRENCH
    assert channel(world.hub.state, eve, HALL, world.now) is None
    assert FRENCH not in picture(world).groups, "its interpreter is outside"
