"""Polls and reactions over real sockets: told alike to all, counted once, kept over restarts, exported."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.running import running_hub
from tests.server.model import Model
from tests.server.small_hub import claimed, hub_of
from tests.visitor import Refused, Visitor, visitor

Json = dict[str, Any]


def spec(**changed: object) -> Json:
    """A poll about drinks."""
    plain = {"question": "What to drink?", "kind": "single", "options": ["Tea", "=Milk"], "most": 1}
    return {**plain, "anonymous": False, "results": "live", **changed}


async def opened(host: Visitor, seconds: int | None = None, **changed: object) -> str:
    """A host asks."""
    await host.do("poll.draft", stage="hall", spec=spec(**changed))
    polls = [each for each in Model.of(host).state["polls"]["hall"] if each["state"] == "draft"]
    poll = polls[-1]["poll"]
    await host.do("poll.open", poll=poll, seconds=seconds)
    await host.told("poll.opened", poll=poll)
    return poll


def shown(person: Visitor, poll: str) -> Json:
    """A poll as somebody knows it after all that was told."""
    return next(each for each in Model.of(person).state["polls"]["hall"] if each["poll"] == poll)


async def test_a_poll_is_voted_in_changed_and_closed_alike_for_all_and_after_a_restart(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        poll = await opened(ann)
        await gus.told("poll.opened", poll=poll)
        first = await gus.do("poll.vote", cmd_id="one", poll=poll, picks=[0])
        assert await gus.do("poll.vote", cmd_id="one", poll=poll, picks=[0]) == first
        await ann.do("poll.vote", poll=poll, picks=[0])
        await gus.do("poll.vote", poll=poll, picks=[1])
        for person in (ann, gus):
            await person.told("poll.tally", tallies={poll: {"ballots": 2, "counts": [1, 1], "words": {}}})
            assert shown(person, poll)["mine"]["picks"] == ([0] if person is ann else [1])
        assert [each["data"]["visitor"] for name, each in ann.events if name == "poll.voted"] == [ann.id]
        await ann.do("poll.close", poll=poll)
        await gus.told("poll.closed", poll=poll)
        assert gus.gaps == 0
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Eve") as eve:
        known = shown(eve, poll)
        assert (known["state"], known["tally"]["counts"], known["mine"]) == ("closed", [1, 1], None)


async def test_a_poll_ends_by_itself_at_its_time(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        poll = await opened(ann, seconds=60)
        hub_of(hub).clock.add(61_000)
        with pytest.raises(Refused, match=r"poll\.not_now"):
            await gus.do("poll.vote", poll=poll, picks=[0])
        await gus.told("poll.closed", poll=poll)


async def test_who_comes_back_learns_how_the_open_polls_stand(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        poll = await opened(ann)
        await gus.told("poll.opened", poll=poll)
        await gus.drop()
        await ann.do("poll.vote", poll=poll, picks=[1])
        await gus.connect()
        resumed = next(payload for name, payload in reversed(gus.events) if name == "hub.resumed")
        assert resumed["live"]["tallies"] == {poll: {"ballots": 1, "counts": [0, 1], "words": {}}}


VOTES = "select count(*) from journal where type = 'poll.voted'"


def on_disk(folder: Path) -> bytes:
    """All that lies in the data folder."""
    return b"".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())


async def test_nothing_on_the_disk_tells_who_voted_what_once_an_anonymous_poll_is_closed(
    tmp_path: Path,
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        poll = await opened(ann, kind="words", options=[], anonymous=True)
        await gus.do("poll.vote", poll=poll, words=["Quinoa"])
        await gus.do("poll.vote", poll=poll, words=["Periwinkle"])
        await ann.do("poll.close", poll=poll)

        closed = await gus.told("poll.closed", poll=poll)
        assert closed["data"]["tally"]["words"] == {"Periwinkle": 1}
        async with asyncio.timeout(10):
            while await hub.host.read(lambda db: db.execute(VOTES).fetchone()[0]):
                pass
    assert b"Quinoa" not in await asyncio.to_thread(on_disk, tmp_path), "a word that was changed is nowhere"


async def test_reactions_are_told_once_a_second_to_those_at_the_stage(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await gus.do("room.enter", room="hall")
        await asyncio.gather(*(ann.do("stage.react", stage="hall", kind="clap") for _ in range(5)))
        with pytest.raises(Refused, match=r"reaction\.enough"):
            await ann.do("stage.react", stage="hall", kind="clap")
        await gus.wait(lambda: sum(claps(gus)) >= 5, "all claps are told")
        assert len(claps(gus)) <= 2
        assert claps(ann) == [], "whose avatar is elsewhere is not told"
        assert not [name for name, _ in gus.events if name == "stage.reacted"]


def claps(person: Visitor) -> list[int]:
    """The sums somebody was told of."""
    told = [each["data"]["counts"] for name, each in person.events if name == "stage.reactions"]
    return [each.get("clap", 0) for each in told]


async def test_what_hosts_do_with_polls_stands_in_the_audit_list_and_votes_do_not(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        poll = await opened(ann)
        await ann.do("poll.vote", poll=poll, picks=[0])
        await ann.do("stage.set_applause", stage="hall", on=True)
        rows = (await ann.get("/api/audit"))["audit"]
        acts = {row["act"] for row in rows if row["target"] in (poll, "hall")}
        assert acts == {"poll.drafted", "poll.opened", "stage.applause"}


@pytest.mark.parametrize("anonymous", [True, False])
async def test_a_host_exports_a_poll_and_who_chose_what_only_where_it_is_not_anonymous(
    tmp_path: Path, anonymous: bool
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "=Gus") as gus:
        await claimed(ann)
        poll = await opened(ann, anonymous=anonymous)
        await gus.told("poll.opened", poll=poll)
        await gus.do("poll.vote", poll=poll, picks=[1])
        with pytest.raises(Refused, match=r"right\.missing"):
            await gus.get(f"/api/polls/{poll}/export")
        found = await ann.get(f"/api/polls/{poll}/export?format=json")
        assert found["results"] == {"Tea": 0, "=Milk": 1}
        assert [each["choice"] for each in found["votes"]] == ([] if anonymous else [["=Milk"]])
        async with ann.http.get(f"{hub.url}/api/polls/{poll}/export?format=csv") as answer:
            lines = (await answer.text()).lstrip("\ufeff").splitlines()
        assert lines[:4] == [
            "line,name,choice,count",
            "question,,What to drink?,1",
            "result,,Tea,0",
            "result,,'=Milk,1",
        ]
        assert lines[4:] == ([] if anonymous else ["vote,'=Gus,'=Milk,"])
        with pytest.raises(Refused, match=r"request\.invalid"):
            await ann.get(f"/api/polls/{poll}/export?format=pdf")
