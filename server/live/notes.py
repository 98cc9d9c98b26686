"""The sockets' way to shared documents: open, change, point, close, and what readers are told.

Bytes travel as base64 in the one text frame of an event: a keystroke of 30 bytes is shorter that way than
with a frame of its own, and no client may send attachments.
"""

import base64
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from rooms import events as e
from rooms.errors import Refusal
from rooms.ids import BoardId, DocId, VisitorId
from rooms.notes import DOCS
from server.batch import Told
from server.errors import BadRequest, FoyerError, TooMany, Unauthorised
from server.live.audience import Audience, Connection
from server.live.gateway import Gateway, fields_of
from server.live.link import event_text
from server.notes.documents import Documents
from server.notes.holding import Reader
from server.store.recovery import Recorded

log = structlog.get_logger()

CURSOR_MOST = 300
"""Characters of a cursor: two relative positions."""
NAME_MOST = 120

Json = dict[str, Any]
Handler = Callable[[Connection, Json], Awaitable[Json]]

_DOORS = (e.RoomLocked, e.RoomUnlocked, e.MinorsOpened, e.MinorsAdultNamed, e.MinorsEnded, e.MinorsCleared)
_ROUNDS = (e.BreakoutStarted, e.BreakoutTimed, e.BreakoutGroupEnded, e.BreakoutEnded, e.BreakoutRemoved)
"""What begins or ends the work of groups, and names nobody of theirs."""
_COMING = (
    *(e.PresenceChanged, e.VisitorLeft, e.VisitorErased, e.MinorAdmitted),
    *(e.RoomEntered, e.RoomLeft, e.BreakoutSeated, e.BreakoutReturned),
)
"""What brings somebody to others, or takes them away."""


class NotesLane:
    """Takes the events of documents from sockets, and tells readers."""

    def __init__(self, sio: Any, gateway: Gateway, audience: Audience, documents: Documents) -> None:
        self._gateway = gateway
        self._audience = audience
        self._documents = documents
        audience.on_gone = documents.leave
        documents.on_update, documents.on_cursor = self._tell_update, self._tell_cursor
        documents.on_rights, documents.on_reset = self._tell_rights, self._tell_reset
        for name, handler in (
            ("doc.open", self._open),
            ("doc.update", self._update),
            ("doc.cursor", self._cursor),
            ("doc.close", self._close),
        ):
            sio.on(name, self._answered(handler))

    def _answered(self, handler: Handler) -> Callable[..., Awaitable[Json]]:
        """A handler whose answer, or refusal, is the event's acknowledgement."""

        async def handle(sid: str, fields: object = None, *extra: object) -> Json:
            connection = self._audience.connections.get(sid)
            try:
                if connection is None:
                    raise Unauthorised("session.missing")
                if not self._gateway.hears(connection):
                    raise TooMany("rate.exceeded")
                return {"ok": True, **await handler(connection, fields_of(fields))}
            except (Refusal, FoyerError) as error:
                language = connection.language if connection is not None else ""
                return {"ok": False, "error": self._gateway.describe(error, language)}
            except Exception:
                log.exception("notes.failed")
                error = FoyerError("server.failed")
                return {"ok": False, "error": self._gateway.describe(error, "")}

        return handle

    # -- in --------------------------------------------------------------------------------------

    async def _open(self, connection: Connection, fields: Json) -> Json:
        doc = _doc(fields)
        self._gateway.count(connection)
        opened = await self._documents.open(connection, doc, _bytes(fields.get("have", "")))
        cursors = [_cursor(doc, each) for each in self._documents.cursors(connection, doc)]
        data, state = (base64.b64encode(opened[each]).decode() for each in ("data", "state"))
        connection.link.owe(len(data) + len(state))
        return {**opened, "data": data, "state": state, "cursors": cursors}

    async def _update(self, connection: Connection, fields: Json) -> Json:
        doc = _doc(fields)
        return {"doc": doc, "n": await self._documents.update(connection, doc, _bytes(fields.get("data")))}

    async def _cursor(self, connection: Connection, fields: Json) -> Json:
        cursor = fields.get("cursor")
        if cursor is not None and not (isinstance(cursor, str) and len(cursor) <= CURSOR_MOST):
            raise BadRequest("command.invalid", field="cursor")
        self._documents.point(connection, _doc(fields), cursor)
        return {}

    async def _close(self, connection: Connection, fields: Json) -> Json:
        self._documents.close(connection, _doc(fields))
        return {}

    # -- out -------------------------------------------------------------------------------------

    def _send(self, reader: Reader, name: str, payload: object) -> None:
        self._audience.send(reader.connection, event_text(name, payload))

    def _tell_update(self, reader: Reader, doc: DocId, data: bytes) -> None:
        self._send(reader, "doc.updated", {"doc": doc, "update": base64.b64encode(data).decode()})

    def _tell_cursor(self, reader: Reader, doc: DocId, other: Reader) -> None:
        self._send(reader, "doc.pointed", _cursor(doc, other))

    def _tell_rights(self, reader: Reader, doc: DocId, readable: bool) -> None:
        self._send(reader, "doc.rights", {"doc": doc, "read": readable, "write": readable and reader.write})

    def _tell_reset(self, reader: Reader, doc: DocId) -> None:
        self._send(reader, "doc.reset", {"doc": doc})

    # -- rights ----------------------------------------------------------------------------------

    def publish(self, out: list[Recorded | Told]) -> None:
        """Look at the rights of those whom something that happened may have brought in or out."""
        for item in out:
            event: Any = item.event
            if isinstance(event, e.BoardFrozen | e.BoardCleared):
                self._documents.review([_named(event.board, kind) for kind in DOCS])
            elif isinstance(event, (*_DOORS, *_ROUNDS)):
                self._documents.review()
            elif isinstance(visitor := getattr(event, "visitor", None), str):
                self._documents.review_of(VisitorId(visitor))
                if isinstance(event, _COMING):
                    self._documents.review_beside(VisitorId(visitor))


def _named(board: BoardId, kind: str) -> DocId:
    return DocId(f"{board}:{kind}")


def _cursor(doc: DocId, of: Reader) -> Json:
    """Where somebody's cursor is; ``tab`` tells two tabs of one person apart."""
    connection = of.connection
    return {"doc": doc, "visitor": connection.visitor, "tab": connection.sid[-6:], "cursor": of.cursor}


def _doc(fields: Json) -> DocId:
    doc = fields.get("doc")
    if not isinstance(doc, str) or not 0 < len(doc) <= NAME_MOST:
        raise BadRequest("command.invalid", field="doc")
    return DocId(doc)


def _bytes(value: object) -> bytes:
    """Bytes from their base64.

    :raises BadRequest: it is none.
    """
    try:
        return base64.b64decode(value if isinstance(value, str) else "-", validate=True)
    except ValueError:
        raise BadRequest("command.invalid", field="data") from None
