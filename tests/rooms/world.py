"""A small hub for tests: two hand-made floors, a clock in milliseconds, ids that count."""

from dataclasses import dataclass, field, replace
from functools import cache

from rooms import commands as c
from rooms.avatars import put
from rooms.commands import Command
from rooms.errors import Refusal
from rooms.events import Durable, Event, Health, RoleGranted, Session, Spot
from rooms.grid import CELL, Grid, Rect, block
from rooms.hub import SYSTEM_ACTOR, Hub
from rooms.ids import FloorId, RoomId, SessionId, VisitorId
from rooms.look import Look
from rooms.model.live import Avatar
from rooms.model.rules import RoomInfo, Rules
from rooms.motion import Move, Step
from rooms.roles import Actor, Role
from rooms.state import Moment
from rooms.tilemap import Door, Floor, Portal, RoomArea

FINE = Health(
    picture="ok", sound="ok", speaker="ok", level=40, rtt=20, loss=0.0, battery=None, charging=False,
    cams=2, mics=1, speakers=1, cam_at=0, mic_at=0, speaker_at=0, echo="none", echo_ms=None,
)  # fmt: skip
"""A venue box that is well."""
PLAZA, PARK = FloorId("plaza"), FloorId("park")
OFFICE, LAB, TABLE = RoomId("office"), RoomId("lab"), RoomId("table")
GARDEN, QUIET, SHED, HALL = RoomId("garden"), RoomId("quiet"), RoomId("shed"), RoomId("hall")
BIRTH = 1_000_000
TICK = 50
STRIDE = 12
"""Pixels a tick: a little slower than running."""

KINDS = {
    OFFICE: ("meeting", Rect(320, 64, 160, 128), 3),
    LAB: ("training", Rect(800, 96, 320, 256), 0),
    TABLE: ("table", Rect(896, 160, 96, 96), 2),
    GARDEN: ("open", Rect(64, 640, 256, 192), 0),
    QUIET: ("quiet", Rect(640, 640, 128, 128), 0),
    HALL: ("stage", Rect(960, 480, 192, 160), 0),
}
"""Kind, place and capacity of the plaza's rooms. Only the office has walls; the table stands in the lab."""


@cache
def plaza() -> Floor:
    """80 x 60 cells: an office with walls and one door, rooms without walls, one wall outside, a portal."""
    cells = bytearray(80 * 60)
    for wall in (Rect(304, 48, 192, 16), Rect(304, 48, 16, 160), Rect(480, 48, 16, 160)):
        block(cells, 80, 60, wall)
    for wall in (Rect(304, 192, 80, 16), Rect(416, 192, 80, 16), Rect(640, 320, 16, 240)):
        block(cells, 80, 60, wall)
    return Floor(
        PLAZA,
        Grid(80, 60, bytes(cells)),
        {room: RoomArea(room, rect, kind) for room, (kind, rect, _) in KINDS.items()},
        {"start": Rect(64, 320, 128, 64), "office": Rect(336, 80, 64, 32), "linden": Rect(544, 832, 32, 32)},
        doors=(Door(OFFICE, Rect(384, 192, 32, 16)),),
        portals=(Portal(Rect(1200, 880, 32, 32), PARK, "start"),),
    )


@cache
def park() -> Floor:
    """20 x 20 cells with one shed, a blocked corner, and a portal that leads back to the park's own start."""
    cells = bytearray(20 * 20)
    block(cells, 20, 20, Rect(0, 0, 48, 48))
    shed = RoomArea(SHED, Rect(160, 160, 96, 96), "meeting")
    portal = Portal(Rect(288, 32, 32, 32), PARK, "start")
    return Floor(
        PARK, Grid(20, 20, bytes(cells)), {SHED: shed}, {"start": Rect(48, 64, 64, 64)}, portals=(portal,)
    )


