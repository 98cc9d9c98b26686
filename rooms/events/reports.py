"""Reports to the hosts."""

from dataclasses import dataclass
from typing import ClassVar

from rooms.events.base import Durable
from rooms.ids import MessageId, ReportId, VisitorId
from rooms.model.reports import Outcome, ReportReason


@dataclass(frozen=True, slots=True)
class ReportFiled(Durable):
    """Somebody told the hosts about a person, or about a message and so its author. The journal keeps the
    header; ``body`` and what was said around the message live in a table with an expiry.
    """

    TYPE: ClassVar[str] = "report.filed"
    report: ReportId
    visitor: VisitorId
    about: VisitorId
    message: MessageId | None
    reason: ReportReason
    body: str | None


@dataclass(frozen=True, slots=True)
class ReportSettled(Durable):
    """A host has looked at a report."""

    TYPE: ClassVar[str] = "report.settled"
    report: ReportId
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ReportKept(Durable):
    """Who filed a report is about to be forgotten; it stays with its words, but for that person and what was
    said around it.
    """

    TYPE: ClassVar[str] = "report.kept"
    report: ReportId


@dataclass(frozen=True, slots=True)
class ReportsExpired(Durable):
    """Reports from before a time (UTC milliseconds) are forgotten."""

    TYPE: ClassVar[str] = "reports.expired"
    before: int
