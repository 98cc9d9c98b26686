"""Who may ask which route: the table of routes is held against each request, for each role."""

import re
import uuid
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import BaseModel

from rooms.commands import Command
from rooms.ids import VisitorId
from rooms.roles import Actor, Capability, Place, Role, can
from server.http.guard import all_listed
from server.protocol.registry import register
from server.protocol.routes import ROUTES, Asker, Public, Route
from tests.running import running_hub
from tests.server.small_hub import claimed, granted, pack_with
from tests.visitor import HEADERS, Visitor, visitor

NEEDING = [each for each in ROUTES if isinstance(each.needs, Capability)]
OPEN = [each for each in ROUTES if isinstance(each.needs, Public)]
MISSING = {"request.not_json", "session.unknown", "page.unknown", "minors.unknown"}
"""What is said of a body, a session and a calendar that are not there."""
WITHOUT_KEY = {
    Asker.CAMERA: "token.invalid", Asker.ENGINE: "token.invalid", Asker.BOX: "session.missing",
}  # fmt: skip
"""What devices are told that come without what they are known by."""
NARROWER = {"/api/reports": Capability.REPORT_READ}
"""Routes that also serve the named adults of a workshop with minors: all others need this."""
REFUSALS = {"right.missing", "session.missing", "token.invalid"}


async def asked(person: Visitor, route: Route) -> tuple[int, str]:
    """The status and the code of a request without any body."""
    named = {"stage": "hall", "room": "hall", "session": str(uuid.uuid4())}
    path = re.sub(r"{(\w+)}", lambda found: named.get(found[1], "none"), route.path)
    async with person.http.request(route.method, person.url + path, headers=HEADERS) as response:
        json = "json" in response.content_type
        answer = await response.json() if json else {}
        if response.status == 200 and isinstance(route.answer, type) and issubclass(route.answer, BaseModel):
            route.answer.model_validate(answer)
        return response.status, answer.get("error", {}).get("code", "")


async def everybody(url: str, stack: AsyncExitStack) -> dict[Role, Visitor]:
    """One person of each role."""
    people = {role: await stack.enter_async_context(visitor(url, role.title())) for role in Role}
    host = await claimed(people[Role.ADMINISTRATOR])
    for role, person in people.items():
        if person is not host:
            await granted(host, person, role)
    return people


async def test_each_route_refuses_exactly_the_roles_that_lack_its_capability(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, AsyncExitStack() as stack:
        people = await everybody(hub.url, stack)
        for route in NEEDING:
            for role, person in people.items():
                _, code = await asked(person, route)
                if route.asker in WITHOUT_KEY:
                    assert code == WITHOUT_KEY[route.asker], (route.path, role, "a visit's cookie is no key")
                    continue
                assert isinstance(route.needs, Capability)
                needs = NARROWER.get(route.path, route.needs)
                allowed = can(Actor(VisitorId(person.id), role), needs, Place(), 0)
                assert (code != "right.missing") == allowed, (route.path, role, code)
                assert allowed or code == "right.missing"


async def test_who_is_not_known_is_refused_everywhere_but_at_the_door(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as nobody:
        for route in NEEDING:
            _, code = await asked(nobody, route)
            known = dict.fromkeys((Asker.VISITOR, Asker.PRESENT, Asker.PERFORMER), "session.missing")
            expected = known | WITHOUT_KEY
            assert code == expected.get(route.asker, "request.not_json"), route.path
        for route in OPEN:
            status, code = await asked(nobody, route)
            assert code not in REFUSALS, route.path
            assert status == route.status or code in MISSING, route.path


async def test_a_policy_of_the_pack_takes_a_route_from_those_it_does_not_spare(tmp_path: Path) -> None:
    policy = '[[policies]]\nname = "no-links"\ndenies = ["invite.create"]\nspares = ["administrator"]\n\n'
    pack = pack_with(tmp_path / "pack", ("[[floors]]", policy + "[[floors]]"))
    async with (
        running_hub(tmp_path / "data", pack=pack) as hub,
        visitor(hub.url, "Ada") as ada,
        visitor(hub.url, "Mo") as mo,
    ):
        await granted(await claimed(ada), mo, "moderator")
        route = next(each for each in NEEDING if (each.method, each.path) == ("get", "/api/invites"))
        assert await asked(ada, route) == (200, "")
        assert await asked(mo, route) == (403, "right.missing")


async def test_a_route_that_is_not_in_the_table_cannot_be_served() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response()

    app = web.Application()
    app.router.add_get("/api/backdoor", handler)
    app.on_startup.append(all_listed)
    with pytest.raises(LookupError, match="/api/backdoor"):
        await web.AppRunner(app).setup()


def test_a_command_without_a_rule_cannot_be_registered() -> None:
    class Free(Command):
        """A command that nobody decided about."""

    with pytest.raises(LookupError, match="hub.free"):
        register({"hub.free": Free})
