"""The JSON interface of breakouts: plans and rosters as files, and what the groups made."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from aiohttp import web

from rooms import commands as c
from rooms.breakouts.plans import recognised
from rooms.breakouts.rights import leads, plan_of, readable_results
from rooms.errors import NotAllowed, Unknown
from rooms.events import BreakoutPlanned
from rooms.events.groups import Participant, PlanSpec, RoundGroup
from rooms.ids import HUB_CHANNEL, BoardId, DocId, GroupId, PlanId, VisitorId, room_channel
from rooms.minors.wall import hides
from rooms.model.breakouts import Plan
from rooms.roles import Actor, Capability
from rooms.state import State
from server.clock import new_id
from server.content.breakouts.planfile import FILE_MOST, read_plan, without_ids, written
from server.content.breakouts.results import FORMATS, CardText, GroupResult, Results, rendered, summary
from server.content.breakouts.rosterfile import read_roster
from server.errors import BadRequest
from server.http.asking import actor_of, base_of, read, read_large
from server.http.keys import LANGUAGE, Services, services
from server.http.programme import told
from server.protocol.bodies import BreakoutFileBody, PressBody

routes = web.RouteTableDef()

BODY_MOST = 2 * FILE_MOST
"""Bytes of a request with a file."""


def _(text: str) -> str:
    """Mark a text for the catalogs."""
    return text


_COLUMNS = {"ideas": _("Ideas"), "questions": _("Questions"), "next": _("Next steps")}
"""What a board's first columns are called, as long as they have no other title."""


def _plan(state: State, actor: Actor, plan: str) -> Plan:
    """The plan of this id, as far as somebody may know that it is there.

    :raises Unknown: there is none, or it is behind the wall of a workshop with minors.
    """
    if hides(state, actor.visitor, plan):
        raise Unknown("breakout.unknown")
    return plan_of(state, PlanId(plan))


def _led(request: web.Request) -> tuple[Services, Actor, Plan]:
    """The plan that a request names, for who leads it.

    :raises NotAllowed: somebody else asks; Unknown: there is none.
    """
    known, actor = services(request), actor_of(request)
    plan = _plan(known.host.hub.state, actor, request.match_info["plan"])
    if not leads(known.host.hub.state, actor, plan.id, known.host.clock.now()):
        raise NotAllowed(Capability.BREAKOUT_LEAD)
    return known, actor, plan


@routes.get("/api/breakouts/{plan}/file")
async def file(request: web.Request) -> web.Response:
    """A plan with its roster as a file that this hub, or another one, reads again."""
    known, _actor, plan = _led(request)
    headers = _saved_as(plan, "json")
    return web.Response(
        text=written(known.host.hub.state, plan), content_type="application/json", headers=headers
    )


def _saved_as(plan: Plan, form: str) -> dict[str, str]:
    """A file to be saved that is called as the plan is (RFC 6266)."""
    name = quote(f"{plan.spec.title}.{form}", safe="")
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}


@routes.post("/api/breakouts/import")
async def take_over(request: web.Request) -> web.Response:
    """Read a plan's file and say what is wrong with it; with ``apply`` make a plan of it, or bring the named
    plan to what the file says: a second time changes nothing, and of one command comes one plan.
    """
    known, actor = services(request), actor_of(request)
    body = await read_large(request, BreakoutFileBody, BODY_MOST)
    state = known.host.hub.state
    plan = _plan(state, actor, body.plan) if body.plan else None
    if not leads(state, actor, plan.id if plan is not None else PlanId(""), known.host.clock.now()):
        raise NotAllowed(Capability.BREAKOUT_LEAD)
    spec, roster, faults = await asyncio.to_thread(read_plan, state, body.name, body.text)
    made = plan.id if plan is not None else None
    if body.apply and spec is not None:
        made = await _apply(known, actor, body.cmd_id or new_id(), made, spec, roster)
    applied = body.apply and spec is not None
    people = _count(known, roster, made)
    return web.json_response({"applied": applied, "plan": made, **people, "faults": told(request, faults)})


async def _apply(
    known: Services,
    actor: Actor,
    cmd_id: str,
    plan: PlanId | None,
    spec: PlanSpec,
    roster: tuple[Participant, ...],
) -> PlanId:
    """Write the plan and its roster; the plan's id."""
    if plan is not None:
        await known.host.ask(actor, cmd_id, c.EditBreakout(plan, spec))
    else:
        answer = await known.host.ask(actor, cmd_id, c.PlanBreakout(without_ids(spec)))
        plan = _made(known, answer.seq)
    if roster:
        people = c.SetRoster(plan, _kept(known, plan, roster))
        await known.host.ask(actor, f"{cmd_id}:roster", people)
    return plan


def _made(known: Services, seq: int | None) -> PlanId:
    """The plan that was made by an event.

    :raises Unknown: it was long ago.
    """
    events = (each.event for each in known.host.recent if each.seq == seq)
    plan = next((each.plan for each in events if isinstance(each, BreakoutPlanned)), None)
    if plan is None:
        raise Unknown("breakout.unknown")
    return plan


