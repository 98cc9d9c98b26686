"""Fifty people follow one through the rooms of the default pack, among 450 who are there; without sockets.

Processor time of the domain's tick, in this process. The baseline are the same fifty, each walked to the same
rooms by the server on a way of their own that is found once.
"""

import gc
import time
from random import Random

from bench.row import Row
from rooms import commands as c
from rooms.commands import Command
from rooms.errors import Refusal
from rooms.events import RoleGranted
from rooms.following import FOLLOWERS_MOST
from rooms.hub import Hub
from rooms.ids import VisitorId
from rooms.look import Look
from rooms.roles import Actor, Role
from rooms.state import Moment
from server.clock import new_id
from server.content.pack import load_pack
from tests.running import PACK

PEOPLE, TICKS, TICK_MS, STAY = 450, 1200, 50, 100
LEAD = VisitorId("person-0")


class Crowd:
    """A hub with its people and its clock."""

    def __init__(self) -> None:
        self.hub = Hub(load_pack(PACK).rules())
        self.now = 1_000_000
        self.people = [VisitorId(f"person-{number}") for number in range(PEOPLE)]
        for who in self.people:
            self.do(Actor(who, Role.GUEST), c.Join(who, Look()))
            self.do(Actor(who, Role.GUEST), c.Arrive())
        self.hub.evolve(RoleGranted(LEAD, Role.MODERATOR), self.now)
        for _ in range(STAY):  # until all who came have settled
            self.tick()

    def do(self, actor: Actor, command: Command) -> None:
        """Give a command; what is refused changes nothing."""
        try:
            events = self.hub.decide(actor, command, Moment(self.now, new_id))
        except Refusal:
            return
        for event in events:
            self.hub.evolve(event, self.now)

    def tick(self) -> float:
        """Milliseconds of the processor for one tick."""
        self.now += TICK_MS
        gc.collect(0)
        began = time.process_time()
        self.hub.step({}, Moment(self.now, new_id))
        return (time.process_time() - began) * 1000


def walk(movers: list[VisitorId], crowd: Crowd) -> list[float]:
    """A minute in which the movers are walked to another room every five seconds."""
    rng = Random(3)
    rules = crowd.hub.state.rules
    rooms = [each.id for each in rules.rooms.values() if each.floor == rules.start and not each.capacity]
    times: list[float] = []
    for number in range(TICKS):
        if number % STAY == 0:
            room = rng.choice(rooms)
            for who in movers:
                crowd.do(crowd.hub.actor(who), c.WalkTo(room=room))
        times.append(crowd.tick())
    return times


def run() -> list[Row]:
    """One crowd follows, the other is walked."""
    gc.disable()  # as in the server, where it runs between ticks
    led, free = Crowd(), Crowd()
    for who in led.people[1 : 1 + FOLLOWERS_MOST]:
        led.do(led.hub.actor(who), c.Follow(LEAD))
    times, plain = walk([LEAD], led), walk(free.people[: 1 + FOLLOWERS_MOST], free)
    still = len(led.hub.state.live.following.tails)
    mean, base = sum(times) / TICKS, sum(plain) / TICKS
    return [
        row("processor of a tick, mean", mean, "ms", 5, base),
        row("longest tick", max(times), "ms", TICK_MS / 2, max(plain)),
        row("who were lost on the way", FOLLOWERS_MOST - still, "people", 0),
    ]


def row(name: str, value: float, unit: str, goal: float, baseline: float | None = None) -> Row:
    return Row(
        "following", f"{FOLLOWERS_MOST} follow one: {name}", round(value, 2), unit, goal, "lower", baseline
    )
