"""What operators and other programs read: health, figures, and the two interface documents."""

import re
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from rooms.events import DURABLE, LIVE
from rooms.roles import Capability
from server import PROTOCOL, __version__
from server.http.keys import SERVICES
from server.protocol.frames import FRAMES
from server.protocol.registry import COMMANDS
from server.protocol.routes import ROUTES, Public
from tests.running import running_hub
from tests.visitor import visitor

FOR_PEOPLE = re.compile(
    r"^/($|list$|admin$|stage/|hall/|screen/|camera/|box$|check-in$|door/|programme$|imprint$|privacy$|accessibility$|static/|"
    r"pack/|socket.io/)"
)


def routes(app: web.Application) -> set[tuple[str, str]]:
    """Every route of the application for programs: method and path."""
    found = set[tuple[str, str]]()
    for route in app.router.routes():
        path = route.resource.canonical if route.resource is not None else ""
        if route.method != "HEAD" and not FOR_PEOPLE.match(path):
            found.add((route.method.lower(), path))
    return found


async def test_the_table_of_routes_is_the_applications_router(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub:
        there = routes(hub.app)
        json_routes = {each for each in there if not each[1].startswith("/whip/")}
        assert json_routes == {
            (each.method, each.path) for each in ROUTES if not each.path.startswith("/whip/")
        }
        assert all(isinstance(each.needs, Capability | Public) for each in ROUTES)


async def test_the_openapi_document_names_every_route_and_its_capability(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        document = await ann.get("/api/openapi.json")
    assert document["openapi"].startswith("3.1")
    named = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert named == {(each.method, each.path) for each in ROUTES}
    for each in ROUTES:
        operation = document["paths"][each.path][each.method]
        public = isinstance(each.needs, Public)
        assert operation.get("x-capability") == (None if public else each.needs)
        assert bool(operation.get("x-public")) == public
        assert str(each.status) in operation["responses"]
        assert {"401", "403"} <= set(operation["responses"]) or public
        named = {part["name"] for part in operation.get("parameters", ())}
        assert set(re.findall(r"{(\w+)}", each.path)) | {name for name, _ in each.query} <= named
        assert operation["summary"]
    references(document, document)


def references(part: object, whole: dict[str, object]) -> None:
    """Every reference of a document leads somewhere in it."""
    if isinstance(part, dict):
        target = part.get("$ref")
        if isinstance(target, str):
            found: object = whole
            for step in target.removeprefix("#/").split("/"):
                assert isinstance(found, dict)
                assert step in found, target
                found = found[step]
        for each in part.values():
            references(each, whole)
    elif isinstance(part, list):
        for each in part:
            references(each, whole)


async def test_the_asyncapi_document_names_all_that_is_spoken(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        document = await ann.get("/api/asyncapi.json")
    assert document["asyncapi"] == "3.0.0"
    messages = document["channels"]["hub"]["messages"]
    assert set(messages) == {*COMMANDS, *FRAMES, *(each.TYPE for each in (*DURABLE, *LIVE))}
    for name, wire in COMMANDS.items():
        assert messages[name]["x-capability"] == wire.needs
    directions = {name: each["action"] for name, each in document["operations"].items()}
    assert set(directions.values()) == {"send", "receive"}
    references(document, document)


async def test_health_says_version_build_and_protocol(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url) as ann:
        health = await ann.get("/healthz")
        assert {key: health[key] for key in ("status", "version", "protocol")} == {
            "status": "ok", "version": __version__, "protocol": PROTOCOL,
        }  # fmt: skip
        assert health["build"]
        assert await ann.get("/readyz") == {"status": "ready"}
        hub.host.refusing = "full"
        async with ann.http.get(hub.url + "/readyz") as response:
            assert (response.status, (await response.json())["error"]["code"]) == (503, "storage.unavailable")
        hub.host.refusing = None


@pytest.mark.media
async def test_figures_are_not_for_other_machines_of_the_network_without_the_token(tmp_path: Path) -> None:
    async with running_hub(tmp_path, lan=True, tls_port=0, metrics_token="figures") as hub:
        secure = hub.sites.secure[0]
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as session:
            for token, status in (("", 403), ("Bearer wrong", 403), ("Bearer figures", 200)):
                async with session.get(secure + "/metrics", headers={"Authorization": token}) as response:
                    assert response.status == status, token
                    assert ("foyer_connections" in await response.text()) is (status == 200)


async def test_figures_are_for_loopback_or_the_bearer_of_the_token(tmp_path: Path) -> None:
    elsewhere = {"X-Forwarded-For": "203.0.113.9"}
    async with running_hub(tmp_path, metrics_token="figures") as hub, visitor(hub.url, "Ann") as ann:
        for headers, status in (
            ({}, 200),
            (elsewhere, 403),
            ({**elsewhere, "Authorization": "Bearer wrong"}, 403),
            ({**elsewhere, "Authorization": "Bearer figures"}, 200),
        ):
            async with ann.http.get(hub.url + "/metrics", headers=headers) as response:
                assert response.status == status, headers
                text = await response.text()
        assert "foyer_visitors_here 1.0" in text
        assert "foyer_connections 1.0" in text
        assert ann.id not in text
        hub.app[SERVICES].settings.metrics_token = ""
        async with aiohttp.ClientSession() as session:
            bare = {**elsewhere, "Authorization": "Bearer "}
            async with session.get(hub.url + "/metrics", headers=bare) as response:
                assert response.status == 403
