"""Workshops with minors: nobody apart, by voice or in writing, no links, and no group that reaches out."""

import timeit
from time import thread_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands as c
from rooms import events as e
from rooms.earshot import earshot
from rooms.events.groups import GroupSpec, Participant, PlanSpec
from rooms.ids import (
    HUB_CHANNEL,
    BoardId,
    GroupId,
    VisitorId,
    direct_channel,
    group_channel,
    room_channel,
)
from rooms.minors.children import PAUSE_MS, TALK_MS
from rooms.minors.links import leads_away
from rooms.project import project
from tests.rooms.workshop import (
    ANN,
    CHIEF,
    CHILDREN,
    EVA,
    HOST,
    KIT,
    OUTSIDE,
    ROB,
    WAI,
    heard,
    opened,
    planned,
    seen,
)
from tests.rooms.world import LAB, OFFICE, TABLE, refused

if TYPE_CHECKING:
    from rooms.commands import Command

# -- nobody apart ----------------------------------------------------------------------------------


def test_no_direct_message_goes_to_a_child_or_comes_from_one() -> None:
    world = opened()
    pairs = [(ANN, KIT), (KIT, ANN), (KIT, ROB), (EVA, WAI), (WAI, EVA)]
    for one, other in pairs:
        code = refused(world, one, c.PostMessage(direct_channel(one, other), "psst"))
        assert code in {"minors.no_direct", "minors.denied", "visitor.unknown"}, (one, other)
        assert refused(world, one, c.NoteTyping(direct_channel(one, other))) != "done"
    assert refused(world, ANN, c.PostMessage(direct_channel(ANN, KIT), "psst")) == "minors.no_direct"
    assert refused(world, KIT, c.PostMessage(HUB_CHANNEL, "hello")) != "done"
    world.do(ANN, c.PostMessage(direct_channel(ANN, EVA), "see you"))


def test_no_door_and_no_circle_is_closed_inside() -> None:
    world = opened()
    for who in (ANN, EVA, KIT):
        assert refused(world, who, c.LockConversation()) in {"conversation.not_inside", "minors.denied"}
    assert refused(world, EVA, c.LockRoom(LAB)) == refused(world, EVA, c.LockRoom(TABLE)) == "minors.no_lock"
    for who in (KIT, ROB, ANN):
        world.into(who, LAB)
    world.wait(1000)
    assert all(not world.circle(each) for each in (KIT, ROB, ANN))


def test_an_adult_alone_with_a_child_hears_and_sends_nothing_until_somebody_comes() -> None:
    world = opened()
    world.child("Sol")
    for who in (ANN, KIT, EVA, ROB):
        world.do(who, c.SetMedia(True, True))
    world.do(KIT, c.TalkMinor(True))
    assert heard(world, KIT) == {ANN, EVA}
    for who in (ANN, KIT):
        world.do(who, c.EnterRoom(TABLE))
    whole = earshot(world.hub.state, world.now)
    assert not whole.sends[ANN].is_any
    assert not whole.sends[KIT].is_any
    assert heard(world, KIT) == heard(world, ANN) == set()
    (alarm,) = [each for each in world.wait(50) if isinstance(each, e.MinorAlone)]
    assert (alarm.room, alarm.adult, alarm.child, alarm.on) == (TABLE, ANN, KIT, True)
    assert seen(world, [alarm], EVA) == ["minors.alone"]
    assert seen(world, [alarm], ROB) == seen(world, [alarm], CHIEF) == []
    world.do(KIT, c.EnterRoom(LAB))
    world.into(KIT, LAB)
    world.do(KIT, c.TalkMinor(True))
    assert heard(world, EVA) == {KIT}
    assert [each.on for each in world.wait(50) if isinstance(each, e.MinorAlone)] == [False]


