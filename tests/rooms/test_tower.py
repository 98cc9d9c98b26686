"""The tower of a workshop: help, texts and words to all, listening in, dropping in, a vote upon all cards."""

from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.earshot import earshot
from rooms.events.breakouts import PlanSpec
from rooms.ids import BoardId, CardId, VisitorId, group_channel
from rooms.model.live import Media
from rooms.roles import Role
from tests.rooms.test_breakouts import TABLE_GROUP, Workshop, arrive
from tests.rooms.world import HALL, OFFICE, World, refused


def test_help_waits_in_a_queue_and_a_group_raises_one_flag() -> None:
    world = Workshop.of(4)
    world.seat(p0=0, p1=0, p2=1, p3=1)
    world.start()
    world.do(VisitorId("p2"), c.AskForHelp(True))
    world.now += 10
    world.do(VisitorId("p0"), c.AskForHelp(True))
    assert world.do(VisitorId("p1"), c.AskForHelp(True)) == []
    waiting = sorted(world.round.help.items(), key=lambda each: each[1].asked_at)
    assert [group for group, _ in waiting] == [world.ids[1], world.ids[0]]
    world.lead(c.SettleHelp(world.round.id, world.ids[1]))
    assert [*world.round.help] == [world.ids[0]]
    assert refused(world, world.host, c.AskForHelp(True)) == "breakout.no_member"


def test_a_text_reaches_every_group_and_its_chat_is_its_members() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    said = world.lead(c.TextGroups(world.round.id, "Five minutes"))
    channels = [group_channel(each) for each in world.ids]
    assert [each.channel for each in said if isinstance(each, e.MessagePosted)] == channels
    assert refused(world, VisitorId("p0"), c.PostMessage(channels[0], "Thanks")) == "done"
    assert refused(world, VisitorId("p0"), c.PostMessage(channels[1], "Hi")) == "breakout.no_member"
    world.lead(c.CloseRound(world.round.id))
    assert refused(world, VisitorId("p0"), c.PostMessage(channels[0], "Bye")) == "breakout.no_member"


def heard(world: World, circle: str) -> set[str]:
    """Who is heard in a circle."""
    groups = earshot(world.hub.state, world.now).groups
    return {*groups[circle].heard} if circle in groups else set()


def loud(world: World, *names: str) -> None:
    """Switch microphones on."""
    for name in names:
        world.hub.state.live.media[VisitorId(name)] = Media(True, False)


def test_a_virtual_table_has_its_own_sound_wherever_bodies_stand() -> None:
    world = Workshop.of(3, TABLE_GROUP, TABLE_GROUP)
    world.seat(p0=0, p1=0, p2=1)
    world.stand(VisitorId("p0"), 1000, 540)
    world.start()
    loud(world, "p0", "p1", "p2")
    one, two = (f"group:{each}" for each in world.ids)
    assert (heard(world, one), heard(world, two)) == ({"p0", "p1"}, {"p2"})
    whole = earshot(world.hub.state, world.now)
    assert [whole.group_of[VisitorId(f"p{n}")] for n in range(3)] == [one, one, two]
    assert heard(world, f"room:{HALL}") == set(), "who stands in the hall is at the table"


def test_a_lead_who_speaks_to_all_is_heard_everywhere_and_one_who_listens_nowhere() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    arrive(world)
    loud(world, "host", "p0", "p1")
    table = f"group:{world.ids[1]}"
    world.lead(c.SpeakToAll(world.round.id, True))
    assert (heard(world, f"room:{OFFICE}"), heard(world, table)) == ({"p0", "host"}, {"p1", "host"})
    world.lead(c.SpeakToAll(world.round.id, False))
    world.lead(c.ListenIn(world.round.id, world.ids[1]))
    whole = earshot(world.hub.state, world.now)
    assert whole.group_of[world.host] == table
    assert heard(world, table) == {"p1"}
    assert not whole.sends[world.host].mic
    world.lead(c.ListenIn(world.round.id, None))
    assert world.host not in earshot(world.hub.state, world.now).group_of


