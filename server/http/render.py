"""Templates: jinja2 with our texts, the page's nonce and the client's files."""

import json
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web

from server import PROTOCOL, __version__
from server.http.keys import LANGUAGE, NONCE, services

TEMPLATES = web.AppKey("templates", jinja2.Environment)


def environment(folder: Path) -> jinja2.Environment:
    """The environment of all pages; an undefined name is an error, everything is escaped."""
    loader = jinja2.FileSystemLoader(folder)
    return jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
    """A page in the visitor's language."""
    known, language = services(request), request[LANGUAGE]
    catalog = known.texts.catalog(language)
    hub = {
        "name": known.pack.name(language),
        "subtitle": known.pack.file.subtitle.get(language, ""),
        "hosts": [host.name.get(language, "") for host in known.pack.file.hosts],
    }
    text = (
        request.app[TEMPLATES]
        .get_template(template)
        .render(
            _=catalog.gettext,
            gettext=catalog.gettext,
            ngettext=catalog.ngettext,
            nonce=request[NONCE],
            language=language,
            languages=known.texts.languages,
            hub=hub,
            assets=known.assets,
            version=__version__,
            path=request.path,
            **values,
        )
    )
    response = web.Response(text=text, content_type="text/html", status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def boot(request: web.Request, **values: Any) -> str:
    """The data a page's script starts from, as JSON that is safe inside a script element."""
    known, language = services(request), request[LANGUAGE]
    data = {
        "language": language,
        "languages": known.texts.languages,
        "hub": {"names": known.pack.names, "subtitles": known.pack.file.subtitle, "start": known.pack.start},
        "version": __version__,
        "build": known.assets.build,
        "protocol": PROTOCOL,
        **values,
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def error_page(request: web.Request, status: int, code: str, text: str) -> web.Response:
    """An error for people: what happened, what to do, the code in small print."""
    return page(request, "error.html", status=status, code=code, text=text)
