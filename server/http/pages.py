"""Pages for people: join and hub in one document, the list, the stage, its hall and camera, and the
pages of the law.
"""

from typing import Any

import nh3
from aiohttp import web
from markdown_it import MarkdownIt
from markupsafe import Markup

from server.content.pack import LEGAL
from server.errors import NotFound
from server.http.keys import LANGUAGE, services
from server.http.render import boot, page

routes = web.RouteTableDef()
_MARKDOWN = MarkdownIt("commonmark")


def _hub(request: web.Request, view: str) -> web.Response:
    return page(request, "hub.html", boot=Markup(boot(request, view=view)))


@routes.get("/")
async def hub(request: web.Request) -> web.Response:
    """Join page and hub in one document, so that the click that joins also allows sound."""
    return _hub(request, "map")


@routes.get("/list")
async def as_list(request: web.Request) -> web.Response:
    """The same, entered as a list."""
    return _hub(request, "list")


@routes.get("/admin")
async def admin(request: web.Request) -> web.Response:
    """Where the one-time link leads; the token stays behind the # and never reaches a log."""
    return _hub(request, "map")


@routes.get("/stage/{name}")
async def stage(request: web.Request) -> web.Response:
    """A stage for people who only watch."""
    return page(request, "stage.html", boot=Markup(boot(request, view="stage", stage=_stage(request))))


@routes.get("/hall/{name}")
async def hall(request: web.Request) -> web.Response:
    """A stage for the phones of those who sit in its hall."""
    longest = services(request).host.hub.state.rules.name_length
    values = boot(request, view="hall", stage=_stage(request), name_length=longest)
    return page(request, "hall.html", boot=Markup(values))


@routes.get("/screen/{name}")
async def screen(request: web.Request) -> web.Response:
    """A stage for the projector of its hall: nothing to press."""
    return page(request, "screen.html", boot=Markup(boot(request, view="screen", stage=_stage(request))))


@routes.get("/camera/{name}")
async def camera(request: web.Request) -> web.Response:
    """A phone or laptop in the hall as the stage's camera; its key stays behind the #."""
    return page(request, "camera.html", boot=Markup(boot(request, view="camera", stage=_stage(request))))


@routes.get("/box")
async def box(request: web.Request) -> web.Response:
    """A device in the hall as a venue box: its code first, then what it does."""
    stages = _stage_titles(request)
    return page(request, "box.html", boot=Markup(boot(request, view="box", stages=stages)))


def _stage_titles(request: web.Request) -> dict[str, Any]:
    infos = services(request).pack.infos.values()
    return {room.id: room.titles for info in infos for room in info.rooms if room.kind == "stage"}


@routes.get("/door/{name}")
async def door(request: web.Request) -> web.Response:
    """The door of a stage's hall, for hosts who check people in."""
    return _door(request, "door", stage=_stage(request))


@routes.get("/check-in")
async def check_in(request: web.Request) -> web.Response:
    """One's own code for the door; with a code behind the #, which no server sees, a host lets its owner
    in.
    """
    return _door(request, "check-in")


def _door(request: web.Request, view: str, **values: Any) -> web.Response:
    longest = services(request).host.hub.state.rules.name_length
    stages = _stage_titles(request)
    values = {"view": view, "stages": stages, "name_length": longest, **values}
    return page(request, "door.html", boot=Markup(boot(request, **values)))


def _stage(request: web.Request) -> dict[str, Any]:
    name = request.match_info["name"]
    for info in services(request).pack.infos.values():
        for room in info.rooms:
            if room.id == name and room.kind == "stage":
                return {"id": room.id, "titles": room.titles}
    raise NotFound("page.unknown")


def _legal(name: str) -> Any:
    async def handler(request: web.Request) -> web.Response:
        """A page of the law, from the pack."""
        known = services(request)
        languages = (request[LANGUAGE], *known.pack.languages)
        text = next(known.pack.legal[name, each] for each in languages if (name, each) in known.pack.legal)
        body = Markup(nh3.clean(_MARKDOWN.render(text)))
        return page(request, "legal.html", name=name, body=body)

    return handler


routes_legal = [web.get(f"/{name}", _legal(name)) for name in LEGAL]