def rules() -> Rules:
    """The pack of the tests."""
    rooms = {
        room: RoomInfo(room, PLAZA, kind, capacity, lockable=room != GARDEN)
        for room, (kind, _, capacity) in KINDS.items()
    }
    rooms[SHED] = RoomInfo(SHED, PARK, "meeting")
    return Rules({PLAZA: plaza(), PARK: park()}, rooms, PLAZA)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal: an event as it was numbered."""

    seq: int
    at: int
    event: Durable


@dataclass
class World:
    """A hub with its clock, and everything that happened in it."""

    rules: Rules = field(default_factory=rules)
    now: int = BIRTH
    journal: list[Entry] = field(default_factory=list[Entry])
    count: int = 0

    def __post_init__(self) -> None:
        self.hub = Hub(self.rules)

    @classmethod
    def where(cls, **changed: object) -> "World":
        """A world whose pack says something else, such as ``capacity`` or radii."""
        return cls(replace(rules(), **changed))  # type: ignore[arg-type]

    def new_id(self) -> str:
        """The next id."""
        self.count += 1
        return f"id-{self.count:06}"

    @property
    def at(self) -> Moment:
        """This moment."""
        return Moment(self.now, self.new_id)

    def happen(self, events: list[Event]) -> list[Event]:
        """Evolve events, numbered and kept as the server does."""
        for event in events:
            seq = self.hub.evolve(event, self.now)
            if isinstance(event, Durable) and seq is not None:
                self.journal.append(Entry(seq, self.now, event))
        return events

    def do(self, who: VisitorId | Actor, command: Command) -> list[Event]:
        """Give a command; what happened.

        :raises Refusal: nothing happened.
        """
        actor = who if isinstance(who, Actor) else self.hub.actor(who)
        return self.happen(self.hub.decide(actor, command, self.at))

    def system(self, command: Command) -> list[Event]:
        """A command that the server gives itself."""
        return self.do(SYSTEM_ACTOR, command)

    def known(self, name: str, role: Role = Role.GUEST) -> VisitorId:
        """Somebody who joined and is not here; the id is the name in small letters."""
        visitor = VisitorId(name.lower())
        self.do(Actor(visitor, Role.GUEST), c.Join(name, Look()))
        if role is not Role.GUEST:
            self.happen([RoleGranted(visitor, role)])
        return visitor

    def here(self, name: str, x: int = 100, y: int = 340, role: Role = Role.GUEST) -> VisitorId:
        """Somebody who stands on the plaza; a device of the venue is here without a body."""
        visitor = self.known(name, role)
        self.do(visitor, c.Arrive())
        if role is not Role.VENUE:
            self.stand(visitor, x, y)
        return visitor

    def box(self, name: str, stage: RoomId = HALL, **use: bool) -> VisitorId:
        """A venue box that was paired, is used as said (else as everything), and is here."""
        box = VisitorId(name.lower())
        self.system(c.PairBox(box, stage, name))
        if use:
            mic, cam, speaker, screen = (use.get(each, False) for each in ("mic", "cam", "speaker", "screen"))
            self.system(c.UseBox(box, mic, cam, speaker, screen))
        self.do(box, c.Arrive())
        return box

    def avatar(self, visitor: VisitorId) -> Avatar:
        """Somebody's body."""
        return self.hub.state.live.avatars[visitor]

    def stand(self, visitor: VisitorId, x: int, y: int, floor: FloorId = PLAZA) -> None:
        """Put somebody somewhere, past all doors."""
        self.happen(put(self.hub.state, self.avatar(visitor), Spot(floor, x, y), self.now))

    def into(self, visitor: VisitorId, room: RoomId) -> None:
        """Put somebody into the upper left part of a room, past its door."""
        info = self.rules.rooms[room]
        rect = self.rules.floors[info.floor].rooms[room].rect
        self.stand(visitor, rect.x + 2 * CELL, rect.y + 2 * CELL, info.floor)

    def move(self, visitor: VisitorId, x: int, y: int, state: int = 0) -> Step:
        """One tick later the client claims a position."""
        self.now += TICK
        return self.hub.step({visitor: Move(x, y, state, self.avatar(visitor).epoch)}, self.at)

    def stroll(self, visitor: VisitorId, x: int, y: int) -> list[Event]:
        """Walk straight to a point tick by tick as a client does; ends early when corrected."""
        events: list[Event] = []
        while (self.avatar(visitor).x, self.avatar(visitor).y) != (x, y):
            avatar = self.avatar(visitor)
            way = max(abs(x - avatar.x), abs(y - avatar.y))
            share = min(1.0, STRIDE / way)
            nx, ny = avatar.x + round((x - avatar.x) * share), avatar.y + round((y - avatar.y) * share)
            epoch = avatar.epoch
            events += self.move(visitor, nx, ny).events
            if self.avatar(visitor).epoch != epoch:
                break
        return events

    def wait(self, ms: int = 500) -> list[Event]:
        """Time passes, tick by tick, and nobody gives a sign."""
        events: list[Event] = []
        for _ in range(0, ms, TICK):
            self.now += TICK
            events += self.hub.step({}, self.at).events
            events += self.hub.tick(self.at)
        return events

    def circle(self, visitor: VisitorId) -> list[VisitorId]:
        """With whom somebody talks, in the order of joining; empty when alone."""
        id = self.avatar(visitor).conversation
        return list(self.hub.state.live.conversations[id].members) if id else []


def talk(code: str, /, starts_at: int = BIRTH, **changed: object) -> Session:
    """A session of half an hour in the hall, as an import brings it."""
    plain = Session(
        SessionId(""), code, f"Talk {code}", "", HALL, "", starts_at, starts_at + 1_800_000, "Talk", "en",
        ("Sample Person",), "both", 0, 0,
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]


def kinds(events: list[Event]) -> list[str]:
    """The types of events, in order."""
    return [event.TYPE for event in events]


def refused(world: World, who: VisitorId | Actor, command: Command) -> str:
    """The code with which a command is refused; ``done`` when it is not."""
    try:
        world.do(who, command)
    except Refusal as refusal:
        return refusal.code
    return "done"
