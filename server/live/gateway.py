"""The inbound side of the sockets: connect with a ticket, send commands, leave. Handlers do not know the
commands.
"""

import asyncio
from collections import Counter
from typing import Any, cast

import orjson
import structlog

from rooms import commands as c
from rooms.errors import Conflict, Refusal
from rooms.events import Spot
from rooms.hub import SYSTEM_ACTOR
from rooms.ids import RoomId, VisitorId
from rooms.roles import Actor
from rooms.views import may_follow
from server import PROTOCOL
from server.auth.limits import COMMANDS, Buckets
from server.auth.tickets import Tickets
from server.batch import Answer
from server.clock import new_id
from server.errors import RETRY, BadRequest, FoyerError, TooMany, Unauthorised, Unavailable
from server.host import Host
from server.live.audience import Audience, Connection
from server.live.fanout import FanOut
from server.live.link import Lines, Link, SocketRefused
from server.protocol.registry import COMMANDS as WIRE
from server.protocol.registry import FOR_WATCHERS
from server.texts import Texts

log = structlog.get_logger()

CMD_ID_LENGTH = 64
"""Longest ``cmd_id`` taken; a UUID has 36 characters."""
SHOWING = "screen"
WATCHING = ("stage", SHOWING)
"""The views of tabs that only watch a stage: they have no avatar and do not count as being here. A screen
also sees who is around the stage on the map.
"""


