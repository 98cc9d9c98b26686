"""The JSON interface of hosts for what people told them."""

import sqlite3
from typing import Any

import orjson
from aiohttp import web

from rooms.errors import NotAllowed
from rooms.ids import SYSTEM, MessageId, ReportId
from rooms.minors.wall import hides
from rooms.model.reports import Report
from rooms.reports import may_settle, reads_any
from rooms.roles import Capability
from server.http.asking import actor_of
from server.http.keys import services

routes = web.RouteTableDef()

SHOWN = 100
"""Reports on the one page, the newest first."""

Line = dict[str, Any]


@routes.get("/api/reports")
async def reports(request: web.Request) -> web.Response:
    """What people told the hosts, the newest first, with what was said around the message; to the named
    adults of a workshop what concerns its children.
    """
    known, actor = services(request), actor_of(request)
    state, now = known.host.hub.state, known.host.clock.now()
    if not reads_any(state, actor, now):
        raise NotAllowed(Capability.REPORT_READ)
    told = reversed(state.durable.reports.reports.items())
    seen = [(each, report) for each, report in told if may_settle(state, actor, report, now)][:SHOWN]
    lines: list[tuple[Any, ...]] = await known.host.read(lambda db: _lines(db, [each for each, _ in seen]))
    by_report: dict[ReportId, list[Line]] = {}
    for report, n, author, at, body in lines:
        by_report.setdefault(report, []).append({"n": n, "author": author, "at": at, "body": body})
    told_of = [report.message for _, report in seen if report.message is not None]
    numbers: dict[str, int] = await known.host.read(lambda db: _numbers(db, told_of))
    shown = [_shown(each, report, by_report.get(each, []), numbers) for each, report in seen]
    for each, (_, report) in zip(shown, seen, strict=True):
        if hides(state, actor.visitor, report.visitor):
            each |= {"visitor": SYSTEM, "message": None, "around": []}
    return web.json_response({"reports": shown})


def _shown(id_: ReportId, report: Report, lines: list[Line], numbers: dict[str, int]) -> dict[str, Any]:
    words = next((each["body"] for each in lines if each["n"] == 0), "")
    number = numbers.get(report.message or "")
    around = [
        {"is_it": each["n"] == number, "author": each["author"], "at": each["at"], "body": each["body"]}
        for each in lines
        if each["n"] > 0
    ]
    return {
        "report": id_, "visitor": report.visitor, "about": report.about, "message": report.message,
        "reason": report.reason, "at": report.at, "outcome": report.outcome, "body": words or "",
        "around": around,
    }  # fmt: skip


def _lines(db: sqlite3.Connection, reports: list[ReportId]) -> list[tuple[Any, ...]]:
    """What stands with these reports: in the writer's turn no other is read."""
    query = "select report, n, author, at, body from report_line"
    these = "where report in (select value from json_each(?)) order by report, n"
    return db.execute(f"{query} {these}", (orjson.dumps(reports).decode(),)).fetchall()


def _numbers(db: sqlite3.Connection, messages: list[MessageId]) -> dict[str, int]:
    """Where messages stand in the log: that is how the lines around them are numbered."""
    query = "select id, seq from message where id in (select value from json_each(?))"
    return dict(db.execute(query, (orjson.dumps(messages).decode(),)).fetchall())
