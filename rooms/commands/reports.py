"""Telling the hosts."""

from dataclasses import dataclass

from rooms.commands.base import Command
from rooms.ids import MessageId, ReportId, VisitorId
from rooms.model.reports import Outcome, ReportReason


@dataclass(frozen=True, slots=True)
class FileReport(Command):
    """Tell the hosts about a person, or about a message of theirs."""

    visitor: VisitorId
    reason: ReportReason
    message: MessageId | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class SettleReport(Command):
    """Have looked at a report."""

    report: ReportId
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ExpireReports(Command):
    """Forget reports older than ``before`` (UTC milliseconds): given by the retention job."""

    before: int
