"""Breakouts: people called to groups and back, by a clock that downtime counts for."""

from dataclasses import replace

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.breakouts.assign import assign
from rooms.breakouts.people import wanted
from rooms.commands import Command
from rooms.events import Event, Spot
from rooms.events.groups import GroupSpec, PlanSpec
from rooms.hub import Hub
from rooms.ids import GroupId, InviteId, PlanId, RoomId, VisitorId
from rooms.look import Look
from rooms.model.breakouts import Plan, Round
from rooms.project import project
from rooms.roles import Actor, Role
from tests.rooms.world import GARDEN, HALL, LAB, OFFICE, PLAZA, SHED, World, kinds, refused

OFFICE_GROUP = GroupSpec(GroupId(""), "One", OFFICE)
TABLE_GROUP = GroupSpec(GroupId(""), "Two")


class Workshop(World):
    """A world with a host, people in the garden, and a plan for all of them."""

    host: VisitorId
    plan_id: PlanId

    @classmethod
    def of(cls, people: int, *groups: GroupSpec, **spec: object) -> "Workshop":
        """So many people, and a plan with these groups (else one in the office, one at a virtual table)."""
        world = cls()
        world.host = world.here("Host", 1000, 800, Role.MODERATOR)
        for number in range(people):
            world.here(f"P{number}", 80 + 40 * number % 200, 660 + 40 * (40 * number // 200))
        plain = PlanSpec("Ideas", None, 20, groups or (OFFICE_GROUP, TABLE_GROUP), "Write")
        done = world.do(world.host, c.PlanBreakout(replace(plain, **spec)))  # type: ignore[arg-type]
        (planned,) = (each for each in done if isinstance(each, e.BreakoutPlanned))
        world.plan_id = planned.plan
        return world

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.hub.state.durable.breakouts.plans[self.plan_id]

    @property
    def round(self) -> Round:
        """The newest round."""
        return list(self.hub.state.durable.breakouts.rounds.values())[-1]

    @property
    def ids(self) -> list[GroupId]:
        """The groups of the plan."""
        return [each.id for each in self.plan.spec.groups]

    def seat(self, **where: int) -> None:
        """Put people by name into groups by number."""
        for name, group in where.items():
            self.do(self.host, c.PutIntoGroup(self.plan_id, VisitorId(name), self.ids[group]))

    def start(self, **more: object) -> list[Event]:
        """Begin a round, and call everybody."""
        begun = self.do(self.host, c.StartRound(self.plan_id, **more))  # type: ignore[arg-type]
        return [*begun, *self.call()]

    def call(self) -> list[Event]:
        """What the ticks do until nobody is left to be called."""
        events: list[Event] = []
        while commands := self.hub.calling():
            for command in commands:
                events += self.system(command)
        return events

    def look(self) -> list[Event]:
        """What is due at this time, and what follows."""
        events: list[Event] = []
        for command in self.hub.due(self.now):
            events += self.system(command)
        return [*events, *self.call()]

    def at_group(self, name: str) -> GroupId | None:
        """In which group somebody sits."""
        seat = self.hub.state.durable.breakouts.seats.get(VisitorId(name))
        return seat.group if seat is not None else None

    def spot(self, name: str) -> Spot:
        """Where somebody stands."""
        return self.avatar(VisitorId(name)).spot

    def lead(self, command: Command) -> list[Event]:
        """What the host does, and what the ticks do after it."""
        return [*self.do(self.host, command), *self.call()]


def arrive(world: World) -> None:
    """Let all walks end."""
    world.wait(20_000)


def test_people_walk_to_their_rooms_and_return_to_the_very_place_they_left() -> None:
    world = Workshop.of(4)
    world.seat(p0=0, p1=0, p2=1, p3=1)
    before = {name: world.spot(name) for name in ("p0", "p1", "p2", "p3")}
    events = world.start()
    assert kinds(events).count("walk.started") == 2
    arrive(world)
    assert [world.avatar(VisitorId(name)).room for name in ("p0", "p1")] == [OFFICE, OFFICE]
    assert [world.spot(name) for name in ("p2", "p3")] == [before["p2"], before["p3"]]
    world.lead(c.CloseRound(world.round.id))
    assert {name: world.spot(name) for name in before} == before
    assert world.hub.state.durable.breakouts.seats == {}


def test_whose_place_is_taken_returns_to_the_nearest_free_ground() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    before = world.spot("p0")
    world.start()
    arrive(world)
    world.stand(world.here("Late", role=Role.MODERATOR), before.x, before.y)
    world.lead(c.CloseRound(world.round.id))
    back = world.spot("p0")
    assert back != before
    assert abs(back.x - before.x) <= 48
    assert abs(back.y - before.y) <= 48


def test_nobody_is_put_onto_another_who_is_called_in_the_same_tick() -> None:
    world = Workshop.of(8, GroupSpec(GroupId(""), "One", LAB), walk=False)
    world.start()
    spots = [world.spot(f"p{n}") for n in range(8)]
    assert len({*spots}) == 8


@pytest.mark.parametrize(("room", "count"), [(None, 8), (LAB, 2)])
@pytest.mark.parametrize("walk", [False, True])
def test_a_few_people_are_called_in_each_tick_and_fewer_if_they_leave_their_place(
    room: RoomId | None, count: int, walk: bool
) -> None:
    world = Workshop.of(20, GroupSpec(GroupId(""), "One", room), walk=walk)
    world.do(world.host, c.StartRound(world.plan_id))
    (command,) = world.hub.calling()
    assert kinds(world.system(command)).count("breakout.seated") == count


def test_a_round_ends_by_the_clock_also_while_the_server_is_down() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    ends_at = world.round.ends_at
    again = Hub(world.rules, world.hub.state.durable.copy())
    world.hub = again
    world.now += 3 * 3600 * 1000
    ended = [each for each in world.look() if isinstance(each, e.BreakoutEnded)]
    assert [(each.ended_at, each.why) for each in ended] == [(ends_at, "time")]
    assert world.hub.state.durable.breakouts.seats == {}


def test_a_pause_keeps_what_is_left_and_more_time_can_be_given() -> None:
    world = Workshop.of(2)
    world.start()
    world.now += 300_000
    world.lead(c.PauseRound(world.round.id))
    assert (world.round.ends_at, world.round.left_ms) == (None, 900_000)
    world.now += 3_600_000
    world.look()
    assert world.round.runs
    world.lead(c.ResumeRound(world.round.id))
    world.lead(c.ExtendRound(world.round.id, 60))
    assert world.round.ends_at == world.now + 960_000


def test_all_or_one_group_end_with_a_countdown() -> None:
    world = Workshop.of(4)
    world.seat(p0=0, p1=0, p2=1, p3=1)
    world.start()
    arrive(world)
    world.lead(c.CloseGroup(world.round.id, world.ids[1], 10))
    world.lead(c.CloseRound(world.round.id, 30))
    assert world.round.closing
    world.now += 10_000
    world.look()
    assert [world.at_group(name) for name in ("p0", "p2")] == [world.ids[0], None]
    world.now += 20_000
    world.look()
    assert (world.round.runs, world.round.why) == (False, "host")
    assert world.at_group("p0") is None


def test_who_comes_late_goes_to_the_smallest_suitable_group() -> None:
    world = Workshop.of(3, OFFICE_GROUP, replace(TABLE_GROUP, size=1))
    world.seat(p0=0, p1=0, p2=1)
    world.start()
    world.here("Late", 300, 700)
    world.look()
    assert world.at_group("late") == world.ids[0]
    world.here("Later", 340, 700)
    world.look()
    assert world.at_group("later") is None, "the office holds three, the table one"


def test_who_comes_late_goes_to_the_smallest_of_three_groups() -> None:
    world = Workshop.of(6, *(replace(TABLE_GROUP, title=each) for each in ("Three", "One", "Two")))
    world.seat(p0=0, p1=0, p2=0, p3=1, p4=2, p5=2)
    world.start()
    for late, group in (("ann", 1), ("bea", 1), ("cem", 2)):
        world.here(late.title(), 300, 700)
        world.look()
        assert world.at_group(late) == world.ids[group]


@pytest.mark.parametrize("german", [0, 1])
@pytest.mark.parametrize("speaks", ["de", "en"])
def test_of_groups_of_one_size_who_comes_late_goes_to_the_one_with_fewest_of_their_kind(
    german: int, speaks: str
) -> None:
    world = Workshop.of(2, TABLE_GROUP, TABLE_GROUP, traits=("language",))
    world.seat(**{f"p{number}": number for number in range(2)})
    for number in range(2):
        said = {"language": "de" if number == german else "en"}
        world.do(VisitorId(f"p{number}"), c.DescribeOneself(world.plan_id, said))
    world.start()
    late = world.here("Late", 300, 700)
    world.do(late, c.DescribeOneself(world.plan_id, {"language": speaks}))
    world.look()
    assert world.at_group("late") == world.ids[1 - german if speaks == "de" else german]


@pytest.mark.parametrize("seed", range(8))
def test_who_sits_in_the_hall_and_who_is_online_are_spread_over_the_groups(seed: int) -> None:
    world = Workshop.of(4, TABLE_GROUP, TABLE_GROUP, traits=("mode",))
    hall = {VisitorId("p0"), VisitorId("p1")}
    for each in hall:
        world.do(each, c.Attend(HALL))
    done = assign(wanted(world.hub.state, world.plan, "balanced", seed, world.now))
    assert len({done.seats[each] for each in hall}) == 2
    assert done.report.spread == {"mode": 0}


def test_late_comers_are_left_alone_where_the_plan_says_so_or_they_are_elsewhere() -> None:
    for spec in ({"late": False}, {"room": GARDEN}):
        world = Workshop.of(2, **spec)
        world.start()
        world.stand(world.here("Late"), 700, 900)
        world.look()
        assert world.at_group("late") is None


def test_who_loses_the_hub_and_comes_back_is_called_again() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    gone = VisitorId("p1")
    world.do(gone, c.Leave())
    world.look()
    assert world.at_group("p1") is None
    world.do(gone, c.Arrive())
    world.look()
    assert world.at_group("p1") == world.ids[1]


def test_who_was_on_the_way_when_the_server_stopped_stands_at_the_table() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    world.wait(200)
    halfway = world.spot("p0")
    world.hub = Hub(world.rules, world.hub.state.durable.copy())
    world.hub.restore([(VisitorId("p0"), halfway)], world.now)
    assert world.avatar(VisitorId("p0")).room == OFFICE


def test_a_lead_moves_swaps_merges_and_splits() -> None:
    world = Workshop.of(4)
    one, two = world.ids
    world.seat(p0=0, p1=0, p2=1, p3=1)
    before = {name: world.spot(name) for name in ("p0", "p1", "p2", "p3")}
    world.start()
    arrive(world)
    world.lead(c.SwapMembers(world.round.id, VisitorId("p0"), VisitorId("p2")))
    assert [world.at_group(name) for name in ("p0", "p2")] == [two, one]
    world.lead(c.MoveMember(world.round.id, VisitorId("p3"), one))
    world.lead(c.SplitGroup(world.round.id, one, "New", (VisitorId("p1"), VisitorId("p2"))))
    new = [each for each in world.round.groups if each not in (one, two)][0]
    assert world.round.groups[new].members == (VisitorId("p1"), VisitorId("p2"))
    world.lead(c.MergeGroups(world.round.id, new, two))
    assert {*world.round.groups[two].members} == {"p0", "p1", "p2"}
    assert world.round.groups[new].into == two
    world.lead(c.MoveMember(world.round.id, VisitorId("p2"), None))
    assert world.spot("p2") == before["p2"]
    world.look()
    assert world.at_group("p2") is None, "who was sent back is not called again"
    world.lead(c.CloseRound(world.round.id))
    assert {name: world.spot(name) for name in before} == before


@pytest.mark.parametrize("how", ["move", "swap", "split"])
def test_the_group_that_somebody_leaves_is_told_so_without_their_places(how: str) -> None:
    world = Workshop.of(4, OFFICE_GROUP, TABLE_GROUP, replace(TABLE_GROUP, title="Three"))
    one, two, _three = world.ids
    world.seat(p0=0, p1=0, p2=1, p3=2)
    world.start()
    arrive(world)
    gone, round_ = VisitorId("p0"), world.round.id
    commands = {
        "move": c.MoveMember(round_, gone, two),
        "swap": c.SwapMembers(round_, gone, VisitorId("p2")),
        "split": c.SplitGroup(round_, one, "New", (gone,)),
    }
    (moved,) = (
        each
        for each in world.lead(commands[how])
        if isinstance(each, e.BreakoutSeated) and each.visitor == gone
    )
    told = project(world.hub.state, moved, Actor(VisitorId("p1"), Role.GUEST), world.now)
    assert told == replace(moved, spot=None, return_to=None)
    assert moved.left == one
    assert project(world.hub.state, moved, Actor(VisitorId("p3"), Role.GUEST), world.now) is None


def test_the_next_round_leads_from_table_to_table_and_only_the_last_one_back() -> None:
    world = Workshop.of(4, walk=False)
    world.seat(p0=0, p1=0, p2=1, p3=1)
    before = {name: world.spot(name) for name in ("p0", "p1", "p2", "p3")}
    world.start()
    world.seat(p0=1, p1=0, p2=0, p3=1)
    events = world.start()
    assert "breakout.returned" not in kinds(events)
    assert [world.at_group(name) for name in before] == [world.ids[n] for n in (1, 0, 0, 1)]
    world.lead(c.CloseRound(world.round.id))
    assert {name: world.spot(name) for name in before} == before


def test_an_assignment_is_asked_for_and_taken_with_its_report() -> None:
    world = Workshop.of(4, traits=("language",))
    for number in range(4):
        said = {"language": "de" if number % 2 else "en"}
        world.do(VisitorId(f"p{number}"), c.DescribeOneself(world.plan_id, said))
    (asked,) = world.do(world.host, c.AssignGroups(world.plan_id, "balanced", 3))
    assert isinstance(asked, e.BreakoutAssigning)
    found = assign(wanted(world.hub.state, world.plan, "balanced", 3, world.now))
    world.system(c.SetAssignment(world.plan_id, found.seats, found.report, found.rotation))
    assert world.plan.report is not None
    assert (world.plan.report.guarantee, world.plan.report.spread) == ("traits", {"language": 0})
    assert len(world.plan.seats) == 4


def test_the_last_round_seats_people_as_they_sat_at_its_end() -> None:
    world = Workshop.of(4)
    world.seat(p0=0, p1=0, p2=1, p3=1)
    world.start()
    world.lead(c.MoveMember(world.round.id, VisitorId("p0"), world.ids[1]))
    world.lead(c.CloseRound(world.round.id))
    world.seat(p0=0, p1=1, p2=0, p3=0)
    found = assign(wanted(world.hub.state, world.plan, "last", 3, world.now))
    assert found.seats == {VisitorId(f"p{n}"): world.ids[group] for n, group in enumerate((1, 0, 1, 1))}


def test_people_choose_a_group_as_long_as_there_is_place() -> None:
    world = Workshop.of(3, replace(TABLE_GROUP, size=1), TABLE_GROUP, choice=True)
    one, two = world.ids
    assert refused(world, VisitorId("p0"), c.ChooseGroup(world.plan_id, one)) == "done"
    assert refused(world, VisitorId("p1"), c.ChooseGroup(world.plan_id, one)) == "breakout.full"
    world.start()
    assert [world.at_group(f"p{n}") for n in range(3)] == [one, two, two]


def test_a_rehearsal_calls_nobody_and_ends_before_the_real_round() -> None:
    world = Workshop.of(2)
    spots = [world.spot("p0"), world.spot("p1")]
    world.start(rehearsal=True, pretend=12)
    assert world.round.rehearsal
    assert sum(len(each.members) for each in world.round.groups.values()) == 12
    assert [world.spot("p0"), world.spot("p1")] == spots
    world.lead(c.MoveMember(world.round.id, VisitorId("person:1"), world.ids[1]))
    assert VisitorId("person:1") in world.round.groups[world.ids[1]].members
    assert refused(world, world.host, c.TextGroups(world.round.id, "Hi")) == "breakout.rehearsal"
    world.start()
    assert not world.round.rehearsal
    assert world.round.number == 1


def test_a_roster_recognises_people_by_name_and_by_invite() -> None:
    world = Workshop.of(1)
    link = InviteId("link")
    world.do(world.host, c.CreateInvite(link, Role.GUEST, world.now + 9999, 1))
    lines = (
        e.Participant("p0", {"language": "de"}),
        e.Participant("Zoe", {}, link),
        e.Participant("Nobody", {}),
    )
    world.lead(c.SetRoster(world.plan_id, lines))
    world.do(Actor(VisitorId("z"), Role.GUEST), c.Join("Other name", Look(), link))
    assert [each.visitor for each in world.plan.roster] == ["p0", "z", None]


def test_nothing_of_somebody_who_is_erased_stays_in_a_breakout() -> None:
    world = Workshop.of(3, roles=("Notes",))
    world.lead(c.SetRoster(world.plan_id, (e.Participant("P0", {"skill": "new"}),)))
    world.do(VisitorId("p0"), c.DescribeOneself(world.plan_id, {"language": "de"}))
    world.start()
    world.do(VisitorId("p0"), c.AskForHelp(True))
    assert "p0" in repr(world.hub.state.durable.breakouts)
    world.system(c.Erase(VisitorId("p0")))
    assert "p0" not in repr(world.hub.state.durable.breakouts).lower()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"minutes": 0}, "minutes"),
        ({"groups": ()}, "groups"),
        ({"groups": (OFFICE_GROUP, OFFICE_GROUP)}, "groups.0.room"),
        ({"groups": (replace(OFFICE_GROUP, room=HALL),)}, "groups.0.room"),
        ({"groups": (replace(OFFICE_GROUP, size=-1),)}, "groups.0.size"),
        ({"groups": (replace(OFFICE_GROUP, box=VisitorId("none")),)}, "groups.0.box"),
        ({"roles": ("Notes", "Notes")}, "roles"),
        ({"polls": (e.PollSpec("Tea?", "single", ("Yes",), 1, True, "live"),)}, "polls.0.options"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_the_field(changed: dict[str, object], field: str) -> None:
    world = Workshop.of(1)
    spec = replace(world.plan.spec, **changed)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="breakout.invalid") as caught:
        world.do(world.host, c.EditBreakout(world.plan_id, spec))
    assert caught.value.details["field"] == field  # type: ignore[attr-defined]


