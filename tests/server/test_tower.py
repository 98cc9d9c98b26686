"""The tower of a workshop over real sockets: what a lead does to groups reaches those it concerns, and what
is said there is heard by them alone, in the packets of a real media worker.
"""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from server.auth.sessions import Sessions
from server.live.fanout import FanOut
from server.snapshots import Snapshots
from server.ticker import Ticker
from tests.durability.holder import host_on
from tests.media.probe import Probe, talk
from tests.server.small_hub import hub_of, peopled
from tests.server.test_boxes import device, pair
from tests.server.test_breakouts import planned, started
from tests.server.test_media_rights import Desk, nothing_reaches
from tests.until import until
from tests.visitor import Refused, Visitor

Json = dict[str, Any]
TABLES = [{"id": "", "title": "One"}, {"id": "", "title": "Two"}, {"id": "", "title": "Three"}]
NAMES = ("Ann", "Gus", "Eve", "Ivy", "Bob")


def told_of(person: Visitor, event: str) -> list[Json]:
    """All that somebody was told by events of one kind."""
    return [payload["data"] for name, payload in person.events if name == event]


async def test_a_lead_swaps_moves_splits_and_merges_and_those_of_both_groups_learn_of_it(
    tmp_path: Path,
) -> None:
    async with peopled(tmp_path, *NAMES) as (_hub, (ann, gus, eve, ivy, bob)):
        plan = await planned(ann, groups=TABLES, roles=["Chair"])
        one, two, three = (each["id"] for each in plan["spec"]["groups"])
        round_ = await started(ann, plan, {gus.id: 0, eve.id: 0, ivy.id: 1, bob.id: 2})
        for each in (gus, eve, ivy, bob):
            seat = (await each.told("breakout.seated", visitor=each.id))["data"]
            chair = {one: gus.id, two: ivy.id, three: bob.id}[seat["group"]]
            assert seat["roles"] == {chair: "Chair"}
        await ann.do("breakout.swap", round=round_, one=gus.id, other=ivy.id)
        came = await gus.told("breakout.seated", visitor=gus.id, group=two)
        assert (came["data"]["members"], came["data"]["left"]) == ([gus.id], one)
        await eve.told("breakout.seated", visitor=gus.id, group=two, left=one)
        await eve.told("breakout.seated", visitor=ivy.id, group=one, left=two)
        assert not [each for each in told_of(bob, "breakout.seated") if each["visitor"] != bob.id]
        await ann.do("breakout.move", round=round_, visitor=eve.id, group=two)
        await gus.told("breakout.seated", visitor=eve.id, group=two)
        await ann.do("breakout.split", round=round_, group=two, title="New", visitors=[eve.id])
        new = (await bob.told("breakout.group_set"))["data"]["group"]
        assert (new["title"], new["members"]) == ("New", [])
        await gus.told("breakout.seated", visitor=eve.id, group=new["id"], left=two)
        await ann.do("breakout.merge", round=round_, group=new["id"], into=three)
        await bob.told("breakout.seated", visitor=eve.id, group=three)
        await gus.told("breakout.group_ended", group=new["id"], into=three)
        await ann.do("breakout.role", round=round_, visitor=eve.id, role="Notes")
        await bob.told("breakout.role_given", visitor=eve.id, role="Notes")
        await ann.do("breakout.move", round=round_, visitor=bob.id, group=None)
        assert not (await bob.told("breakout.returned", visitor=bob.id))["data"]["stays"]
        with pytest.raises(Refused, match=r"right\.missing"):
            await gus.do("breakout.swap", round=round_, one=gus.id, other=eve.id)
        assert [each.gaps for each in (ann, gus, eve, ivy, bob)] == 5 * [0]


async def test_everybody_sees_the_clock_stop_go_on_and_run_out_for_one_group_and_for_all(
    tmp_path: Path,
) -> None:
    async with peopled(tmp_path, *NAMES[:3]) as (hub, (ann, gus, eve)):
        plan, clock = await planned(ann, groups=TABLES[:2]), hub_of(hub).clock
        one, two = (each["id"] for each in plan["spec"]["groups"])
        round_ = await started(ann, plan, {gus.id: 0, eve.id: 1})
        ends_at = (await gus.told("breakout.started"))["data"]["ends_at"]
        await ann.do("breakout.extend", round=round_, seconds=90)
        await gus.told("breakout.timed", ends_at=ends_at + 90_000)
        await ann.do("breakout.pause", round=round_)
        left = (await gus.told("breakout.timed", ends_at=None))["data"]["left_ms"]
        clock.add(3_600_000)
        await ann.do("breakout.resume", round=round_)
        goes_on = (await gus.wait(lambda: told_of(gus, "breakout.timed")[2:]))[0]
        assert goes_on["ends_at"] >= ends_at + 90_000 + 3_600_000
        assert 0 < left <= 21.5 * 60_000
        await ann.do("breakout.task", round=round_, group=None, task="Come to an end")
        await eve.told("breakout.group_set")
        await ann.do("breakout.close_group", round=round_, group=two, seconds=20)
        counted = await gus.wait(
            lambda: [each for each in told_of(gus, "breakout.group_set") if each["group"]["ends_at"]]
        )
        assert (counted[0]["group"]["id"], counted[0]["group"]["task"]) == (two, "Come to an end")
        clock.add(21_000)
        await gus.told("breakout.group_ended", group=two, into=None)
        await eve.told("breakout.returned", visitor=eve.id)
        await ann.do("breakout.close", round=round_, seconds=0)
        await gus.told("breakout.ended", why="host")
        await gus.told("breakout.returned", visitor=gus.id, group=one)
        assert [each.gaps for each in (ann, gus, eve)] == 3 * [0]


