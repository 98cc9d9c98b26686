"""The HTTP interface as an OpenAPI 3.1 document, from the table of its routes."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter

from rooms.roles import Capability
from server import __version__
from server.errors import STATUS
from server.protocol.bodies import InviteBody, JoinBody, LanguageBody, TokenBody
from server.protocol.schema import Untitled

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the JSON interface. ``needs`` None is open to everybody, by decision and not by
    oversight.
    """

    method: str
    path: str
    summary: str
    needs: Capability | None
    body: type[BaseModel] | None = None


ROUTES: tuple[Route, ...] = (
    Route("get", "/api/hub", "What may be known before joining: floors, limits, how many are here.", None),
    Route("get", "/api/me", "Who this browser is, if anybody.", None),
    Route("post", "/api/join", "Come in, or come back as oneself.", Capability.HUB_ENTER, JoinBody),
    Route("post", "/api/ticket", "A ticket that opens one socket within 30 s.", Capability.HUB_ENTER),
    Route("post", "/api/leave", "Leave the hub; forget=1 erases all that is kept.", Capability.HUB_ENTER),
    Route("post", "/api/language", "Remember the visitor's language.", None, LanguageBody),
    Route("get", "/api/messages", "One page of a channel's history.", Capability.CHAT_READ),
    Route("post", "/api/invites", "Make an invite link.", Capability.INVITE_CREATE, InviteBody),
    Route("post", "/api/stages/{stage}/key", "Make a stage's camera a new key.", Capability.STAGE_KEY),
    Route("options", "/whip/{stage}", "What a camera may ask (RFC 9725).", None),
    Route("post", "/whip/{stage}", "A camera's offer; bearer key of the stage.", Capability.STAGE_INGEST),
    Route("options", "/whip/{stage}/{session}", "What a camera may ask.", None),
    Route("patch", "/whip/{stage}/{session}", "A camera's candidates.", Capability.STAGE_INGEST),
    Route("delete", "/whip/{stage}/{session}", "The camera goes.", Capability.STAGE_INGEST),
    Route(
        "post", "/api/admin/claim", "Use the one-time administrator link.", Capability.HUB_ENTER, TokenBody
    ),
    Route("get", "/api/banned", "To whom the hub is closed.", Capability.VISITOR_BAN),
    Route("get", "/api/audit", "What hosts did, the newest first.", Capability.AUDIT_READ),
    Route("get", "/api/openapi.json", "This document.", None),
    Route("get", "/api/asyncapi.json", "The Socket.IO interface.", None),
    Route("get", "/healthz", "The process answers.", None),
    Route("get", "/readyz", "The hub takes people in.", None),
    Route("get", "/metrics", "Prometheus figures; loopback, or a bearer token.", None),
)
"""Every JSON route. A test holds this table against the application's router."""


@cache
def openapi() -> Json:
    """The document."""
    paths: Json = {}
    schemas: Json = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Foyer",
            "version": __version__,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": paths,
        "components": {"schemas": {**schemas, "Error": _ERROR}},
    }


_ERROR: Json = {
    "type": "object",
    "properties": {
        "ok": {"const": False},
        "error": {
            "type": "object",
            "properties": {
                "code": {"enum": sorted(STATUS)},
                "text": {"type": "string"},
                "status": {"type": "integer"},
                "details": {"type": "object"},
            },
            "required": ["code", "text", "status", "details"],
        },
    },
    "required": ["ok", "error"],
}


def _operation(route: Route, schemas: Json) -> Json:
    fails = {"description": "An error", "content": _json({"$ref": "#/components/schemas/Error"})}
    responses = {"200": {"description": "Done"}, "default": fails}
    operation: Json = {"summary": route.summary, "responses": responses}
    if route.needs is not None:
        operation["x-capability"] = route.needs
    if route.body is not None:
        schema = TypeAdapter(route.body).json_schema(
            ref_template="#/components/schemas/{model}", schema_generator=Untitled
        )
        schemas.update(schema.pop("$defs", {}))
        schemas[route.body.__name__] = schema
        reference = {"$ref": f"#/components/schemas/{route.body.__name__}"}
        operation["requestBody"] = {"required": True, "content": _json(reference)}
    return operation


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}
