"""Breakouts over real sockets: from a plan in a file to results, and a kill in the middle of a round."""

import json
import time
from contextlib import AsyncExitStack
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from rooms.breakouts.assign import Assigned, Wanted, assign
from server.effects import breakouts as effects
from tests.editor import Editor
from tests.running import hub_process, running_hub
from tests.server.small_hub import claimed, hub_of
from tests.tools.pdf import text_of
from tests.tools.programs import free_port
from tests.until import until
from tests.visitor import Refused, Visitor, visitor

Json = dict[str, Any]
WORDS = "the heron stands by the weir"


def plan_of(**changed: object) -> Json:
    """A plan of two groups, one at a workshop table of the map, one at a virtual table."""
    groups = [{"id": "", "title": "Trees", "room": "lab-table-1"}, {"id": "", "title": "Benches"}]
    return {"title": "Ideas", "room": None, "minutes": 20, "groups": groups, "task": "Write", **changed}


async def planned(host: Visitor, **changed: object) -> Json:
    """A host writes a plan."""
    await host.do("breakout.plan", spec=plan_of(**changed))
    return (await host.told("breakout.planned"))["data"]


async def started(host: Visitor, plan: Json, seats: dict[str, int]) -> str:
    """A host puts people into groups and begins a round."""
    for who, group in seats.items():
        await host.do(
            "breakout.put", plan=plan["plan"], visitor=who, group=plan["spec"]["groups"][group]["id"]
        )
    await host.do("breakout.start", plan=plan["plan"])
    return (await host.told("breakout.started", plan=plan["plan"]))["data"]["round"]


def place(person: Visitor) -> tuple[int, int]:
    """Where somebody stood when the first state came."""
    you = person.snapshot["live"]["you"]
    return you["x"], you["y"]


async def test_a_round_calls_people_tells_each_what_concerns_them_and_brings_them_back(
    tmp_path: Path,
) -> None:
    async with AsyncExitStack() as stack:
        hub = await stack.enter_async_context(running_hub(tmp_path))
        ann, gus, eve = [
            await stack.enter_async_context(visitor(hub.url, name)) for name in ("Ann", "Gus", "Eve")
        ]
        await claimed(ann)
        plan = await planned(ann, walk=False)
        one, two = (each["id"] for each in plan["spec"]["groups"])
        round_ = await started(ann, plan, {gus.id: 0, eve.id: 1})
        seat = await gus.told("breakout.seated", visitor=gus.id)
        assert (seat["data"]["group"], seat["data"]["members"]) == (one, [gus.id])
        assert seat["data"]["return_to"]["x"] == place(gus)[0]
        await eve.told("breakout.seated", visitor=eve.id)
        begun = await gus.told("breakout.started")
        assert [each["members"] for each in begun["data"]["groups"]] == [[], []]
        assert not [each for name, each in gus.events if name == "breakout.assigned"]
        await gus.do("breakout.help", on=True)
        await ann.told("breakout.help_set", group=one)
        await ann.do("breakout.text", round=round_, body="Five minutes")
        for person, group in ((gus, one), (eve, two)):
            await person.told("message.posted", channel=f"group:{group}", body="Five minutes")
        with pytest.raises(Refused, match=r"right\.missing"):
            await gus.do("breakout.close", round=round_)
        await ann.do("breakout.close", round=round_, seconds=30)
        await gus.told("breakout.timed", closing=True)
        hub_of(hub).clock.add(31_000)
        for person in (gus, eve):
            back = await person.told("breakout.returned", visitor=person.id)
            assert (back["data"]["spot"]["x"], back["data"]["spot"]["y"]) == place(person)
            assert person.gaps == 0
        ended = await gus.told("breakout.ended")
        assert ended["data"]["why"] == "host"