async def test_a_round_that_nobody_ends_ends_by_itself_at_its_time(tmp_path: Path) -> None:
    async with peopled(tmp_path, *NAMES[:2]) as (hub, (ann, gus)):
        plan, clock = await planned(ann, minutes=20), hub_of(hub).clock
        round_ = await started(ann, plan, {gus.id: 0})
        await gus.told("breakout.seated", visitor=gus.id)
        ends_at = (await gus.told("breakout.started"))["data"]["ends_at"]
        clock.add(19 * 60_000)
        await ann.do("breakout.task", round=round_, group=None, task="The last minute")
        await gus.told("breakout.group_set")
        assert told_of(gus, "breakout.ended") == []
        clock.add(60_000)
        ended = await gus.told("breakout.ended", why="time")
        assert ended["data"]["ended_at"] == ends_at
        await gus.told("breakout.returned", visitor=gus.id, stays=True)


async def sounding(person: Visitor) -> Probe:
    """Somebody's own microphone, open where they are."""
    probe = Probe(person.id, Desk(person))
    await probe.join()
    if person.snapshot["you"]["role"] != "venue":
        await person.do("media.publish", mic=True, cam=False)
    return probe


async def sees_who_speaks(lead: Visitor, speaker: Probe, group: str) -> None:
    """Let somebody speak until a lead, who need not listen, is told so of their group."""

    def is_told() -> bool:
        speaker.speak()
        levels = [payload["speaking"] for name, payload in lead.events if name == "breakout.levels"]
        return any(speaker.id in each.get(group, ()) for each in levels)

    await until(is_told, f"the lead is told that {speaker.id} speaks")


@pytest.mark.media
async def test_each_group_hears_itself_its_own_box_and_a_lead_who_speaks_to_all(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        hub, people = await stack.enter_async_context(peopled(tmp_path, *NAMES, media=True))
        ann, gus, eve, ivy, bob = people
        box = await pair(ann, await stack.enter_async_context(device(hub.url)))
        real = {"id": "", "title": "Real", "box": box.id, "table": "Table 4"}
        plan = await planned(ann, groups=[real, TABLES[1]], late=False)
        _, two = (each["id"] for each in plan["spec"]["groups"])
        assert plan["spec"]["groups"][0]["table"] == "Table 4"
        round_ = await started(ann, plan, {gus.id: 0, eve.id: 1})
        for each in (gus, eve):
            await each.told("breakout.seated", visitor=each.id)
        for each in (ivy, bob):
            await each.do("room.enter", room="prism")
        anns, guss, eves, ivys, bobs, boxs = [await sounding(each) for each in (*people, box)]
        others = (ivys, bobs)
        await talk(boxs, guss)
        await talk(guss, boxs)
        for listener, speaker in ((eves, boxs), (eves, guss), (guss, anns)):
            await nothing_reaches(listener, speaker, others, "mic")
        await ann.do("breakout.speak", round=round_, on=True)
        await eve.told("breakout.spoke", visitor=ann.id, on=True)
        for listener in (guss, eves, boxs):
            await talk(anns, listener)
        await ann.do("breakout.speak", round=round_, on=False)
        await nothing_reaches(eves, anns, others, "mic")
        await sees_who_speaks(ann, eves, two)
        members = (gus, eve, ivy, bob)
        assert not any(name == "breakout.levels" for each in members for name, _ in each.events)
        await ann.do("breakout.listen", round=round_, group=two)
        await eve.told("breakout.listening", visitor=ann.id, group=two)
        await talk(eves, anns)
        await nothing_reaches(eves, anns, others, "mic")
        assert not told_of(gus, "breakout.listening"), "it is no business of the other table"
        await ann.do("breakout.listen", round=round_, group=None)
        await ann.do("breakout.visit", round=round_, group=two)
        await eve.told("breakout.visited", visitor=ann.id, group=two)
        await talk(anns, eves)
        await talk(eves, anns)
        await ann.do("breakout.visit", round=round_, group=None)
        await nothing_reaches(eves, anns, others, "mic")
        await ann.do("breakout.close", round=round_)
        await gus.told("breakout.ended")
        await nothing_reaches(guss, boxs, others, "mic")
        for probe in (anns, guss, eves, ivys, bobs, boxs):
            await probe.close()


async def test_a_hub_that_is_late_calls_people_to_their_groups_in_every_fourth_tick_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[int] = []
    async with host_on(tmp_path / "hub.db") as host:
        ticker = Ticker(host, FanOut(host.hub.state), Snapshots(host, 0), Sessions(host.hub_id, 1), 1)
        monkeypatch.setattr(host, "call", lambda: called.append(count))
        for count, late_ms in enumerate((0.0, 5.0, 30.0, 400.0, 60.0, 60.0, 60.0, 60.0, 0.0), 1):
            ticker.late_ms = late_ms
            ticker.tick(count, 5.0 + count)
        await host.settled()
    assert called == [1, 2, 4, 8, 9]
