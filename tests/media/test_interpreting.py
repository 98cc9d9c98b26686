"""Who hears an interpreter: the hub's table, a real worker and real tones."""

import asyncio

import pytest

from rooms import commands as c
from rooms.ids import VisitorId
from rooms.roles import Role
from server.effects.wants import Tab, tab_peer, want_table
from tests.rooms.world import HALL, World

from .studio import Studio, Visitor, studio
from .test_same_room import hear, sound

pytestmark = [pytest.mark.browser, pytest.mark.media]

BOX, FAR, VOICE, MATE = 440, 1600, 2300, 1000
"""What the hall's microphone, a speaker from afar and two interpreters send."""
TONES = {"left": BOX, "far": FAR, "voice": VOICE, "mate": MATE, "guest": 0, "plain": 0}
PHONE = Tab(VisitorId("seat"), "seat", HALL, part="sound")
TABS = [PHONE, *(Tab(VisitorId(name), name, None) for name in TONES)]


def interpreted() -> World:
    """A hall with a box; a speaker and two guests in the room, of whom one chose French; two interpreters at
    the French desk, one of them on air; and a phone in the hall that chose French.
    """
    world = World()
    world.box("Left")
    for name, role in (("Far", Role.SPEAKER), ("Guest", Role.GUEST), ("Plain", Role.GUEST)):
        world.into(world.here(name, role=role), HALL)
    for name in ("Voice", "Mate"):
        who = world.here(name, role=Role.SPEAKER)
        world.system(c.NameInterpreter(HALL, who, ("fr",)))
        world.do(who, c.SitAtDesk(HALL, "fr"))
    for name in ("far", "voice", "mate"):
        world.do(VisitorId(name), c.SetMedia(True, False))
    world.do(VisitorId("voice"), c.GoOnAir(HALL, True))
    world.do(world.known("Seat"), c.Attend(HALL))
    for name in ("seat", "guest"):
        world.do(VisitorId(name), c.ListenTo(HALL, "fr"))
    return world


def tell(hall: Studio, world: World) -> None:
    """The table that the hub makes, to the worker."""
    hall.backend.want(want_table(world.hub.state, {tab_peer(tab): tab for tab in TABS}, world.now))


async def everybody(hall: Studio) -> list[Visitor]:
    """The phone and all others, who have joined."""
    people = [await hall.page(tab_peer(tab)) for tab in TABS]
    await people[0].join(audio_slots=1, video_slots=0, publish=False)
    for person in people[1:]:
        await person.join(tone=TONES[person.id])
    return people


async def test_who_chose_a_channel_hears_the_interpreter_above_the_floor_and_a_phone_in_the_hall_alone() -> (
    None
):
    async with studio() as hall:
        world = interpreted()
        phone, left, far, voice, mate, guest, plain = await everybody(hall)
        floor = (BOX, FAR)
        tell(hall, world)
        await asyncio.gather(
            hear(guest, *floor, VOICE), hear(plain, *floor), hear_one(phone, VOICE), hear(left, FAR),
            hear(voice, *floor), hear(mate, *floor), hear(far, BOX),
        )  # fmt: skip
        world.do(VisitorId("mate"), c.AskHandover(HALL, True))
        world.do(VisitorId("voice"), c.HandOver(HALL, VisitorId("mate")))
        world.do(VisitorId("mate"), c.Attend(HALL))  # the booth of the hall itself
        tell(hall, world)
        await asyncio.gather(
            hear(guest, *floor, MATE), hear(plain, *floor), hear_one(phone, MATE), hear(left, FAR),
            hear(voice, *floor), hear(mate, *floor),
        )  # fmt: skip
        assert [await each.page.evaluate("offers") for each in (guest, phone, voice, mate)] == [0] * 4
        world.system(c.Drop(VisitorId("mate")))
        tell(hall, world)
        await asyncio.gather(hear(guest, *floor), hear_one(phone, 0))
        before = await sound(phone)
        world.do(VisitorId("seat"), c.ListenTo(HALL, None))
        world.do(VisitorId("seat"), c.Attend(None))  # the phone lies on its chair all the same
        world.do(VisitorId("voice"), c.GoOnAir(HALL, True))
        tell(hall, world)
        await hear(guest, *floor, VOICE)
        assert await sound(phone) == before, "the floor never reaches the hall"


async def hear_one(person: Visitor, tone: int) -> None:
    """Wait until the only slot of somebody sounds so; 0 is silence."""
    await person.hears("a0", tone)