async def test_groups_are_balanced_beside_the_hub_and_the_report_is_for_leads(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        hub = await stack.enter_async_context(running_hub(tmp_path))
        names = ("Ann", "Gus", "Eve", "Ivy", "Bob")
        ann, *others = [await stack.enter_async_context(visitor(hub.url, each)) for each in names]
        await claimed(ann)
        plan = await planned(ann, traits=["language"])
        for number, each in enumerate(others):
            await each.do(
                "breakout.describe", plan=plan["plan"], traits={"language": "de" if number % 2 else "en"}
            )
        await ann.do("breakout.assign", plan=plan["plan"], how="balanced", seed=1)
        found = (await ann.told("breakout.assigned"))["data"]
        assert (found["report"]["guarantee"], found["report"]["spread"]) == ("traits", {"language": 0})
        assert {*found["seats"]} == {each.id for each in others}
        assert all(not each.startswith("breakout.assign") for each, _ in others[0].events)


async def test_a_named_lead_learns_of_the_plan_and_goes_on_alone(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        poll = {"question": "Tea?", "kind": "single", "options": ["Yes", "No"], "most": 1}
        plan = await planned(ann, polls=[{**poll, "anonymous": True, "results": "live"}])
        assert gus.snapshot["breakouts"]["plans"] == []
        await ann.do("breakout.lead", plan=plan["plan"], visitor=gus.id, named=True)
        await gus.wait(lambda: gus.snapshot["breakouts"]["plans"])
        await ann.drop()
        await gus.do("breakout.start", plan=plan["plan"], rehearsal=True, pretend=6)
        begun = (await gus.told("breakout.started"))["data"]
        assert sum(len(each["members"]) for each in begun["groups"]) == 6
        await gus.do("breakout.ask", plan=plan["plan"], poll=0)
        assert (await gus.told("poll.opened"))["data"]["spec"]["question"] == "Tea?"
        await gus.do("breakout.copy", plan=plan["plan"], title="Again")
        copied = (
            await gus.wait(lambda: [each for each in plans_told(gus) if each["spec"]["title"] == "Again"])
        )[0]
        assert not {each["id"] for each in copied["spec"]["groups"]} & {
            each["id"] for each in plan["spec"]["groups"]
        }


def plans_told(person: Visitor) -> list[Json]:
    """The plans that somebody was told of."""
    return [each["data"] for name, each in person.events if name == "breakout.planned"]


async def test_a_plan_goes_through_a_file_and_every_fault_of_it_is_told(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        plan = await planned(ann, roles=["Host"])
        await ann.do(
            "breakout.roster", plan=plan["plan"], roster=[{"name": "Gus", "traits": {"skill": "new"}}]
        )
        text = await fetched(ann, f"/api/breakouts/{plan['plan']}/file")
        new = await ann.post("/api/breakouts/import", {"name": "p.json", "text": text, "apply": True})
        assert (new["applied"], new["people"], new["matched"], new["faults"]["count"]) == (True, 1, 1, 0)
        again = await ann.post(
            "/api/breakouts/import", {"name": "p.json", "text": text, "plan": new["plan"], "apply": True}
        )
        assert again["applied"]
        wrong = json.loads(text) | {"minutes": 0, "rols": []}
        wrong["groups"][0]["room"], wrong["groups"][1]["box"] = "nowhere", "No such box"
        told = await ann.post(
            "/api/breakouts/import", {"name": "p.json", "text": json.dumps(wrong), "apply": True}
        )
        assert [each["place"] for each in told["faults"]["told"]] == ["rols"]
        del wrong["rols"]
        told = await ann.post(
            "/api/breakouts/import", {"name": "p.json", "text": json.dumps(wrong), "apply": True}
        )
        assert not told["applied"]
        places = {each["place"] for each in told["faults"]["told"]}
        assert places == {"minutes", "groups.0.room", "groups.1.box"}
        assert all(each["problem"] and each["cure"] for each in told["faults"]["told"])
        for path in ("file", "results"):
            with pytest.raises(Refused, match=r"right\.missing"):
                await gus.get(f"/api/breakouts/{plan['plan']}/{path}")


async def test_a_roster_comes_from_a_table_with_its_faults(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus"):
        await claimed(ann)
        plan = await planned(ann)
        table = "name;language;invite\nGus;de;\n;en;\nZoe;fr;no-such-link\n"
        path = f"/api/breakouts/{plan['plan']}/roster"
        for apply in (False, True):
            told = await ann.post(path, {"name": "r.csv", "text": table, "apply": apply})
            assert (told["applied"], told["people"], told["matched"]) == (apply, 2, 1)
        assert [each["place"] for each in told["faults"]["told"]] == ["Zeile 3", "Zeile 4"]
        assert all(each["problem"] and each["cure"] for each in told["faults"]["told"])
        roster = (await ann.told("breakout.rostered"))["data"]["roster"]
        assert [each["traits"] for each in roster] == [{"language": "de"}, {"language": "fr"}]


async def fetched(person: Visitor, path: str) -> str:
    """A file that is no answer in JSON."""
    async with person.http.get(person.url + path) as response:
        assert response.status == 200
        return (await response.read()).decode("latin-1" if path.endswith("pdf") else "utf-8")


async def test_results_are_exported_in_four_formats_and_posted(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        plan = await planned(ann, title="Grüne Märkte")
        await started(ann, plan, {gus.id: 0})
        await gus.told("breakout.seated", visitor=gus.id)
        board = f"group:{plan['spec']['groups'][0]['id']}"
        await gus.do("card.add", board=board, column="ideas", text="=Bäume")
        path = f"/api/breakouts/{plan['plan']}/results?format="
        whole = json.loads(await fetched(gus, path + "json"))
        assert whole["groups"][0]["group"] == plan["spec"]["groups"][0]["id"]
        assert [each["text"] for each in whole["groups"][0]["cards"]] == ["=Bäume"]
        assert "## Trees" in await fetched(ann, path + "md")
        assert "'=Bäume" in await fetched(ann, path + "csv")
        assert "=Bäume" in text_of((await fetched(ann, path + "pdf")).encode("latin-1"))
        await ann.post(f"/api/breakouts/{plan['plan']}/post")
        posted = await gus.told("message.posted", channel="hub")
        assert "Bäume" in posted["data"]["body"]
        await ann.do("breakout.edit", plan=plan["plan"], spec={**plan["spec"], "room": "training"})
        await ann.post(f"/api/breakouts/{plan['plan']}/post")
        await ann.told("message.posted", channel="room:training", body=posted["data"]["body"])
        assert not [
            each
            for name, each in gus.events
            if name == "message.posted" and each["data"]["channel"] == "room:training"
        ], "who is not in the main room is not told"
        await ann.do("card.add", board=board, column="ideas", text="Benches")
        await ann.do("breakout.vote", plan=plan["plan"], question="Which?")
        opened = await gus.told("poll.opened")
        assert {*opened["data"]["spec"]["options"]} == {"=Bäume", "Benches"}


async def test_members_read_their_own_group_while_a_round_runs_and_all_groups_after_it(
    tmp_path: Path,
) -> None:
    async with AsyncExitStack() as stack:
        hub = await stack.enter_async_context(running_hub(tmp_path))
        ann, gus, eve, out = [
            await stack.enter_async_context(visitor(hub.url, name)) for name in ("Ann", "Gus", "Eve", "Out")
        ]
        await claimed(ann)
        plan = await planned(ann, late=False)
        round_ = await started(ann, plan, {gus.id: 0, eve.id: 1})
        path = f"/api/breakouts/{plan['plan']}/results"

        async def read(person: Visitor) -> list[str]:
            return [each["title"] for each in (await person.get(path))["groups"]]

        running = [await read(each) for each in (ann, gus, eve)]
        assert running == [["Trees", "Benches"], ["Trees"], ["Benches"]]
        await ann.do("breakout.close", round=round_)
        await ann.told("breakout.ended")
        assert [await read(each) for each in (gus, eve)] == 2 * [["Trees", "Benches"]]
        with pytest.raises(Refused, match=r"right\.missing"):
            await read(out)


async def test_a_kill_in_a_round_costs_nothing_and_what_runs_out_meanwhile_is_over_at_its_time(
    tmp_path: Path,
) -> None:
    """Time, seat, notes, sketch, card, vote, flag and words of a group, over two kills of the process."""
    async with AsyncExitStack() as stack:
        hub = await stack.enter_async_context(hub_process(tmp_path, free_port()))
        ann, gus = [await stack.enter_async_context(visitor(hub.url, name)) for name in ("Ann", "Gus")]
        await ann.post("/api/admin/claim", {"token": "test-admin"})
        await ann.told("role.granted", visitor=ann.id)
        plan = await planned(ann, walk=False)
        round_ = await started(ann, plan, {gus.id: 0})
        seat = await gus.told("breakout.seated", visitor=gus.id)
        ends_at = (await ann.told("breakout.started"))["data"]["ends_at"]
        before, group = place(gus), seat["data"]["group"]
        tabs = await made_in_group(gus, group)
        await hub.kill()
        await hub.start()
        await again(ann, gus)
        running = round_of(gus, round_)
        assert running["ends_at"] == ends_at
        left = ends_at / 1000 - time.time()
        assert 1100 < left < 1200
        assert gus.snapshot["breakouts"]["mine"]["group"] == group
        assert [each["visitor"] for each in gus.snapshot["breakouts"]["help"]] == [gus.id]
        assert gus.snapshot["live"]["in_room"][gus.id] == "lab-table-1"
        for tab in tabs:
            tab.forget()
            await tab.open()
            assert (tab.text, tab.write) == (WORDS, True)
        await ann.do("breakout.close", round=round_, seconds=1)
        ends_at = (await ann.told("breakout.timed", closing=True))["data"]["ends_at"]
        await hub.kill()
        await until(lambda: time.time() * 1000 > ends_at, "the end of the round")
        await hub.start()
        await again(ann, gus)
        back = await gus.wait(lambda: landed(gus))
        assert back == before
        over = round_of(ann, round_)
        assert (over["ended_at"], over["why"]) == (ends_at, "host")
        found = (await ann.get(f"/api/breakouts/{plan['plan']}/results"))["groups"][0]
        assert (found["notes"], found["cards"][0]["text"], found["cards"][0]["votes"]) == (
            WORDS,
            "Benches",
            1,
        )


async def made_in_group(person: Visitor, group: str) -> list[Editor]:
    """Somebody writes notes, draws, lays down a card, votes for it, says something and calls for help."""
    board = f"group:{group}"
    tabs = [await Editor(person, f"{board}:{kind}").open() for kind in ("notes", "sketch")]
    for each in tabs:
        await each.write_down(WORDS)
    await person.do("card.add", board=board, column="ideas", text="Benches")
    card = (await person.told("card.added", board=board))["data"]["card"]
    await person.do("card.vote", card=card)
    await person.do("chat.post", channel=board, body="Done")
    await person.do("breakout.help", on=True)
    return tabs


async def again(*people: Visitor) -> None:
    """All come back with nothing in mind."""
    for each in people:
        each.last = None
        each.events.clear()
        await each.connect()


def round_of(person: Visitor, round_: str) -> Json:
    """A round as the first state told it, or as it ended since."""
    (found,) = (each for each in person.snapshot["breakouts"]["rounds"] if each["round"] == round_)
    ended = [each["data"] for name, each in person.events if name == "breakout.ended"]
    return {**found, **(ended[0] if ended else {})}


def landed(person: Visitor) -> tuple[int, int] | None:
    """Where somebody stands who is no member of a running round any more."""
    returned = [
        each["data"]["spot"]
        for name, each in person.events
        if name == "breakout.returned" and each["data"]["visitor"] == person.id
    ]
    if returned:
        return returned[0]["x"], returned[0]["y"]
    return None if person.snapshot["breakouts"]["mine"] else place(person)


async def test_of_assignments_asked_for_while_one_is_computed_the_newest_alone_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed, gate = list[int](), Event()

    def slow(wish: Wanted) -> Assigned:
        computed.append(wish.seed)
        assert gate.wait(10)
        return assign(wish)

    monkeypatch.setattr(effects, "assign", slow)
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus"):
        plan = (await planned(await claimed(ann)))["plan"]
        for seed in range(9):
            await ann.do("breakout.assign", plan=plan, how="mix", seed=seed)
        gate.set()
        await ann.wait(
            lambda: [name for name, _ in ann.events].count("breakout.assigned") == 2, "both assignments"
        )
        assert computed == [0, 8]