def test_nothing_is_written_while_one_adult_and_one_child_are_alone() -> None:
    world = opened(children=False)
    world.child("Kit")
    world.do(EVA, c.Leave())
    for who in (ANN, KIT):
        assert refused(world, who, c.PostMessage(room_channel(LAB), "hello")) == "minors.alone"
    world.child("Rob")
    assert refused(world, KIT, c.PostMessage(room_channel(LAB), "hello")) == "done"


# -- sound and picture -----------------------------------------------------------------------------


def test_a_child_is_heard_only_while_it_holds_the_key_and_that_for_a_while() -> None:
    world = opened()
    world.do(KIT, c.SetMedia(True, False))
    assert KIT not in heard(world, ANN)
    assert not earshot(world.hub.state, world.now).sends[KIT].mic
    world.do(KIT, c.TalkMinor(True))
    assert KIT in heard(world, ANN)
    world.now += TALK_MS
    assert KIT not in heard(world, ANN)
    assert not earshot(world.hub.state, world.now).sends[KIT].mic
    (over,) = [each for each in world.wait(50) if isinstance(each, e.MinorTalking)]
    assert (over.visitor, over.until) == (KIT, None)
    world.now += PAUSE_MS
    world.do(KIT, c.TalkMinor(True))
    world.do(KIT, c.TalkMinor(False))
    assert KIT not in heard(world, ANN)
    for who in (ANN, CHIEF):
        assert refused(world, who, c.TalkMinor(True)) == "minors.not_inside"


def test_a_key_held_on_is_let_go_before_it_counts_again() -> None:
    world = opened()
    world.do(KIT, c.SetMedia(True, False))
    world.do(KIT, c.TalkMinor(True))
    world.now += TALK_MS - 1
    assert world.do(KIT, c.TalkMinor(True)) == []
    world.now += 1
    assert refused(world, KIT, c.TalkMinor(True)) == "minors.pause"
    assert KIT not in heard(world, ANN)
    world.now += PAUSE_MS
    world.do(KIT, c.TalkMinor(True))
    world.do(KIT, c.TalkMinor(False))
    assert refused(world, KIT, c.TalkMinor(True)) == "minors.pause"


def test_who_leaves_holds_no_key_any_more() -> None:
    world = opened()
    world.do(KIT, c.TalkMinor(True))
    world.do(KIT, c.Leave())
    assert not world.hub.state.live.minors.talking


def test_a_child_shares_no_screen() -> None:
    world = opened()
    assert refused(world, KIT, c.ShareScreen()) == "minors.denied"
    world.happen([e.MediaChanged(KIT, True, True, e.Share(world.now, f"room:{LAB}"))])
    assert earshot(world.hub.state, world.now).sends[KIT].screen is None


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_hears_the_workshop_even_with_a_body_inside(who: VisitorId) -> None:
    world = opened()
    for each in (KIT, ANN, who):
        world.do(each, c.SetMedia(True, True))
    world.do(KIT, c.TalkMinor(True))
    world.into(who, LAB)
    assert heard(world, who) == set()
    assert who not in heard(world, ANN) | heard(world, KIT)


# -- words -----------------------------------------------------------------------------------------

WORD = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), min_size=1, max_size=12)
ENDING = st.sampled_from(["com", "de", "org", "net", "io", "eu"])


