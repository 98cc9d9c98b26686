"""The media plane's table says of each tab what the plain rules say, in worlds made at random, and takes no
time that grows with pairs of people.
"""

import contextlib
import sys
from random import Random
from types import FrameType

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.earshot import Earshot, earshot
from rooms.errors import Refusal
from rooms.ids import DeckId, PeerId, RoomId, SourceId, VisitorId, camera_of, source_of
from rooms.look import Look
from rooms.model.slides import Turned
from rooms.roles import Actor, Role
from rooms.state import State
from server.effects.wants import Tab, tab_peer, want_table
from tests.rooms.workshop import CHIEF, EVA, HOST, HOUR, KIT, ROB, WAI, Workshop, opened, planned
from tests.rooms.world import GARDEN, HALL, LAB, OFFICE, QUIET, TABLE, World
from tests.server.plain_wants import plain_want

BOXES = (VisitorId("left"), VisitorId("right"))
LOU = VisitorId("lou")
"""A child of a second workshop."""
PEOPLE = tuple(VisitorId(f"{each}") for each in ("ada", "bo", "cy", "dan", "fay", "gus", "ivy"))
PLACES = (HALL, HALL, HALL, LAB, LAB, GARDEN, TABLE, OFFICE, QUIET)
SEEDS, TURNS, LOOKS = range(8), 12, 10


class Gathering:
    """A hybrid stage with interpreters, two workshops with minors, and people who do anything."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.world: Workshop = opened()
        for name in PEOPLE:
            self.world.here(name.title(), 560, 500, self.rng.choice((Role.SPEAKER, Role.GUEST)))
        for box in BOXES:
            self.world.box(box.title(), mic=True, cam=True, speaker=True, screen=self.rng.random() < 0.5)
        self.world.happen([e.StageSourceChanged(HALL, camera_of(HALL), "on")])
        self._open_another()
        self._interpret()
        with contextlib.suppress(Refusal):
            planned(self.world)
        self.everybody = (*self.world.hub.state.live.avatars, *BOXES)
        for who in self.everybody:
            self.attempt(who, c.SetMedia(True, True))
            if who not in (KIT, ROB, WAI, LOU, *BOXES):
                self.world.into(who, self.rng.choice(PLACES))

    def _open_another(self) -> None:
        told = self.world.do(HOST, c.OpenMinors("Paper", (OFFICE,), (HOST,), self.world.now + HOUR))
        (other,) = (each.workshop for each in told if isinstance(each, e.MinorsOpened))
        self.world.do(Actor(LOU, Role.GUEST), c.AskMinor(other, "Lou", Look()))
        self.world.do(LOU, c.Arrive())
        self.world.do(HOST, c.AdmitMinor(other, LOU))

    def _interpret(self) -> None:
        """Two who interpret into two languages; one of them interprets what the other one says."""
        for who, language in ((PEOPLE[0], "fr"), (PEOPLE[1], "de")):
            self.world.do(HOST, c.NameInterpreter(HALL, who, (language,)))
            for command in (c.SitAtDesk(HALL, language), c.GoOnAir(HALL, True), c.ListenTo(HALL, "fr")):
                self.attempt(who, command)

    def attempt(self, who: VisitorId, command: Command) -> None:
        """Somebody does what is allowed."""
        with contextlib.suppress(Refusal):
            self.world.do(who, command)

    def go_on(self) -> None:
        """Something happens anywhere."""
        pick, flag = self.rng.choice, self.rng.random() < 0.6
        who, layout = pick(self.everybody), pick(("picture", "speaker", "side", "gallery"))
        self.attempt(
            who,
            pick(
                (
                    c.SetMedia(flag, not flag or pick((True, False))), c.SetMedia(True, True),
                    c.ShareScreen(), c.EndScreen(), c.ViewStage(HALL, pick((layout, None))),
                    c.TalkMinor(flag), c.RaiseHand(HALL), c.Attend(pick((HALL, None))),
                    c.ListenTo(HALL, pick(("fr", None))), c.GoOnAir(HALL, flag),
                    c.SitAtDesk(HALL, pick(("fr", None))),
                )
            ),
        )  # fmt: skip
        self.attempt(pick((EVA, HOST, CHIEF)), self._hosting(who, flag))
        if self.rng.random() < 0.3 and who in self.world.hub.state.live.avatars:
            self.world.into(who, pick(PLACES))
        if self.rng.random() < 0.2:
            self._turn(flag)
        self.world.now += pick((0, 100, 5000))

    def _hosting(self, who: VisitorId, flag: bool) -> Command:
        pick, box = self.rng.choice, self.rng.choice(BOXES)
        rounds = [*self.world.hub.state.durable.breakouts.rounds.values()]
        entries = [each.id for each in self.world.hub.state.durable.queue.entries.values() if each.open]
        leading = [c.SpeakToAll(each.id, flag) for each in rounds]
        leading += [c.ListenIn(each.id, pick([*each.groups, None])) for each in rounds]
        leading += [c.VisitGroup(each.id, pick([*each.groups, None])) for each in rounds]
        return pick(
            (
                c.LayStage(HALL, pick(("picture", "speaker", "side", "gallery"))), *leading,
                c.NameInterpreter(HALL, who, ("fr",)), *map(c.AdmitEntry, entries[:3]),
                c.ShowSource(HALL, pick((None, source_of(who, "cam"), source_of(box, "cam")))),
                c.UseBox(box, flag, pick((True, False)), pick((True, False)), not flag),
            )
        )  # fmt: skip

    def _turn(self, on: bool) -> None:
        """Slides are shown on the stage, or not any more."""
        turned = self.world.hub.state.durable.slides.turned
        if on:
            turned[HALL] = Turned(DeckId("deck"), 1)
        else:
            turned.pop(HALL, None)

    def tabs(self) -> dict[PeerId, Tab]:
        """Everybody's tab in the hub, and of some the tabs in which they watch the stage."""
        tabs = [Tab(each, "hub", None) for each in self.everybody]
        watching = self.rng.sample(self.everybody, 9)
        tabs += [Tab(each, "watch", HALL, self.rng.choice(("all", "sound"))) for each in watching]
        tabs += [Tab(each, "faces", HALL, "faces") for each in watching]
        return {tab_peer(each): each for each in tabs}

    def voices(self) -> dict[RoomId, SourceId]:
        """Somebody speaks at the stage, or nobody."""
        voice = self.rng.choice((*self.everybody, "stage:hall", None, None))
        return {HALL: source_of(voice, "mic")} if voice is not None else {}


