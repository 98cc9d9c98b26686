"""The Socket.IO interface as an AsyncAPI 3.0 document: enough for any stock client to take part."""

import json
from functools import cache
from typing import Any

from rooms.events import DURABLE, LIVE
from server import PROTOCOL, __version__
from server.protocol.frames import FRAMES
from server.protocol.registry import COMMANDS
from server.protocol.schema import definitions

Json = dict[str, Any]

_INTRODUCTION = """\
Connect a Socket.IO 4 client to the default namespace with auth {ticket, protocol, last, language}; the ticket
comes from POST /api/ticket. Each command is an event with an acknowledgement; its payload carries cmd_id (a
UUIDv7) beside the fields, and a repeated cmd_id gets the old answer. A durable event carries {seq, prev,
at, by, data}: apply it when prev equals the last seq, else send hub.since {last}. A live event carries {at,
data}.
Positions: send the event "m" with x, y, state, epoch; receive the binary event "p", records of seven bytes,
little endian: u16 lane, u16 x, u16 y, u8 state.
Shared documents (Yjs, updates of version 1, bytes in base64), each acknowledged with ok or an error: event
"doc.open" {doc, have} with one's state vector is answered {doc, n, data, state, write, cursors}; "doc.update"
{doc, data} is answered {doc, n} once it is on disk: one at a time, again after a break; "doc.cursor" {doc,
cursor} tells the others where one is; "doc.close" {doc}.
"""


@cache
def asyncapi() -> Json:
    """The document."""
    messages = {**_commands(), **_events(), **_frames()}
    sent = [name for name in messages if name in COMMANDS]
    received = [name for name in messages if name not in COMMANDS]
    channel = {"address": "/socket.io/", "messages": messages}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Foyer",
            "version": __version__,
            "description": _INTRODUCTION,
            "x-protocol": PROTOCOL,
        },
        "channels": {"hub": channel},
        "operations": {"send": _operation("receive", sent), "receive": _operation("send", received)},
        "components": {"schemas": _moved(definitions())},
    }


def _operation(action: str, names: list[str]) -> Json:
    references = [{"$ref": f"#/channels/hub/messages/{name}"} for name in names]
    return {"action": action, "channel": {"$ref": "#/channels/hub"}, "messages": references}


def _commands() -> Json:
    return {
        name: {
            "name": name,
            "summary": _summary(wire.model),
            "x-capability": wire.needs,
            "payload": {"allOf": [_to(wire.model), _CMD_ID]},
        }
        for name, wire in COMMANDS.items()
    }


_CMD_ID: Json = {"type": "object", "properties": {"cmd_id": {"type": "string"}}, "required": ["cmd_id"]}


def _events() -> Json:
    numbered = {"seq": {"type": "integer"}, "prev": {"type": "integer"}, "by": {"type": ["string", "null"]}}
    found: Json = {}
    for event in (*DURABLE, *LIVE):
        head = numbered if event in DURABLE else {}
        fields = {**head, "at": {"type": "integer"}, "data": _to(event)}
        payload = {"type": "object", "properties": fields, "required": list(fields)}
        found[event.TYPE] = {"name": event.TYPE, "summary": _summary(event), "payload": payload}
    return found


def _frames() -> Json:
    return {
        name: {"name": name, "summary": _summary(model), "payload": _to(model)}
        for name, model in FRAMES.items()
    }


def _summary(cls: type[Any]) -> str:
    return " ".join((cls.__doc__ or "").split())


def _to(cls: type[Any]) -> Json:
    return {"$ref": f"#/components/schemas/{cls.__name__}"}


def _moved(schemas: Json) -> Json:
    """Schemas with their references led to the document's components."""
    return json.loads(json.dumps(schemas).replace('"#/$defs/', '"#/components/schemas/'))
