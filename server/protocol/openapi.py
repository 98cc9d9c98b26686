"""The HTTP interface as an OpenAPI 3.1 document, from the table of its routes."""

import re
from functools import cache
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, TypeAdapter

from server import __version__
from server.errors import STATUS
from server.protocol.routes import ROUTES, Asker, Public, Route
from server.protocol.schema import Untitled

Json = dict[str, Any]

_SECURITY: dict[Asker, list[dict[str, list[str]]]] = {
    Asker.VISITOR: [{"visit": []}],
    Asker.NEWCOMER: [{}, {"visit": []}],
    Asker.CAMERA: [{"key": []}],
    Asker.ENGINE: [{"key": []}],
    Asker.BOX: [{"box": []}],
    Asker.PRESENT: [{"visit": []}, {"box": []}],
    Asker.PERFORMER: [{"visit": []}],
}


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
        "components": {
            "schemas": {**dict(sorted(schemas.items())), "Error": _ERROR},
            "securitySchemes": {
                "visit": {"type": "apiKey", "in": "cookie", "name": "__Host-foyer"},
                "box": {"type": "apiKey", "in": "cookie", "name": "__Host-foyer-box"},
                "key": {"type": "http", "scheme": "bearer"},
            },
        },
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
    operation: Json = {"summary": route.summary, "responses": _responses(route, schemas)}
    if parameters := _parameters(route):
        operation["parameters"] = parameters
    if route.body is not None:
        operation["requestBody"] = {"required": True, "content": _content(route.body, schemas)}
    if isinstance(route.needs, Public):
        operation["security"] = []
        operation["x-public"] = route.needs.reason
    else:
        operation["security"] = _SECURITY[route.asker]
        operation["x-capability"] = route.needs
    return operation


def _parameters(route: Route) -> list[Json]:
    """Those of the path, of the query, and the header by which our own pages say that they ask."""
    string = {"type": "string"}
    found: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": string}
        for name in re.findall(r"\{(\w+)\}", route.path)
    ]
    found += [
        {"name": name, "in": "query", "description": text, "schema": string} for name, text in route.query
    ]
    if route.path.startswith("/api/") and route.method != "get" and route.asker is not Asker.ENGINE:
        found.append({"name": "X-Foyer", "in": "header", "required": True, "schema": {"const": "1"}})
    return found


def _responses(route: Route, schemas: Json) -> Json:
    """The answer, the refusals that its entry in the table brings, and any other."""
    done: Json = {"description": HTTPStatus(route.status).phrase}
    if route.answer is not None:
        done["content"] = _content(route.answer, schemas)
    if route.headers:
        done["headers"] = {name: {"schema": {"type": "string"}} for name in route.headers}
    statuses = [] if isinstance(route.needs, Public) else [401, 403]
    statuses += [400, 413] if route.body is not None else []
    error = _json({"$ref": "#/components/schemas/Error"})
    fails = {
        str(each): {"description": HTTPStatus(each).phrase, "content": error} for each in sorted(statuses)
    }
    return {str(route.status): done, **fails, "default": {"description": "An error", "content": error}}


def _content(what: type[BaseModel] | str, schemas: Json) -> Json:
    """A model's JSON, its shapes noted in ``schemas``; or bytes of a media type."""
    if isinstance(what, str):
        return {what: {"schema": {} if what == "application/json" else {"type": "string"}}}
    schema = TypeAdapter(what).json_schema(
        ref_template="#/components/schemas/{model}", schema_generator=Untitled
    )
    schemas.update(schema.pop("$defs", {}))
    schemas[what.__name__] = schema
    return _json({"$ref": f"#/components/schemas/{what.__name__}"})


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}