def test_what_each_tab_gets_is_what_the_plain_rules_say() -> None:
    met = set[str]()
    for seed in SEEDS:
        gathering = Gathering(seed)
        for _ in range(LOOKS):
            for _ in range(TURNS):
                gathering.go_on()
            state, now = gathering.world.hub.state, gathering.world.now
            tabs, voices, whole = gathering.tabs(), gathering.voices(), earshot(state, now)
            table = want_table(state, tabs, now, voices=voices)
            for peer, tab in tabs.items():
                assert table.peers[peer] == plain_want(state, tab, whole, now, voices), tab
            met |= kinds(state, whole)
    assert met >= {
        "child seen",
        "two sides",
        "slides",
        "desk",
        "relay",
        "channel",
        "public",
        "hall",
        "screen",
    }


def kinds(state: State, whole: Earshot) -> set[str]:
    """What makes tabs differ, as far as it is there."""
    children, groups = {KIT, ROB, LOU}, whole.groups.values()
    found = {
        "child seen": any(children & {*group.seen} for group in groups),
        "two sides": len(state.durable.minors.workshops) == 2,
        "slides": HALL in state.durable.slides.turned,
        "desk": bool(state.durable.interpreting.desks),
        "relay": bool(whole.relays),
        "channel": bool(whole.channel_of),
        "public": any(group.public for group in groups),
        "hall": bool(state.durable.on_site),
        "screen": any(group.sharing for group in groups),
    }
    return {name for name, is_met in found.items() if is_met}


@pytest.mark.parametrize("room", [LAB, HALL])
def test_three_times_the_people_take_three_times_the_steps_not_nine(room: RoomId) -> None:
    few, many = steps(20, room), steps(60, room)
    assert many < 4 * few


def steps(people: int, room: RoomId) -> int:
    """How many calls of functions the table takes where so many people are in one room, all of them seen; a
    third of them sits in the hall and listens to an interpreter.
    """
    world, count = World(), 0
    for n in range(people):
        who = world.here(f"p{n}", role=Role.SPEAKER)
        world.into(who, room)
        world.do(who, c.SetMedia(True, True))
    world.do(VisitorId("p0"), c.ShareScreen())
    tabs = [Tab(each, "hub", None) for each in world.hub.state.live.avatars]
    for n in range(people // 3):
        world.do(world.known(f"h{n}"), c.Attend(HALL))
        tabs.append(Tab(VisitorId(f"h{n}"), "phone", HALL, "sound"))

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    want_table(world.hub.state, {tab_peer(each): each for each in tabs}, world.now)
    sys.setprofile(before)
    return count
