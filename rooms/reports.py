"""Telling the hosts about a person or a message; what was said around it is kept with it for them."""

from collections.abc import Iterator
from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.chat import clean_body, may_read
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event
from rooms.ids import SYSTEM, ReportId, VisitorId
from rooms.minors.wall import hides
from rooms.model.reports import Report
from rooms.roles import Actor, Capability, Role, can
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import nobody

BODY_LONGEST = 1000
OPEN_MOST = 10
"""Reports of one person that wait to be settled."""


def file(state: State, actor: Actor, command: c.FileReport, at: Moment) -> list[Event]:
    """A report; about the same person or message only once until it is settled."""
    if command.visitor == actor.visitor:
        raise Invalid("visitor.self")
    state.visitor(command.visitor)
    _check_message(state, actor, command, at.now)
    waiting = state.durable.reports.open_by(actor.visitor)
    if any((each.about, each.message) == (command.visitor, command.message) for each in waiting):
        return []
    if len(waiting) >= OPEN_MOST:
        raise Conflict("report.enough", most=OPEN_MOST)
    body = clean_body(command.body, BODY_LONGEST) if command.body.strip() else ""
    report = ReportId(at.new_id())
    return [e.ReportFiled(report, actor.visitor, command.visitor, command.message, command.reason, body)]


def _check_message(state: State, actor: Actor, command: c.FileReport, now: int) -> None:
    """Refuse a message that was not the person's, or that one cannot read."""
    if command.message is None:
        return
    header = state.durable.messages.get(command.message)
    if header is None or header.author != command.visitor or not may_read(state, actor, header.channel, now):
        raise Unknown("message.unknown")


def settle(state: State, actor: Actor, command: c.SettleReport, at: Moment) -> list[Event]:
    """Looked at, by somebody whom it is not about; a second time only changes what came of it."""
    report = state.durable.reports.reports.get(command.report)
    if report is None or not may_settle(state, actor, report, at.now):
        raise Unknown("report.unknown")
    same = report.outcome == command.outcome
    return [] if same else [e.ReportSettled(command.report, command.outcome)]


def expire(state: State, actor: Actor, command: c.ExpireReports, at: Moment) -> list[Event]:
    """Forget what is older than the hub keeps, if there is such."""
    old = any(each.at < command.before for each in state.durable.reports.reports.values())
    return [e.ReportsExpired(command.before)] if old else []


def _filed(state: State, event: e.ReportFiled, at: int) -> None:
    people = state.durable.visitors
    if event.visitor in people and event.about in people:
        report = Report(event.visitor, event.about, event.message, event.reason, at)
        state.durable.reports.reports[event.report] = report


def _settled(state: State, event: e.ReportSettled, at: int) -> None:
    reports = state.durable.reports.reports
    if event.report in reports:
        reports[event.report] = replace(reports[event.report], outcome=event.outcome)


def _kept(state: State, event: e.ReportKept, at: int) -> None:
    state.durable.reports.keep(event.report)


def _expired(state: State, event: e.ReportsExpired, at: int) -> None:
    kept = state.durable.reports
    kept.reports = {each: report for each, report in kept.reports.items() if report.at >= event.before}


def may_see(state: State, viewer: Actor, report: Report | None, now: int) -> bool:
    """Whether somebody learns of a report: hosts whom it is not about, and who filed it; what concerns
    children of a workshop its named adults, and administrators what is said against one of those, also when
    the child is gone.
    """
    if report is None or report.about == viewer.visitor:
        return False
    minors = state.durable.minors
    if report.visitor == SYSTEM:
        chief = viewer.role is Role.ADMINISTRATOR and not viewer.banned
        return chief or viewer.visitor in _adults(state, report)
    workshop = minors.of(report.visitor) or minors.of(report.about)
    if workshop is not None and viewer.visitor not in (report.visitor, *workshop.adults):
        return report.about in workshop.adults and viewer.role is Role.ADMINISTRATOR and not viewer.banned
    if workshop is not None:
        return True
    return report.visitor == viewer.visitor or can(viewer, Capability.REPORT_READ, state.place(None), now)


def _adults(state: State, report: Report) -> frozenset[VisitorId]:
    """The named adults of the workshop whose children a report concerns; none for most reports."""
    minors = state.durable.minors
    if report.visitor == SYSTEM:
        led = (each.adults for each in minors.workshops.values() if report.about in each.adults)
        return frozenset(adult for adults in led for adult in adults)
    found = minors.of(report.visitor) or minors.of(report.about)
    return frozenset(found.adults) if found is not None else frozenset()


def may_settle(state: State, actor: Actor, report: Report, now: int) -> bool:
    """Whether somebody reads a report whole and settles it: of those who learn of it hosts, and the named
    adults of its workshop.
    """
    place = replace(state.place(None), leaders=_adults(state, report))
    return may_see(state, actor, report, now) and can(actor, Capability.REPORT_READ, place, now)


def reads_any(state: State, actor: Actor, now: int) -> bool:
    """Whether reports may reach somebody: hosts, and the named adults of a workshop."""
    place = replace(state.place(None), leaders=frozenset(_all_adults(state)))
    return can(actor, Capability.REPORT_READ, place, now)


def _all_adults(state: State) -> Iterator[VisitorId]:
    return (adult for each in state.durable.minors.workshops.values() for adult in each.adults)


def _named(state: State, command: c.SettleReport) -> frozenset[VisitorId]:
    report = state.durable.reports.reports.get(command.report)
    return _adults(state, report) if report is not None else frozenset()


def _seen(state: State, event: e.ReportFiled | e.ReportSettled, viewer: Actor, now: int) -> Event | None:
    report = state.durable.reports.reports.get(event.report)
    if not may_see(state, viewer, report, now):
        return None
    nameless = isinstance(event, e.ReportFiled) and hides(state, viewer.visitor, event.visitor)
    return replace(event, visitor=SYSTEM) if nameless else event


RULES: dict[type[Command], Rule] = {
    c.FileReport: Rule(Capability.REPORT_FILE, file),
    c.SettleReport: Rule(Capability.REPORT_READ, settle, named=_named),
    c.ExpireReports: Rule(Capability.REPORT_READ, expire),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.ReportFiled: _filed,
    e.ReportSettled: _settled,
    e.ReportKept: _kept,
    e.ReportsExpired: _expired,
}

VIEWS: dict[type[Event], View] = {e.ReportFiled: _seen, e.ReportSettled: _seen, e.ReportKept: nobody}
