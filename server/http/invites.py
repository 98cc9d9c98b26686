"""The JSON interface of invite links: make one, see those that can still be used, withdraw one."""

import hmac
import sqlite3
from base64 import urlsafe_b64encode

from aiohttp import web

from rooms import commands as c
from rooms.ids import InviteId, VisitorId
from rooms.model.people import Invite
from rooms.state import Durable
from server.auth.sessions import DAY_MS, digest
from server.clock import new_id
from server.http.asking import actor_of, cookie_name, read
from server.http.keys import services
from server.protocol.bodies import InviteBody

routes = web.RouteTableDef()


@routes.post("/api/invites")
async def make(request: web.Request) -> web.Response:
    """Make an invite link. Its secret is told to who made it alone and stands behind the #, out of logs and
    Referer.
    """
    known, actor, body = services(request), actor_of(request), await read(request, InviteBody)
    cmd_id = body.cmd_id or new_id()
    secret = _secret(request, cmd_id)
    name, expires = InviteId(digest(secret)), known.host.clock.now() + body.hours * DAY_MS // 24
    await known.host.ask(actor, cmd_id, c.CreateInvite(name, body.role, expires, body.uses))
    made = known.host.hub.state.durable.invites.get(name)
    ends = made.expires_at if made is not None else expires
    return web.json_response({"path": f"/#invite={secret}", "expires_at": ends})


def _secret(request: web.Request, cmd_id: str) -> str:
    """A link's secret: the same for the same command of the same browser. It follows from that browser's own
    secret, of which the hub's file has but a digest, so that nobody reads it out of that file.
    """
    own = request.cookies[cookie_name(request)]
    return urlsafe_b64encode(hmac.digest(own.encode(), f"invite:{cmd_id}".encode(), "sha256")[:24]).decode()


@routes.get("/api/invites")
async def still_open(request: web.Request) -> web.Response:
    """The links that can still be used, the newest first: their ids, which are no secrets."""
    known = services(request)
    durable, now = known.host.hub.state.durable, known.host.clock.now()
    made: dict[str, tuple[VisitorId, int]] = await known.host.read(_made)
    usable = [(name, each) for name, each in durable.invites.items() if each.uses and each.expires_at > now]
    usable.sort(key=lambda item: made[item[0]][1] if item[0] in made else 0, reverse=True)
    return web.json_response({"invites": [_shown(durable, *item, made.get(item[0])) for item in usable]})


def _shown(
    durable: Durable, name: InviteId, invite: Invite, made: tuple[VisitorId, int] | None
) -> dict[str, object]:
    maker, at = made or (None, None)
    person = durable.visitors.get(maker) if maker else None
    return {
        "invite": name,
        "role": invite.role,
        "uses": invite.uses,
        "expires_at": invite.expires_at,
        "at": at,
        "maker": maker,
        "maker_name": person.name if person else None,
    }


@routes.delete("/api/invites/{invite}")
async def withdraw(request: web.Request) -> web.Response:
    """A link that counts no more from now on; whoever came by it stays."""
    command = c.RevokeInvite(InviteId(request.match_info["invite"]))
    await services(request).host.ask(actor_of(request), new_id(), command)
    return web.json_response({"ok": True})


def _made(db: sqlite3.Connection) -> dict[str, tuple[VisitorId, int]]:
    """Link to who made it, and when."""
    return {
        name: (VisitorId(maker), at) for name, maker, at in db.execute("select id, maker, at from invite")
    }
