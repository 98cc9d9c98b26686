"""JSON Schema of everything on the wire, under stable names: the source of AsyncAPI, TypeScript and
reference pages.
"""

from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from rooms.events import DURABLE, LIVE
from server.protocol.frames import FRAMES, Ack
from server.protocol.registry import COMMANDS

Json = dict[str, Any]


class Untitled(GenerateJsonSchema):
    """Without a title on each field, which would only repeat its name."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False


def definitions() -> Json:
    """All shapes by class name, as JSON Schema 2020-12; references point to ``#/$defs/<name>``."""
    classes: list[type[Any]] = [*DURABLE, *LIVE, *(each.model for each in COMMANDS.values())]
    adapters: list[tuple[type[Any], JsonSchemaMode, TypeAdapter[Any]]] = [
        (each, "serialization", TypeAdapter(each)) for each in classes
    ]
    _, merged = TypeAdapter.json_schemas(adapters, schema_generator=Untitled)
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (each, "serialization") for each in (*FRAMES.values(), Ack)
    ]
    _, framed = models_json_schema(models, schema_generator=Untitled)
    return dict(sorted({**merged.get("$defs", {}), **framed.get("$defs", {})}.items()))
