"""What every answer goes through: security headers, the visitor's language, one shape of errors, our own
requests only.

The headers are listed in THREAT_MODEL.md; the policy's nonce is new for each answer (CSP Level 3).
"""

import secrets
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from rooms.errors import Refusal
from server.errors import (
    STATUS,
    BadRequest,
    Forbidden,
    FoyerError,
    Misdirected,
    NotFound,
    TooLarge,
    TooMany,
)
from server.http.keys import LANGUAGE, NONCE, address_of, services
from server.http.render import error_page
from server.live.link import PAYLOAD_MOST

log = structlog.get_logger()
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LANGUAGE_COOKIE = "foyer-language"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BEARER_PATHS = ("/whip/", "/api/captions/")
"""Where a key in the Authorization header says who asks, so that no page of ours has to."""

PROBED = ("/healthz", "/readyz", "/metrics")
"""What a supervisor asks by whatever address it knows."""

SOCKETS = "/socket.io/"
LOOPBACK = ("localhost", "127.", "[::1]")

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()"
    ),
}


def policy(nonce: str) -> str:
    """The content security policy: everything from here, nothing inline but what carries the nonce."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self' 'nonce-{nonce}'",
            "img-src 'self' blob:",
            "media-src 'self' blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _is_trustworthy(request: web.Request) -> bool:
    """Whether browsers call this origin secure (W3C Secure Contexts, 3.1): https, or the machine itself."""
    is_https = request.secure or services(request).settings.public_origin.startswith("https:")
    return is_https or request.host.startswith(LOOPBACK)


async def add_security_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on any answer as it starts; HSTS only where a public origin is configured."""
    for name, value in FIXED_HEADERS.items():
        response.headers.setdefault(name, value)
    if _is_trustworthy(request):  # elsewhere browsers ignore it and complain on the console
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    own = policy(request.get(NONCE, secrets.token_urlsafe(16)))
    response.headers.setdefault("Content-Security-Policy", own)
    if services(request).settings.public_origin.startswith("https:"):
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"


@web.middleware
async def secure(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The outermost layer: nonce, language, errors. The headers are added when the answer starts."""
    request[NONCE] = secrets.token_urlsafe(16)
    request[LANGUAGE] = _language(request)
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return answer_error(request, _from_http(error), error.headers.get("Allow"))
    except (FoyerError, Refusal) as error:
        return answer_error(request, error)
    except Exception:
        log.exception("request.failed", path=_route(request))
        return answer_error(request, FoyerError("server.failed"))


def _language(request: web.Request) -> str:
    """The language a link asks for, else the one the visitor chose before, else the browser's."""
    texts, asked = services(request).texts, request.query.get("lang", "")
    wanted = asked if asked in texts.languages else request.cookies.get(LANGUAGE_COOKIE, "")
    return texts.choose(wanted, request.headers.get("Accept-Language", ""))


def _route(request: web.Request) -> str:
    """Where a request went, without what its address holds: a calendar's is a secret."""
    resource = request.match_info.route.resource
    return request.path if resource is None else resource.canonical


def _from_http(error: web.HTTPException) -> FoyerError:
    if error.status == 405:
        return BadRequest("method.not_allowed")
    if error.status == 413:
        return TooLarge("request.too_large")
    return NotFound("page.unknown") if error.status == 404 else BadRequest("request.not_json")


def answer_error(request: web.Request, error: FoyerError | Refusal, allow: str | None = None) -> web.Response:
    """One shape for programs, one page for people."""
    known, language = services(request), request[LANGUAGE]
    status = STATUS[error.code]
    text = known.texts.error(error.code, language, error.details)
    if wants_page(request):
        response = error_page(request, status, error.code, text)
    else:
        shape = {"code": error.code, "text": text, "status": status, "details": error.details}
        response = web.json_response({"ok": False, "error": shape}, status=status)
    if allow:
        response.headers["Allow"] = allow
    return response


def wants_page(request: web.Request) -> bool:
    """Whether a person is asking, with a browser, for a page."""
    programs = ("/api/", "/whip/", "/socket.io/", "/static/", "/pack/", "/healthz", "/readyz", "/metrics")
    return not request.path.startswith(programs) and "text/html" in request.headers.get("Accept", "")


def _check_socket(request: web.Request) -> None:
    """Refuse a socket of another website, and more bytes than a message may have: the library below reads
    all there are before it counts them. How fast a WebSocket may speak is counted by its commands; each
    request of a client that polls is counted here, as is each opening.
    """
    origin = request.headers.get("Origin")
    if not services(request).origins.own(origin, request.headers.get("Sec-Fetch-Site")):
        raise Forbidden("origin.foreign")
    length = request.content_length
    if request.can_read_body and (length is None or length > PAYLOAD_MOST):
        raise TooLarge("request.too_large")
    known = services(request)
    limits = [known.polls] * (request.method not in SAFE) + [known.sockets] * ("sid" not in request.query)
    if not all(limit.take(address_of(request), known.host.clock.now()) for limit in limits):
        raise TooMany("rate.exceeded")


@web.middleware
async def own_requests(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what other websites send with our visitor's cookie, and what comes too fast."""
    known = services(request)
    if not known.origins.knows_host(request.host) and request.path not in PROBED:
        raise Misdirected("host.unknown", host=request.host[:100])
    if request.path.startswith(SOCKETS):
        _check_socket(request)
        return await handler(request)
    if request.method in SAFE or request.path.startswith(BEARER_PATHS):
        return await handler(request)
    if not known.origins.own(request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")):
        raise Forbidden("origin.foreign")
    if request.path.startswith("/api/") and request.headers.get("X-Foyer") != "1":
        raise Forbidden("request.not_ours")
    if not known.requests.take(address_of(request), known.host.clock.now()):
        raise TooMany("rate.exceeded")
    return await handler(request)
