"""What a press sends over HTTP makes one thing, however often its answer was lost on the way."""

import uuid
from pathlib import Path

from tests.running import running_hub
from tests.server.small_hub import claimed
from tests.server.test_breakouts import fetched, planned, started
from tests.server.test_invites import role_of
from tests.server.test_programme import FORM
from tests.visitor import visitor


async def test_a_link_asked_for_again_is_the_same_link_after_a_restart_too(tmp_path: Path) -> None:
    body = {"role": "speaker", "hours": 1, "uses": 1, "cmd_id": str(uuid.uuid4())}
    async with visitor("") as ann:
        async with running_hub(tmp_path) as hub:
            ann.url = hub.url
            await claimed(await ann.join("Ann"))
            first = await ann.post("/api/invites", body)
            hub.host.clock._start += 1000
            assert await ann.post("/api/invites", body) == first
        async with running_hub(tmp_path) as hub, visitor(hub.url) as guest:
            ann.url = hub.url
            assert await ann.post("/api/invites", body) == first
            other = await ann.post("/api/invites", {**body, "cmd_id": str(uuid.uuid4())})
            assert other["path"] != first["path"]
            assert len((await ann.get("/api/invites"))["invites"]) == 2
            await guest.join("Gus", invite=first["path"].partition("#invite=")[2])
            assert await role_of(guest) == "speaker"


async def test_the_secret_of_a_link_is_not_to_be_had_from_the_name_of_its_press(tmp_path: Path) -> None:
    body = {"role": "speaker", "hours": 1, "uses": 1, "cmd_id": str(uuid.uuid4())}
    async with running_hub(tmp_path) as hub:
        async with visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
            await claimed(ann)
            await ann.do("role.grant", visitor=bo.id, role="administrator")
            await bo.told("role.granted", visitor=bo.id)
            paths = [(await each.post("/api/invites", body))["path"] for each in (ann, bo)]
            assert len(set(paths)) == 2


async def test_a_session_written_again_by_the_same_press_is_one_session(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        before = len(hub.host.hub.state.durable.programme.sessions)
        body = {**FORM, "cmd_id": str(uuid.uuid4())}
        first = await ann.post("/api/sessions", body)
        assert first["session"]
        assert await ann.post("/api/sessions", body) == first
        assert len(hub.host.hub.state.durable.programme.sessions) == before + 1


async def test_a_plan_read_again_by_the_same_press_is_one_plan_with_its_roster(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        await claimed(ann)
        plan = await planned(ann, title="Markets")
        text = await fetched(ann, f"/api/breakouts/{plan['plan']}/file")
        body = {"name": "p.json", "text": text, "apply": True, "cmd_id": str(uuid.uuid4())}
        first = await ann.post("/api/breakouts/import", body)
        assert await ann.post("/api/breakouts/import", body) == first
        assert set(hub.host.hub.state.durable.breakouts.plans) == {plan["plan"], first["plan"]}


async def test_results_posted_again_by_the_same_press_are_one_message(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Gus") as gus:
        await claimed(ann)
        plan = await planned(ann, title="Markets")
        await started(ann, plan, {gus.id: 0})
        press = {"cmd_id": str(uuid.uuid4())}
        for body in (press, press, {}):
            await ann.post(f"/api/breakouts/{plan['plan']}/post", body)
        history = (await gus.get("/api/messages?channel=hub"))["messages"]
        assert len(history) == 2, "once for the press that was sent twice, once for another"