def test_a_lead_drops_in_as_a_guest_and_goes_back_to_where_they_were() -> None:
    world = Workshop.of(2)
    world.seat(p0=0, p1=1)
    world.start()
    before = world.avatar(world.host).spot
    world.lead(c.VisitGroup(world.round.id, world.ids[0]))
    assert world.avatar(world.host).room == OFFICE
    world.lead(c.VisitGroup(world.round.id, world.ids[1]))
    loud(world, "host", "p1")
    assert heard(world, f"group:{world.ids[1]}") == {"p1", "host"}
    world.lead(c.VisitGroup(world.round.id, None))
    assert world.avatar(world.host).spot == before


def test_who_leads_no_more_speaks_to_no_group() -> None:
    world = Workshop.of(2)
    helper = world.here("Helper", 700, 900)
    world.lead(c.NameBreakoutLead(world.plan_id, helper, True))
    world.start()
    world.do(helper, c.SpeakToAll(world.round.id, True))
    world.lead(c.NameBreakoutLead(world.plan_id, helper, False))
    assert [each for each in world.wait(50) if isinstance(each, e.BreakoutSpoke)] == [
        e.BreakoutSpoke(world.round.id, helper, False)
    ]


def test_a_named_lead_goes_on_when_the_moderator_is_gone() -> None:
    world = Workshop.of(2)
    helper = world.here("Helper", 700, 900)
    assert refused(world, helper, c.StartRound(world.plan_id)) == "right.missing"
    world.lead(c.NameBreakoutLead(world.plan_id, helper, True))
    world.start()
    world.do(world.host, c.Leave())
    assert refused(world, helper, c.ExtendRound(world.round.id, 60)) == "done"
    assert refused(world, helper, c.CloseRound(world.round.id)) == "done"
    assert refused(world, VisitorId("p0"), c.StartRound(world.plan_id)) == "right.missing"


def test_a_box_at_a_real_table_is_its_groups_while_a_round_runs() -> None:
    world = Workshop()
    world.host = world.here("Host", 1000, 800, Role.MODERATOR)
    box = world.box("Box")
    for name in ("P0", "P1"):
        world.here(name)
    spec = PlanSpec("Ideas", None, 20, (replace(TABLE_GROUP, box=box, table="Table 4"), TABLE_GROUP))
    (planned,) = world.do(world.host, c.PlanBreakout(spec))
    assert isinstance(planned, e.BreakoutPlanned)
    world.plan_id = planned.plan
    world.seat(p0=0, p1=1)
    world.start()
    whole = earshot(world.hub.state, world.now)
    circle = f"group:{world.ids[0]}"
    assert (whole.group_of[box], whole.groups[circle].mics) == (circle, ["box/mic"])
    world.lead(c.CloseRound(world.round.id))
    whole = earshot(world.hub.state, world.now)
    assert (whole.group_of[box], whole.groups[f"room:{HALL}"].mics) == (f"hall:{HALL}", ["box/mic"])


def test_cards_of_all_groups_come_to_a_vote_the_most_liked_first() -> None:
    world = Workshop.of(2)
    assert refused(world, world.host, c.VoteCards(world.plan_id, "Which?")) == "breakout.no_cards"
    for number, text in enumerate(("Trees", "Benches")):
        board = BoardId(f"group:{world.ids[number]}")
        world.happen([e.CardAdded(board, CardId(text), "ideas", text, world.host)])
    world.happen([e.CardVoted(BoardId(f"group:{world.ids[1]}"), CardId("Benches"), world.host, True)])
    _, opened = world.do(world.host, c.VoteCards(world.plan_id, "Which?", 60))
    assert isinstance(opened, e.PollOpened)
    assert (opened.stage, opened.spec.options) == (HALL, ("Benches", "Trees"))