@given(
    WORD, ENDING, st.sampled_from(["https://{}.{}", "www.{}.{}", "{}.{}", "me@{}.{}", "http://{}.{}/x?y=1"])
)
def test_an_address_is_found_however_it_is_dressed_up(word: str, ending: str, shape: str) -> None:
    plain = shape.format(word, ending)
    dressed = (
        plain,
        plain.upper(),
        f"look: {plain}!",
        plain.replace(".", "．"),
        plain.replace(".", ".\u200b"),
        "".join(chr(ord(ch) + 0xFEE0) if "!" <= ch <= "~" else ch for ch in plain),
        plain.replace(".", " (dot) "),
        plain.replace("@", " (at) "),
    )
    assert all(leads_away(each) for each in dressed)


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "We are 3.5 metres away",
        "z.B. so",
        "Ich komme um 10.30 Uhr",
        "A, B and C.",
        "Nice! :)",
        "1:0 for us",
        "Robots... and more",
        "and/or",
        "10.2.2026",
        "Version 2.0.1",
        "Das war gut.Und jetzt?",
        "Hallo. Wie geht es dir",
        "Warte ...so geht es",
        "d.h. im Garten, i.d.R. so, u.a. am Tisch",
        "Der Punkt am Rand ist klar",
        "Ja.Oder?!",
        "@Ann schau",
        "min./max. 3/4",
    ],
)
def test_what_is_no_address_is_let_through(text: str) -> None:
    assert not leads_away(text)


@pytest.mark.parametrize(
    "text",
    [
        "linktr.ee/abc",
        "goo.gl/x",
        "foo.dk",
        "foo.media/x",
        "foo.museum:80",
        "пример.рф",
        "example .com",
        "example   .dk",
        "example [.] dk",
        "x@gmail",
        "xn--e1afmkfd",
    ],
)
def test_an_address_of_any_country_or_with_a_path_is_found(text: str) -> None:
    assert leads_away(f"look: {text} !")


@pytest.mark.parametrize("part", ["a.", "aa.", "a" * 23 + ".", "a ", "a @ ", "http", "a dot ", "[dot", "w"])
def test_a_long_text_is_looked_through_in_no_time(part: str) -> None:
    text = (part * 5000)[:5000]
    fastest = min(timeit.repeat(lambda: leads_away(text), timer=thread_time, number=1, repeat=5))
    assert fastest < 0.05  # what goes through it again for each letter takes seconds


def test_no_text_of_the_workshop_holds_an_address_whoever_writes_it() -> None:
    world = opened()
    plan, group = planned(world)
    link = "see https://example.org/x"
    board, channel = BoardId(f"room:{LAB}"), room_channel(LAB)
    spec = world.hub.state.durable.breakouts.plans[plan].spec
    round_ = next(iter(world.hub.state.durable.breakouts.rounds))
    for who in (ANN, KIT):
        world.do(who, c.PostMessage(channel, "hello"))
        mine = next(reversed(world.hub.state.durable.messages))
        world.do(who, c.AddCard(board, "ideas", f"a card of {who}"))
        card = world.hub.state.durable.boards.of(board)[-1].id
        texts = (
            c.PostMessage(channel, link),
            c.EditMessage(mine, link),
            c.AddCard(board, "ideas", link),
            c.EditCard(card, link),
            c.ArrangeBoard(board, (e.Column("ideas", link),)),
            c.DescribeOneself(plan, {"hobby": link}),
        )
        for command in texts:
            assert refused(world, who, command) == "minors.link", command
    leading = (
        c.EditBreakout(plan, e.PlanSpec(link, LAB, 20, spec.groups)),
        c.CopyBreakout(plan, link),
        c.SetTask(round_, group, link),
        c.GiveRole(round_, KIT, link),
        c.TextGroups(round_, link),
        c.SplitGroup(round_, group, link, (KIT,)),
        c.SetRoster(plan, (Participant(link, {}),)),
    )
    for command in leading:
        assert refused(world, ANN, command) == "minors.link", command
    world.do(CHIEF, c.PostMessage(HUB_CHANNEL, link))


# -- breakouts -------------------------------------------------------------------------------------