class Gateway:
    """Takes sockets in and passes their commands to the host."""

    def __init__(
        self,
        sio: Any,
        host: Host,
        tickets: Tickets,
        audience: Audience,
        fanout: FanOut,
        texts: Texts,
    ) -> None:
        self._sio = sio
        self._host = host
        self._tickets = tickets
        self._audience = audience
        self._fanout = fanout
        self._texts = texts
        self._lines = Lines(sio)
        self._buckets = Buckets(COMMANDS)
        self._coming: Counter[VisitorId] = Counter()
        self._farewells: set[asyncio.Task[None]] = set()
        self.closing = False
        audience.on_deaf = self._deaf
        sio.on("connect", self.connect)
        sio.on("disconnect", self.disconnect)
        sio.on("hub.since", self.since)
        sio.on("m", self.move)
        sio.on("*", self.command)

    # -- coming and going ------------------------------------------------------------------------

    async def connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        """Let a visitor with a good ticket in; a refusal carries code and text."""
        claims = fields_of(auth)
        language = self._texts.choose(
            str(claims.get("language", "")), environ.get("HTTP_ACCEPT_LANGUAGE", "")
        )
        watches = claims.get("view") in WATCHING
        try:
            visitor = self._admit(claims)
            actor = self._host.hub.state.entering(visitor)
            spawn = _short(claims.get("spawn"))
            link = self._lines.open(sid) if watches else await self._come(sid, actor, spawn)
            if link is None:
                raise Conflict("visitor.not_here")
        except (Refusal, FoyerError) as error:
            shape = self.describe(error, language)
            raise SocketRefused(shape["text"], shape) from error
        connection = Connection(sid, visitor, link, language, watches)
        last = claims.get("last")
        box = self._host.hub.state.durable.boxes.boxes.get(visitor)
        if box is not None:
            self._show(actor, connection, box.stage)
        elif not watches:
            self._fanout.join(visitor, connection.link)
        elif claims["view"] == SHOWING:
            self._show(actor, connection, RoomId(_short(claims.get("stage")) or ""))
        self._audience.add(connection, last if isinstance(last, int) else None)

    def _admit(self, claims: dict[str, Any]) -> VisitorId:
        if self.closing:
            raise Unavailable("hub.closing")
        if claims.get("protocol") != PROTOCOL:
            raise BadRequest("protocol.unknown", offered=str(claims.get("protocol"))[:20], spoken=PROTOCOL)
        visitor = self._tickets.redeem(claims.get("ticket"), self._host.clock.now())
        if visitor is None:
            raise Unauthorised("ticket.invalid")
        return visitor

    def _show(self, actor: Actor, connection: Connection, stage: RoomId) -> None:
        """Let a screen see who is around its stage, if its visitor may follow what goes on there; so does a
        device of the hall, which may become one at any moment.
        """
        state = self._host.hub.state
        room = state.rules.rooms.get(stage)
        if room is not None and may_follow(state, actor, stage, self._host.clock.now()):
            middle = state.rules.floors[room.floor].rooms[stage].rect.centre
            self._fanout.show(actor.visitor, connection.link, Spot(room.floor, *middle))

    async def _come(self, sid: str, actor: Actor, spawn: str | None) -> Link | None:
        """The line of somebody who has come in; None if it ended meanwhile. On the way in one counts as here,
        so that an older line that ends now takes nothing away; who does not get in is lost like any other.
        """
        link = None
        self._coming[actor.visitor] += 1
        try:
            await self._arrive(actor, spawn)
            link = self._lines.open(sid)
        finally:
            self._coming -= Counter((actor.visitor,))
            if link is None:
                self._miss(actor.visitor)
        return link

    async def _arrive(self, actor: Actor, spawn: str | None) -> None:
        """Come in; not for whom a host sent out, or who left, while that was on its way to the disk."""
        await self._host.ask(actor, new_id(), c.Arrive(spawn))
        state = self._host.hub.state
        state.entering(actor.visitor)
        if actor.visitor not in state.live.presence:
            raise Conflict("visitor.not_here")

    async def disconnect(self, sid: str, reason: str = "") -> None:
        """A socket is gone; with the last one of a visitor's avatar the place is kept for a while."""
        connection = self._audience.connections.get(sid)
        if connection is None:
            return
        self._let_go(connection)
        self._lines.close(connection.link)
        if not connection.watches:
            self._miss(connection.visitor)

    def _miss(self, visitor: VisitorId) -> None:
        """Keep the place of somebody of whom no line is left, for a while."""
        if not (self.closing or self._is_here(visitor)):
            self._host.submit(SYSTEM_ACTOR, new_id(), c.Drop(visitor), lambda answer: None)

    def _is_here(self, visitor: VisitorId) -> bool:
        """Whether a tab with the visitor's avatar is connected, or on its way in."""
        tabs = self._audience.by_visitor.get(visitor, ())
        return visitor in self._coming or not all(each.watches for each in tabs)

    def _let_go(self, connection: Connection) -> None:
        """Nothing is sent to a connection any more, and nothing it says is heard."""
        self._audience.remove(connection.sid)
        self._fanout.leave(connection.link)

    def _deaf(self, connection: Connection) -> None:
        """A client that reads nothing is cut off; its place is kept like any other's."""
        if connection.link.abort():
            log.warning("client.deaf", visitor=connection.visitor)

    def dismiss(self, connection: Connection, reason: str) -> None:
        """Let a connection go at once, say why, and close its line."""
        self._let_go(connection)
        farewell = asyncio.get_running_loop().create_task(self._part(connection, reason))
        self._farewells.add(farewell)
        farewell.add_done_callback(self._farewells.discard)

    async def _part(self, connection: Connection, reason: str) -> None:
        await self._sio.emit("hub.closing", {"reason": reason}, to=connection.sid)
        await self._sio.disconnect(connection.sid)
        await self._lines.hang_up(connection.link)

    def hears(self, connection: Connection) -> bool:
        """Whether a client reads what it is sent; one that does not is cut off."""
        if connection.link.overflows:
            self._deaf(connection)
            return False
        return True

    def count(self, connection: Connection) -> None:
        """Count a command of a visitor's.

        :raises TooMany: they come too fast.
        """
        if not self._buckets.take(connection.visitor, self._host.clock.now()):
            raise TooMany("rate.exceeded")

    # -- commands --------------------------------------------------------------------------------

    async def since(self, sid: str, fields: object = None) -> None:
        """A client found a gap: send what it missed, or everything, unless that is on its way already."""
        connection = self._audience.connections.get(sid)
        last = fields_of(fields).get("last")
        if connection is None or not isinstance(last, int) or connection.awaits_state:
            return
        if self._buckets.take(connection.visitor, self._host.clock.now()):
            self._audience.synchronise(connection, last)

    async def move(self, sid: str, *values: object) -> None:
        """A position of a client that polls; those on a WebSocket never come this far."""
        connection = self._audience.connections.get(sid)
        if connection is not None:
            self._fanout.claim(connection.link, ",".join(str(each)[:9] for each in values[:5]))

    async def command(self, name: str, sid: str, fields: object = None, *extra: object) -> dict[str, Any]:
        """Any other event is a command; the answer is its acknowledgement."""
        connection = self._audience.connections.get(sid)
        if connection is None:
            return {"ok": False, "error": self.describe(Unauthorised("session.missing"), self._texts.default)}
        self.hears(connection)
        cmd_id = fields_of(fields).get("cmd_id")
        try:
            answer = await self._run(connection, name, fields_of(fields), cmd_id)
        except (Refusal, FoyerError) as error:
            named = cmd_id if isinstance(cmd_id, str) else None
            return {"ok": False, "cmd_id": named, "error": self.describe(error, connection.language)}
        settled = {"live": True} if answer.seq is None else {"seq": answer.seq}
        return {"ok": True, "cmd_id": cmd_id, **settled}

    async def _run(
        self, connection: Connection, name: str, fields: dict[str, object], cmd_id: object
    ) -> Answer:
        _check_written(fields)
        wire = WIRE.get(name)
        if wire is None:
            raise BadRequest("command.unknown", name=name[:40])
        if connection.watches and name not in FOR_WATCHERS:
            raise Conflict("visitor.not_here")
        if not isinstance(cmd_id, str) or not _is_cmd_id(cmd_id):
            raise BadRequest("command.invalid", field="cmd_id", problem="missing")
        self.count(connection)
        command = wire.read({key: value for key, value in fields.items() if key != "cmd_id"})
        return await self._host.ask(self._host.hub.actor(connection.visitor), cmd_id, command)

    def describe(self, error: Refusal | FoyerError, language: str) -> dict[str, Any]:
        """An error as the wire shows it: code, translated text, details, and whether to try again."""
        text = self._texts.error(error.code, language, error.details)
        return {"code": error.code, "text": text, "details": error.details, "retry": error.code in RETRY}


def fields_of(value: object) -> dict[str, object]:
    """What a client sent as named fields; nothing where it sent anything else."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _check_written(fields: dict[str, object]) -> None:
    """Refuse what could be read but never be written again, in the journal or to others: half a character
    (a lone surrogate), a number above 64 bits.

    :raises BadRequest: it holds such a thing, and which field does.
    """
    for field, value in fields.items():
        try:
            orjson.dumps([field, value])
        except TypeError as error:
            named = field if field.isascii() else "?"
            raise BadRequest("command.invalid", field=named[:40], problem=str(error)) from None


def _is_cmd_id(text: str) -> bool:
    """Whether a ``cmd_id`` is one that tables can hold as their key."""
    return 0 < len(text) <= CMD_ID_LENGTH and text.isascii() and text.isprintable()


def _short(value: object) -> str | None:
    return value[:60] if isinstance(value, str) else None
