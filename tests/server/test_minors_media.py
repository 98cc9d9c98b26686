"""Workshops with minors in the media plane's table: whose packets are taken, and who gets them."""

from media.backend import PeerWant
from rooms import commands as c
from rooms.ids import PeerId, VisitorId, source_of
from rooms.minors.children import TALK_MS
from server.effects.wants import Tab, want_table
from tests.rooms.workshop import ANN, BOB, CHIEF, EVA, KIT, ROB, WAI, Workshop, opened
from tests.rooms.world import LAB, TABLE

EVERYBODY = (ANN, EVA, KIT, ROB, WAI, CHIEF, BOB)


def wants(world: Workshop) -> dict[VisitorId, PeerWant]:
    """What each tab gets and may send."""
    tabs = {PeerId(each): Tab(each, "tab", None) for each in EVERYBODY}
    table = want_table(world.hub.state, tabs, world.now)
    return {each: table.peers[PeerId(each)] for each in EVERYBODY}


def heard(world: Workshop, who: VisitorId) -> set[str]:
    """The microphones that reach somebody."""
    tabs = {PeerId(who): Tab(who, "tab", None)}
    table = want_table(world.hub.state, tabs, world.now)
    return {source for group in table.peers[PeerId(who)].audio for source in table.groups.get(group, ())}


def sending() -> Workshop:
    """A workshop in which everybody who may has the microphone and the camera on."""
    world = opened()
    for who in (ANN, EVA, KIT, ROB, CHIEF, BOB):
        world.do(who, c.SetMedia(True, True))
    return world


def test_a_childs_camera_reaches_the_named_adults_alone_and_theirs_everybody_inside() -> None:
    found = wants(sending())
    children = {source_of(each, "cam") for each in (KIT, ROB)}
    adults = {source_of(each, "cam") for each in (ANN, EVA)}
    for adult in (ANN, EVA):
        assert children <= set(found[adult].video)
    for child in (KIT, ROB):
        assert set(found[child].video) == adults
        assert "cam" in found[child].allow
    for who in (WAI, CHIEF, BOB):
        assert not (children | adults) & set(found[who].video)
        assert found[who].audio == ()


def test_no_packet_of_a_childs_voice_is_taken_without_the_key_nor_after_its_time() -> None:
    world = sending()
    voice = source_of(KIT, "mic")
    assert "mic" not in wants(world)[KIT].allow
    assert voice not in heard(world, ANN)
    world.do(KIT, c.TalkMinor(True))
    assert "mic" in wants(world)[KIT].allow
    assert all(voice in heard(world, who) for who in (ANN, EVA, ROB))
    assert not any(voice in heard(world, who) for who in (WAI, CHIEF, BOB))
    world.now += TALK_MS
    assert "mic" not in wants(world)[KIT].allow
    assert voice not in heard(world, ANN)


def test_nobody_gets_anything_where_one_adult_and_one_child_are_alone() -> None:
    world = sending()
    world.do(KIT, c.TalkMinor(True))
    for who in (ANN, KIT):
        world.do(who, c.EnterRoom(TABLE))
    found = wants(world)
    for who in (ANN, KIT):
        assert (found[who].allow, found[who].audio, found[who].video) == ((), (), ())
    for who in (ANN, KIT):
        world.into(who, LAB)
    assert heard(world, EVA) >= {source_of(KIT, "mic"), source_of(ANN, "mic")}


def test_who_stands_inside_against_the_rules_gets_no_packet() -> None:
    world = sending()
    world.do(KIT, c.TalkMinor(True))
    world.into(BOB, LAB)
    found = wants(world)[BOB]
    assert (found.audio, found.video, found.allow) == ((), (), ())
    assert source_of(BOB, "mic") not in heard(world, KIT)