def test_named_adults_lead_the_workshops_groups_and_no_host_beside_them() -> None:
    world = opened()
    plan, group = planned(world)
    round_ = next(iter(world.hub.state.durable.breakouts.rounds.values()))
    assert set(round_.groups[group].members) == {KIT, ROB}
    world.do(ANN, c.SetTask(round_.id, group, "Write"))
    for who in OUTSIDE:
        commands: tuple[Command, ...] = (
            c.EditBreakout(plan, PlanSpec("Mine", None, 20, (GroupSpec(group, "One"),))),
            c.CopyBreakout(plan, "Copy"),
            c.NameBreakoutLead(plan, who, True),
            c.StartRound(plan),
            c.CloseRound(round_.id),
            c.ListenIn(round_.id, group),
            c.VisitGroup(round_.id, group),
            c.SpeakToAll(round_.id, True),
            c.TextGroups(round_.id, "hi"),
            c.MoveMember(round_.id, who, group),
            c.ChooseGroup(plan, group),
            c.AddCard(BoardId(f"group:{group}"), "ideas", "x"),
            c.PostMessage(group_channel(group), "x"),
            c.RemoveBreakout(plan),
            c.AssignGroups(plan, "random"),
        )
        for command in commands:
            assert refused(world, who, command) in {"breakout.unknown", "right.missing"}, (who, command)
        shown = [e.BreakoutTimed(round_.id, 9, None, True), e.BreakoutHelpSet(round_.id, group, KIT, 5)]
        assert seen(world, shown, who) == []


def test_a_plan_of_the_workshop_stays_its_own_and_reaches_no_other_room() -> None:
    world = opened()
    plan, group = planned(world)
    other = PlanSpec("Ideas", None, 20, (GroupSpec(group, "One"),))
    assert refused(world, EVA, c.EditBreakout(plan, other)) == "minors.stay"
    far = PlanSpec("Ideas", LAB, 20, (GroupSpec(group, "One", OFFICE),))
    assert refused(world, EVA, c.EditBreakout(plan, far)) == "minors.stay"
    world.box("Box")
    hall = PlanSpec("Ideas", LAB, 20, (GroupSpec(group, "One", box=VisitorId("box"), table="1"),))
    assert refused(world, EVA, c.EditBreakout(plan, hall)) == "minors.no_box"
    into = PlanSpec("Mine", None, 20, (GroupSpec(GroupId(""), "One", LAB),))
    assert refused(world, HOST, c.PlanBreakout(into)) == "minors.closed"


def test_a_plan_of_the_hub_takes_no_child_along_and_recognises_none() -> None:
    world = opened()
    spec = PlanSpec("All", None, 20, (GroupSpec(GroupId(""), "One"),))
    (made,) = world.do(HOST, c.PlanBreakout(spec))
    assert isinstance(made, e.BreakoutPlanned)
    world.do(HOST, c.SetRoster(made.plan, (Participant("Kit", {}),)))
    assert world.hub.state.durable.breakouts.plans[made.plan].roster[0].visitor is None
    world.do(HOST, c.StartRound(made.plan))
    round_ = next(iter(world.hub.state.durable.breakouts.rounds.values()))
    assert not {KIT, ROB, WAI} & set(round_.seats())
    for child in CHILDREN:
        assert refused(world, HOST, c.MoveMember(round_.id, child, next(iter(round_.groups)))) == (
            "visitor.unknown"
        )
        assert refused(world, child, c.ChooseGroup(made.plan, None)) == "breakout.unknown"


# -- reports ---------------------------------------------------------------------------------------


def test_a_report_stays_inside_unless_it_is_about_a_named_adult() -> None:
    world = opened()
    (among,) = world.do(KIT, c.FileReport(ROB, "harassment"))
    (about,) = world.do(ROB, c.FileReport(ANN, "child"))
    assert [seen(world, [among, about], who) for who in (ANN, EVA, CHIEF, HOST)] == [
        ["report.filed"],
        ["report.filed", "report.filed"],
        ["report.filed"],
        [],
    ]
    shown = project(world.hub.state, about, world.hub.actor(CHIEF), world.now)
    assert isinstance(shown, e.ReportFiled)
    assert shown.visitor == "system"
    assert isinstance(among, e.ReportFiled)
    assert refused(world, HOST, c.SettleReport(among.report, "nothing")) == "report.unknown"
