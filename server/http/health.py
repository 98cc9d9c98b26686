"""For operators: is it up, can it serve, how does it do, and what does it speak."""

import asyncio
import secrets
from typing import Any

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from server import PROTOCOL, __version__
from server.errors import Forbidden, Unavailable
from server.http.keys import services

routes = web.RouteTableDef()


@routes.get("/healthz")
async def healthz(request: web.Request) -> web.Response:
    """The process answers."""
    build = services(request).assets.build
    return web.json_response({"status": "ok", "version": __version__, "build": build, "protocol": PROTOCOL})


@routes.get("/readyz")
async def readyz(request: web.Request) -> web.Response:
    """The hub takes people in: its disk takes writes."""
    if services(request).host.refusing:
        raise Unavailable("storage.unavailable")
    return web.json_response({"status": "ready"})


@routes.get("/metrics")
async def metrics(request: web.Request) -> web.Response:
    """Prometheus figures; from loopback, or with the configured bearer token."""
    known = services(request)
    token = known.settings.metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    local = request.remote in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
    if not local and not (token and secrets.compare_digest(given.encode(), token.encode())):
        raise Forbidden("request.not_ours")
    return web.Response(body=_figures(request), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _figures(request: web.Request) -> bytes:
    known = services(request)
    state = known.host.hub.state
    values = {
        "foyer_visitors_here": len(state.people),
        "foyer_connections": len(known.audience.connections),
        "foyer_conversations": len(state.live.conversations),
        "foyer_journal_seq": known.host.committed,
        "foyer_storage_refusing": int(bool(known.host.refusing)),
        **{f"foyer_{name}": value for name, value in known.host.stats.items()},
    }
    registry = CollectorRegistry()
    for name, value in values.items():
        Gauge(name, name.replace("_", " "), registry=registry).set(value)
    return generate_latest(registry)


@routes.get("/api/openapi.json")
async def openapi_json(request: web.Request) -> web.Response:
    """The HTTP interface as OpenAPI 3.1."""
    return web.json_response(await asyncio.to_thread(_openapi))


@routes.get("/api/asyncapi.json")
async def asyncapi_json(request: web.Request) -> web.Response:
    """The Socket.IO interface as AsyncAPI 3.0."""
    return web.json_response(await asyncio.to_thread(_asyncapi))


# Both load models that are described here and used nowhere: at the start that took a tenth of its time, in
# the event loop it would hold up a tick.


def _openapi() -> dict[str, Any]:
    from server.protocol.openapi import openapi

    return openapi()


def _asyncapi() -> dict[str, Any]:
    from server.protocol.asyncapi import asyncapi

    return asyncapi()
