"""Events and state to JSON and back. The frozen dataclasses of ``rooms`` are the format; pydantic only
reads them.
"""

import hashlib
from dataclasses import replace
from functools import cache
from typing import Any

import orjson
from pydantic import TypeAdapter

from rooms.events import (
    DURABLE,
    CaptionCorrected,
    CaptionSaid,
    Durable,
    MessageEdited,
    MessagePosted,
    ReportFiled,
)
from rooms.state import Durable as DurableState
from rooms.upcast import upcast

_TEXTS = MessagePosted | MessageEdited | ReportFiled | CaptionSaid | CaptionCorrected
"""Events whose texts have a table with an expiry."""

_EVENTS: dict[str, type[Durable]] = {event.TYPE: event for event in DURABLE}


def journal_data(event: Durable) -> str:
    """An event as its journal row holds it: without the text of a message, which has a table with an
    expiry.
    """
    kept = replace(event, body=None) if isinstance(event, _TEXTS) else event
    return orjson.dumps(kept).decode()


def read_event(type_: str, version: int, data: str, body: str | None = None) -> Durable:
    """A journalled event in today's shape, a message with its text where that is still kept.

    :raises UnknownEvent: the row is from a newer program.
    """
    shaped = upcast(type_, version, orjson.loads(data))
    event = _reader(_EVENTS[type_]).validate_python(shaped)
    return replace(event, body=body) if isinstance(event, _TEXTS) else event


def state_json(state: DurableState) -> bytes:
    """The durable state as a snapshot keeps it; messages stay in the order of the log."""
    return orjson.dumps(state)


def state_hash(state: DurableState) -> str:
    """A fingerprint of the durable state: equal states have equal ones, whatever the order of their dicts."""
    return hashlib.sha256(orjson.dumps(state, option=orjson.OPT_SORT_KEYS)).hexdigest()


def read_state(data: bytes) -> DurableState:
    """A durable state from a snapshot's JSON."""
    return _reader(DurableState).validate_json(data)


@cache
def _reader(model: type[Any]) -> TypeAdapter[Any]:
    """What reads a model, built once and only if something of it is read: a start would wait for them all."""
    return TypeAdapter(model)