def test_two_plans_do_not_share_a_room_or_a_person_at_the_same_time() -> None:
    world = Workshop.of(2)
    world.start()
    first = world.round.id
    (planned,) = world.do(world.host, c.PlanBreakout(replace(world.plan.spec, title="Other")))
    assert isinstance(planned, e.BreakoutPlanned)
    assert refused(world, world.host, c.StartRound(planned.plan)) == "breakout.nobody"
    world.here("P9", 300, 700)
    assert refused(world, world.host, c.StartRound(planned.plan)) == "breakout.no_place"
    assert world.round.id == first


def test_a_group_keeps_its_id_from_round_to_round_and_a_copy_has_its_own() -> None:
    world = Workshop.of(2)
    ids = world.ids
    world.lead(c.EditBreakout(world.plan_id, replace(world.plan.spec, title="Other")))
    assert world.ids == ids
    copied = world.do(world.host, c.CopyBreakout(world.plan_id, "Again"))[0]
    assert isinstance(copied, e.BreakoutPlanned)
    assert not {each.id for each in copied.spec.groups} & {*ids}
    assert refused(world, world.host, c.RemoveBreakout(copied.plan)) == "done"
    world.start()
    assert refused(world, world.host, c.RemoveBreakout(world.plan_id)) == "breakout.running"


def test_who_is_on_another_floor_is_put_into_the_room_at_once() -> None:
    world = Workshop.of(1, replace(OFFICE_GROUP, room=SHED))
    before = world.spot("p0")
    world.start()
    assert world.avatar(VisitorId("p0")).room == SHED
    world.lead(c.CloseRound(world.round.id))
    assert world.spot("p0") == before
    assert before.floor == PLAZA
