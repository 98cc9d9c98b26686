"""The JSON interface of boards: one with its cards, as somebody may know it."""

from aiohttp import web

from rooms.board_views import shown
from rooms.errors import Conflict
from rooms.ids import BoardId
from rooms.notes import may_read_board
from server.http.asking import actor_of
from server.http.keys import services

routes = web.RouteTableDef()


@routes.get("/api/boards/{board}")
async def board(request: web.Request) -> web.Response:
    """The board after event ``seq``: what comes later comes by the socket."""
    known, actor = services(request), actor_of(request)
    state, now = known.host.hub.state, known.host.clock.now()
    named = BoardId(request.match_info["board"])
    if not may_read_board(state, actor, named, now):
        raise Conflict("board.outside")
    return web.json_response(shown(state, actor, named))
