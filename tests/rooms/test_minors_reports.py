"""Reports in a workshop with minors: who reads and settles them, and what stays when the child is gone."""

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.ids import SYSTEM, ReportId, VisitorId
from rooms.reports import may_settle, reads_any
from tests.rooms.workshop import ANN, BOB, CHIEF, EVA, HOST, KIT, ROB, Workshop, opened
from tests.rooms.world import kinds, refused


def filed(world: Workshop, about: VisitorId) -> ReportId:
    """Kit tells of somebody."""
    (event,) = world.do(KIT, c.FileReport(about, "child", None, "please help"))
    assert isinstance(event, e.ReportFiled)
    return event.report


def readers(world: Workshop, report: ReportId) -> set[VisitorId]:
    """Who reads a report whole."""
    found = world.hub.state.durable.reports.reports.get(report)
    hub = world.hub
    everybody = {ANN, EVA, CHIEF, HOST, BOB, ROB} & set(hub.state.durable.visitors)
    may = (each for each in everybody if found and may_settle(hub.state, hub.actor(each), found, world.now))
    return set(may)


def test_a_named_adult_who_is_a_guest_reads_and_settles_what_children_report() -> None:
    world = opened()
    report = filed(world, ROB)
    assert readers(world, report) == {ANN, EVA}
    assert refused(world, ROB, c.SettleReport(report, "nothing")) == "right.missing"
    assert kinds(world.do(ANN, c.SettleReport(report, "acted"))) == ["report.settled"]


def test_an_accused_adult_neither_reads_nor_settles_it() -> None:
    world = opened()
    report = filed(world, ANN)
    assert readers(world, report) == {EVA, CHIEF}
    assert refused(world, ANN, c.SettleReport(report, "nothing")) == "report.unknown"


def test_only_hosts_and_named_adults_have_reports_to_read() -> None:
    world = opened()
    hub = world.hub
    may = {each for each in (ANN, EVA, CHIEF, HOST, BOB, KIT) if reads_any(hub.state, hub.actor(each), 1)}
    assert may == {ANN, EVA, CHIEF, HOST}


def test_an_accused_adult_who_sends_the_child_away_does_not_get_rid_of_the_report() -> None:
    world = opened()
    report, other = filed(world, ANN), filed(world, ROB)
    told = world.do(ANN, c.RefuseMinor(world.id, KIT))
    assert [each.report for each in told if isinstance(each, e.ReportKept)] == [report]
    kept = world.hub.state.durable.reports.reports
    assert (kept[report].visitor, kept[report].about, kept[report].reason) == (SYSTEM, ANN, "child")
    assert readers(world, report) == {EVA, CHIEF}
    assert other not in kept


def test_a_child_that_is_forgotten_at_its_own_wish_leaves_what_it_reported_of_an_adult() -> None:
    world = opened()
    report, other = filed(world, ANN), filed(world, ROB)
    told = world.system(c.Erase(KIT))
    kept = [each.TYPE for each in told if isinstance(each, e.ReportKept | e.VisitorErased)]
    assert kept == ["report.kept", "visitor.erased"]
    assert readers(world, report) == {EVA, CHIEF}
    assert other not in world.hub.state.durable.reports.reports


def test_nothing_that_others_reported_stays_when_they_are_forgotten() -> None:
    world = opened()
    world.do(BOB, c.FileReport(ANN, "other", None, "too loud"))
    assert "report.kept" not in kinds(world.system(c.Erase(BOB)))
    assert not world.hub.state.durable.reports.reports


@pytest.mark.parametrize("settled", [False, True])
def test_a_report_about_an_adult_outlives_the_workshop_until_it_is_settled(settled: bool) -> None:
    world = opened()
    report = filed(world, ANN)
    if settled:
        world.do(CHIEF, c.SettleReport(report, "acted"))
    world.do(ANN, c.EndMinors(world.id))
    world.do(ANN, c.ClearMinors(world.id))
    assert readers(world, report) == (set() if settled else {CHIEF})
    if not settled:
        world.do(CHIEF, c.SettleReport(report, "acted"))
        world.system(c.ExpireReports(world.now + 1))
        assert not world.hub.state.durable.reports.reports