def _kept(known: Services, plan: PlanId | None, roster: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The roster with those who were recognised before, so that a file read again forgets nobody."""
    found = known.host.hub.state.durable.breakouts.plans.get(plan) if plan is not None else None
    before = found.roster if found is not None else ()
    matched = {(each.name, each.invite): each.visitor for each in before}
    return tuple(
        Participant(each.name, each.traits, each.invite, matched.get((each.name, each.invite)))
        for each in roster
    )


def _count(known: Services, roster: tuple[Participant, ...], plan: PlanId | None) -> dict[str, int]:
    """How many people a file lists, and how many of them are known now, taken over or not."""
    lines = recognised(known.host.hub.state, _kept(known, plan, roster))
    return {"people": len(roster), "matched": sum(each.visitor is not None for each in lines)}


@routes.post("/api/breakouts/{plan}/roster")
async def roster(request: web.Request) -> web.Response:
    """Read a roster and say what is wrong with it; with ``apply`` it is the plan's from now on, without the
    lines that are faulty.
    """
    known, actor, plan = _led(request)
    body = await read_large(request, BreakoutFileBody, BODY_MOST)
    people, faults = await asyncio.to_thread(read_roster, known.host.hub.state, body.name, body.text)
    if body.apply and people:
        await known.host.ask(actor, new_id(), c.SetRoster(plan.id, _kept(known, plan.id, people)))
    count = _count(known, people, plan.id)
    answer = {"applied": body.apply and bool(people), "plan": plan.id, **count}
    return web.json_response({**answer, "faults": told(request, faults)})


# -- results ---------------------------------------------------------------------------------------


@routes.get("/api/breakouts/{plan}/results")
async def results(request: web.Request) -> web.Response:
    """What the groups made: all of it for those who lead; for others, while a round runs, what their own
    group of it made, and when none runs what all groups made, if they were in one.
    """
    known, actor = services(request), actor_of(request)
    state = known.host.hub.state
    plan = _plan(state, actor, request.match_info["plan"])
    only = readable_results(state, actor, plan, known.host.clock.now())
    form = request.query.get("format", "json")
    if form not in FORMATS:
        raise BadRequest("request.invalid", field="format")
    found = await _gathered(known, plan, _said(request), only)
    content = await asyncio.to_thread(rendered, found, form, _said(request))
    headers = _saved_as(plan, form)
    charset = None if form == "pdf" else "utf-8"
    return web.Response(body=content, content_type=FORMATS[form], charset=charset, headers=headers)


@routes.post("/api/breakouts/{plan}/post")
async def post(request: web.Request) -> web.Response:
    """Post the results, as far as a message holds them, into the main room's chat; in full they are behind
    the address in it; where minors are no address is posted.
    """
    known, actor, plan = _led(request)
    body = await read(request, PressBody)
    found = await _gathered(known, plan, _said(request))
    link = f"{base_of(request)}/api/breakouts/{plan.id}/results?format=pdf"
    if known.host.hub.state.durable.minors.of_plan(plan.id) is not None:
        link = ""
    words = summary(found, known.host.hub.state.rules.message_length, link)
    channel = room_channel(plan.spec.room) if plan.spec.room is not None else HUB_CHANNEL
    await known.host.ask(actor, body.cmd_id or new_id(), c.PostMessage(channel, words))
    return web.json_response({"ok": True})


def _said(request: web.Request) -> Callable[[str], str]:
    texts, language = services(request).texts, request[LANGUAGE]
    return lambda text: texts.translate(text, language)


async def _gathered(
    known: Services, plan: Plan, say: Callable[[str], str], only: GroupId | None = None
) -> Results:
    """What the groups of a plan, or the ``only`` one, made by now: in all rounds, and those split off."""
    state = known.host.hub.state
    rounds = state.durable.breakouts.held(plan.id)
    groups = _groups(plan, [group for each in rounds for group in each.groups.values()])
    parts = [await _result(known, each, say) for each in groups.values() if only in (None, each.id)]
    return Results(plan.spec.title, known.host.clock.now(), len(rounds), tuple(parts))


def _groups(plan: Plan, met: list[RoundGroup]) -> dict[GroupId, RoundGroup]:
    """All groups by id, each as it was in its last round; one that never met, as it is planned."""
    planned = {
        each.id: RoundGroup(each.id, each.title, each.room, each.box, each.table, each.size, each.task)
        for each in plan.spec.groups
    }
    return planned | {each.id: each for each in met}


async def _result(known: Services, group: RoundGroup, say: Callable[[str], str]) -> GroupResult:
    durable = known.host.hub.state.durable
    board = BoardId(f"group:{group.id}")
    lines = durable.boards.lines(board)
    titles = {each.id: each.title or say(_COLUMNS.get(each.id, each.id)) for each in lines}
    cards = [
        CardText(titles.get(each.column, ""), each.text, len(durable.boards.votes.get(each.id, ())))
        for each in durable.boards.of(board)
    ]
    notes = await known.documents.text(DocId(f"{board}:notes"))
    members = tuple(_named(durable.visitors, group, each) for each in group.members)
    return GroupResult(
        group.title, group.task, tuple(each for each in members if each),
        tuple(sorted(cards, key=lambda each: -each.votes)), notes, group.id,
    )  # fmt: skip


def _named(visitors: dict[VisitorId, Any], group: RoundGroup, visitor: VisitorId) -> str:
    person, role = visitors.get(visitor), group.roles.get(visitor)
    name = person.name if person is not None else ""
    return f"{name} ({role})" if name and role else name
