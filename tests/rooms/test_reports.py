"""Telling the hosts: about whom and what, how often, who learns of it, and what becomes of it."""

import pytest

from rooms import commands as c
from rooms import events as e
from rooms.ids import MessageId, ReportId, VisitorId, room_channel
from rooms.project import project
from rooms.reports import OPEN_MOST
from rooms.roles import Role
from tests.rooms.test_chat import ADA, BOB, EVE, HOST, peopled, post
from tests.rooms.world import GARDEN, World, kinds, refused


def filed(world: World, about: VisitorId = BOB, message: MessageId | None = None) -> ReportId:
    """Ada tells the hosts."""
    (event,) = world.do(ADA, c.FileReport(about, "spam", message, "again and again"))
    assert isinstance(event, e.ReportFiled)
    return event.report


def test_a_report_about_a_message_is_about_its_author_and_one_that_can_be_read() -> None:
    world = peopled()
    message = post(world, BOB)
    assert refused(world, ADA, c.FileReport(EVE, "spam", message)) == "message.unknown"
    world.into(BOB, GARDEN)
    hidden = post(world, BOB, room_channel(GARDEN))
    assert refused(world, ADA, c.FileReport(BOB, "spam", hidden)) == "message.unknown"
    report = filed(world, BOB, message)
    assert world.hub.state.durable.reports.reports[report].message == message


def test_nobody_reports_themselves_or_nobody() -> None:
    world = peopled()
    assert refused(world, ADA, c.FileReport(ADA, "spam")) == "visitor.self"
    assert refused(world, ADA, c.FileReport(VisitorId("none"), "spam")) == "visitor.unknown"


def test_the_same_is_reported_once_until_it_is_settled() -> None:
    world = peopled()
    report = filed(world)
    assert world.do(ADA, c.FileReport(BOB, "hate")) == []
    world.do(HOST, c.SettleReport(report, "acted"))
    assert kinds(world.do(ADA, c.FileReport(BOB, "hate"))) == ["report.filed"]


def test_only_so_many_reports_of_one_person_wait() -> None:
    world = peopled()
    for _ in range(OPEN_MOST):
        filed(world, BOB, post(world, BOB))
    assert refused(world, ADA, c.FileReport(EVE, "spam")) == "report.enough"


@pytest.mark.parametrize(("who", "learns"), [(ADA, True), (BOB, False), (EVE, False), (HOST, True)])
def test_a_report_is_told_to_hosts_and_to_who_filed_it(who: VisitorId, learns: bool) -> None:
    world = peopled()
    (event,) = world.do(ADA, c.FileReport(BOB, "spam"))
    assert isinstance(event, e.ReportFiled)
    for told in (event, *world.do(HOST, c.SettleReport(event.report, "nothing"))):
        assert (project(world.hub.state, told, world.hub.actor(who), world.now) is not None) is learns


def test_a_host_learns_nothing_of_a_report_about_themselves_and_cannot_settle_it() -> None:
    world = peopled()
    other = world.here("Chief", 900, 500, Role.MODERATOR)
    (event,) = world.do(ADA, c.FileReport(HOST, "harassment"))
    assert isinstance(event, e.ReportFiled)
    assert project(world.hub.state, event, world.hub.actor(HOST), world.now) is None
    assert refused(world, HOST, c.SettleReport(event.report, "nothing")) == "report.unknown"
    assert kinds(world.do(other, c.SettleReport(event.report, "acted"))) == ["report.settled"]
    assert world.do(other, c.SettleReport(event.report, "acted")) == []


def test_reports_go_in_time_and_with_the_people_they_name() -> None:
    world = peopled()
    filed(world)
    world.now += 5
    world.system(c.ExpireReports(world.now))
    assert world.hub.state.durable.reports.reports == {}
    filed(world)
    world.happen([e.VisitorErased(BOB)])
    assert world.hub.state.durable.reports.reports == {}
