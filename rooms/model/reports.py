"""What people told the hosts about others: who, about whom, why, and whether it was looked at."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Literal

from rooms.ids import SYSTEM, MessageId, ReportId, VisitorId

ReportReason = Literal["harassment", "hate", "child", "spam", "other"]
Outcome = Literal["acted", "nothing"]


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``visitor`` filed it, ``about`` is whom it is about; its words lie in a table.

    ``outcome`` is None until a host has settled it.
    """

    visitor: VisitorId
    about: VisitorId
    message: MessageId | None
    reason: ReportReason
    at: int
    outcome: Outcome | None = None


@dataclass(slots=True)
class ReportState:
    """All reports, the oldest first."""

    reports: dict[ReportId, Report] = field(default_factory=dict[ReportId, Report])

    def copy(self) -> "ReportState":
        """A snapshot: what the dict holds is frozen."""
        return ReportState(dict(self.reports))

    def open_by(self, visitor: VisitorId) -> list[Report]:
        """What somebody filed that no host has settled."""
        return [each for each in self.reports.values() if each.visitor == visitor and each.outcome is None]

    def forget(self, visitor: VisitorId) -> None:
        """Somebody is forgotten: what they filed goes, and what was filed about them."""
        self.reports = {
            each: report
            for each, report in self.reports.items()
            if visitor not in (report.visitor, report.about)
        }

    def outliving(self, child: VisitorId, children: Collection[VisitorId]) -> list[ReportId]:
        """What a child of a workshop filed against one who is no child, and no host has settled: it stays
        when the child goes, so that nobody gets rid of it by sending the child away.
        """
        return [
            each
            for each, report in self.reports.items()
            if report.visitor == child and report.about not in children and report.outcome is None
        ]

    def keep(self, report: ReportId) -> None:
        """It is nobody's from now on."""
        found = self.reports.get(report)
        if found is not None:
            self.reports[report] = replace(found, visitor=SYSTEM, message=None)
