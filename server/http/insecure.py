"""Plain http from elsewhere than loopback: one page that says why it is not enough, and leads on."""

from pathlib import Path

from aiohttp import web

from server.http.guard import all_listed, guarded
from server.http.keys import SERVICES, Services, services
from server.http.middleware import add_security_headers, secure
from server.http.render import TEMPLATES, environment, page
from server.http.static import add_files


def furnish(app: web.Application, known: Services, templates: Path) -> None:
    """Give an application what its handlers and middlewares look for."""
    app[SERVICES] = known
    app[TEMPLATES] = environment(templates)
    app.on_startup.append(all_listed)
    app.on_response_prepare.append(add_security_headers)


def leading_app(known: Services, templates: Path) -> web.Application:
    """The application for plain http in the network: browsers give camera and microphone to https only."""
    app = web.Application(middlewares=[secure, guarded])
    furnish(app, known, templates)
    add_files(app, "/static", known.assets.folder, immutable=True)
    app.router.add_get("/{path:.*}", _lead_on)
    return app


async def _lead_on(request: web.Request) -> web.Response:
    """Say why, and where to go: the same path on the address the visitor used, if it is one of ours."""
    host = request.host.partition(":")[0]
    own = [each for each in services(request).secure if each.startswith(f"https://{host}:")]
    base = next(iter([*own, *services(request).secure]), "")
    return page(request, "insecure.html", target=f"{base}/{request.match_info['path']}")
