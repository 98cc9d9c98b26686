"""Nobody in a hall gets what is made in it, and from afar it is heard once: the hub's table, a real worker
and real tones.
"""

import asyncio

import pytest

from rooms import commands as c
from rooms.ids import VisitorId
from rooms.roles import Role
from server.effects.wants import Tab, tab_peer, want_table
from tests.rooms.world import HALL, World
from tests.until import until

from .studio import Studio, Visitor, studio

pytestmark = [pytest.mark.browser, pytest.mark.media]

TONES = {"left": 440, "seat": 700, "far": 1600, "guest": 0}
"""What each sends; the box and the seat stand in the hall, the others are elsewhere."""


def hybrid() -> World:
    """A box and a speaker with a laptop in the hall; a speaker and a guest from afar."""
    world = World()
    world.box("Left")
    for name, role in (("Seat", Role.SPEAKER), ("Far", Role.SPEAKER), ("Guest", Role.GUEST)):
        visitor = world.here(name, role=role)
        world.into(visitor, HALL)
        world.do(visitor, c.SetMedia(True, False))
    return world


def tell(hall: Studio, world: World) -> None:
    """The table that the hub makes, to the worker."""
    tabs = [Tab(VisitorId(name), name, None) for name in TONES]
    hall.backend.want(want_table(world.hub.state, {tab_peer(tab): tab for tab in tabs}, world.now))


async def pitches(person: Visitor, known: tuple[int, ...]) -> set[int]:
    """What sounds in all slots of somebody, to the nearest known tone; other sounds as they are."""
    found: list[int] = [await person.page.evaluate(f"pitch('a{slot}')") for slot in range(4)]
    return {next((tone for tone in known if abs(tone - each) < 30), each) for each in found if each}


async def hear(person: Visitor, *tones: int) -> None:
    """Wait until somebody hears these tones and no other."""

    async def heard() -> bool:
        return await pitches(person, tones) == set(tones)

    await until(heard, f"{person.id} hears {tones}")


async def sound(person: Visitor) -> int:
    """Packets of sound that somebody got so far."""
    return sum(count for mid, count in (await person.packets()).items() if mid.startswith("a"))


async def test_nobody_in_the_hall_gets_a_sound_made_in_it_and_from_afar_it_is_heard_once() -> None:
    async with studio() as hall:
        world = hybrid()
        left, seat, far, guest = [await hall.page(name) for name in TONES]
        for person in (left, seat, far, guest):
            await person.join(tone=TONES[person.id])
        world.do(VisitorId("seat"), c.Attend(HALL))
        tell(hall, world)
        await asyncio.gather(hear(guest, TONES["left"], TONES["far"]), hear(left, TONES["far"]))
        await asyncio.gather(hear(far, TONES["left"]), hear(seat))
        assert await sound(seat) == 0, "who sits in the hall gets no packet"
        audible = [await guest.page.evaluate(f"pitch('a{slot}')") for slot in range(4)]
        assert sum(abs(each - TONES["left"]) < 30 for each in audible) == 1, "the hall is heard once"
        world.do(VisitorId("seat"), c.Attend(None))
        tell(hall, world)
        await asyncio.gather(hear(seat, TONES["left"], TONES["far"]), hear(left, TONES["far"], TONES["seat"]))
        world.do(VisitorId("seat"), c.Attend(HALL))
        tell(hall, world)
        await asyncio.gather(hear(seat), hear(left, TONES["far"]))
        before = await sound(seat)
        goal = await sound(guest) + 50

        async def went_on() -> bool:
            return await sound(guest) >= goal

        await until(went_on, "others go on hearing")
        assert await sound(seat) == before
