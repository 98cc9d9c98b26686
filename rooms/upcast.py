"""Older shapes of journalled events, brought to today's: one function a step, ``(type, version) -> newer
data``.

A journal row carries the version its event had when it was written. Reading applies the steps in turn until
the version is today's; a row newer than this program is refused, so that an old program never reads a new
hub by half.
"""

from collections.abc import Callable, Mapping
from typing import Any

from rooms.events import DURABLE

Upcaster = Callable[[Mapping[str, Any]], dict[str, Any]]

UPCASTERS: dict[tuple[str, int], Upcaster] = {
    ("visitor.on_site", 1): lambda data: {**data, "at": 0},
    ("box.used", 1): lambda data: {**data, "screen": False},
    ("message.posted", 1): lambda data: {**data, "reply_to": None, "mentions": []},
    ("breakout.seated", 1): lambda data: {**data, "left": None},
    ("breakout.seated", 2): lambda data: {**data, "roles": {}},
    ("poll.opened", 1): lambda data: {**data, "plan": None},
    ("poll.opened", 2): lambda data: {"cards": False, **data},
}
"""``(type, version)`` to the function that makes version + 1 of it. Polls were opened in version 2 without
``cards`` and, for a while, with it: what a row says stands.
"""

VERSIONS: dict[str, int] = {event.TYPE: event.V for event in DURABLE}


class UnknownEvent(ValueError):
    """A journal row this program cannot read: an unknown type, or a version from the future."""


def upcast(
    type_: str,
    version: int,
    data: Mapping[str, Any],
    *,
    upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
    versions: Mapping[str, int] = VERSIONS,
) -> dict[str, Any]:
    """The data of a journalled event in today's shape.

    :raises UnknownEvent: the type is unknown or the version newer than this program.
    """
    today = versions.get(type_)
    if today is None or version > today:
        raise UnknownEvent(f"{type_} version {version}")
    shaped = dict(data)
    for step in range(version, today):
        shaped = upcasters[type_, step](shaped)
    return shaped
