"""The JSON interface of polls: the result of one, to be taken elsewhere."""

import csv
import io
from typing import Any

from aiohttp import web

from rooms.errors import NotAllowed
from rooms.ids import PollId
from rooms.model.polls import RATINGS, Ballot, Poll
from rooms.polls import poll_of
from rooms.roles import Capability
from rooms.views import is_host
from server.errors import BadRequest
from server.http.asking import actor_of
from server.http.keys import Services, services

routes = web.RouteTableDef()


@routes.get("/api/polls/{poll}/export")
async def export(request: web.Request) -> web.Response:
    """A poll with its result as JSON or CSV; of one that is not anonymous also who chose what."""
    known, actor = services(request), actor_of(request)
    state, now = known.host.hub.state, known.host.clock.now()
    poll = poll_of(state, actor, PollId(request.match_info["poll"]), now)
    if not is_host(state, actor, poll.stage, now):
        raise NotAllowed(Capability.STAGE_MODERATE)
    form = request.query.get("format", "json")
    if form not in ("json", "csv"):
        raise BadRequest("request.invalid", field="format")
    content = _content(known, poll)
    headers = {"Content-Disposition": f'attachment; filename="poll.{form}"'}
    if form == "json":
        return web.json_response(content, headers=headers)
    return web.Response(text=_table(content), content_type="text/csv", charset="utf-8", headers=headers)


def _content(known: Services, poll: Poll) -> dict[str, Any]:
    state = known.host.hub.state.durable
    tally, spec = state.polls.tally(poll.id), poll.spec
    ballots = {} if spec.anonymous else state.polls.ballots.get(poll.id, {})
    names = {each: person.name for each, person in state.visitors.items()}
    return {
        "question": spec.question, "kind": spec.kind, "state": poll.state, "stage": poll.stage,
        "anonymous": spec.anonymous, "opened_at": poll.opened_at, "closed_at": poll.closed_at,
        "ballots": tally.ballots,
        "results": dict(zip(_labels(poll), tally.counts, strict=True)) or tally.words,
        "votes": [
            {"visitor": each, "name": names.get(each, ""), "choice": _words(poll, ballot)}
            for each, ballot in ballots.items()
        ],
    }  # fmt: skip


def _labels(poll: Poll) -> tuple[str, ...]:
    if poll.spec.kind == "rating":
        return tuple(str(each) for each in range(1, RATINGS + 1))
    return poll.spec.options


def _words(poll: Poll, ballot: Ballot) -> list[str]:
    """A ballot in the poll's own words."""
    first = 1 if poll.spec.kind == "rating" else 0
    return [_labels(poll)[each - first] for each in ballot.picks] or list(ballot.words)


def _table(content: dict[str, Any]) -> str:
    """One table (RFC 4180): the question, a line a result, a line a ballot."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(("line", "name", "choice", "count"))
    lines.writerow(("question", "", _inert(content["question"]), content["ballots"]))
    lines.writerows(("result", "", _inert(each), count) for each, count in content["results"].items())
    for vote in content["votes"]:
        lines.writerow(("vote", _inert(vote["name"]), _inert("; ".join(vote["choice"])), ""))
    return "\ufeff" + text.getvalue()


def _inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
