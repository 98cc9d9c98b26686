"""Venue boxes: how a device becomes one."""

from rooms.ids import RoomId, VisitorId
from server.protocol.answers.base import Answer


class CodeAnswer(Answer):
    """What a device shows until ``ends_at`` (UTC milliseconds): the digits, and ``link`` as an SVG; it asks
    with ``token`` whether a host has entered them.
    """

    code: str
    token: str
    ends_at: int
    link: str
    qr: str


class ClaimAnswer(Answer):
    """Whether the device has become a box."""

    paired: bool


class OwnBox(Answer):
    """Which venue box a device is."""

    id: VisitorId
    stage: RoomId
    title: str


class BoxAnswer(Answer):
    """A venue box; None for a device that is none."""

    box: OwnBox | None
