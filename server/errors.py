"""Every error a client can meet: a stable code, an HTTP status, a text in both languages.

FoyerError
├── (the domain's Refusal, see rooms/errors.py: 403, 404, 409 or 422 by its class)
├── BadRequest       400  command.unknown, command.invalid, request.not_json, ...
├── Unauthorised     401  session.missing, ticket.invalid, token.invalid
├── Forbidden        403  origin.foreign, request.not_ours
├── NotFound         404  page.unknown, file.unknown, box.code_unknown
├── TooLarge         413  request.too_large, file.too_large
├── Unsupported      415  deck.not_slides, deck.encrypted, deck.picture_too_large
├── Misdirected      421  host.unknown
├── TooMany          429  rate.exceeded
└── Unavailable      503  storage.unavailable, file.no_room, hub.closing, media.unavailable
"""

from rooms import errors as domain


class FoyerError(Exception):
    """An error with a code; ``details`` are plain values for the translated text."""

    status = 500

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class BadRequest(FoyerError):
    """What was sent cannot be read."""

    status = 400


class Unauthorised(FoyerError):
    """Whoever sent it is not known, or no more."""

    status = 401


class Forbidden(FoyerError):
    """It came from where it must not come from."""

    status = 403


class NotFound(FoyerError):
    """There is nothing at that address."""

    status = 404


class TooLarge(FoyerError):
    """More bytes than the named limit."""

    status = 413


class Unsupported(FoyerError):
    """A file of a kind, or in a state, that cannot be shown."""

    status = 415


class Misdirected(FoyerError):
    """It asks for a host that is not this hub, as a rebound name does."""

    status = 421


class TooMany(FoyerError):
    """Faster than the named limit."""

    status = 429


class Unavailable(FoyerError):
    """The hub cannot do it at this moment; trying again may help."""

    status = 503


_DOMAIN_STATUS: dict[type[domain.Refusal], int] = {
    domain.NotAllowed: 403,
    domain.Banned: 403,
    domain.Protected: 403,
    domain.Unknown: 404,
    domain.Invalid: 422,
    domain.Conflict: 409,
}

STATUS: dict[str, int] = {
    **{code: _DOMAIN_STATUS[kind] for code, kind in domain.CODES.items()},
    "command.unknown": 400,
    "command.invalid": 400,
    "protocol.unknown": 400,
    "request.not_json": 400,
    "request.invalid": 400,
    "session.missing": 401,
    "ticket.invalid": 401,
    "token.invalid": 401,
    "origin.foreign": 403,
    "request.not_ours": 403,
    "page.unknown": 404,
    "file.unknown": 404,
    "file.too_large": 413,
    "file.no_room": 503,
    "box.code_unknown": 404,
    "method.not_allowed": 405,
    "media.not_acceptable": 406,
    "doc.invalid": 400,
    "doc.not_open": 409,
    "doc.behind": 409,
    "doc.update_too_large": 413,
    "doc.full": 413,
    "doc.busy": 429,
    "doc.enough": 429,
    "doc.unavailable": 503,
    "request.too_large": 413,
    "deck.not_slides": 415,
    "deck.encrypted": 415,
    "deck.picture_too_large": 415,
    "host.unknown": 421,
    "rate.exceeded": 429,
    "server.failed": 500,
    "storage.unavailable": 503,
    "hub.closing": 503,
    "media.unavailable": 503,
}
"""Every code that can reach a client, and its HTTP status."""

RETRY = frozenset(
    {"storage.unavailable", "hub.closing", "media.unavailable", "rate.exceeded", "doc.unavailable"}
)
"""Codes after which the same command may succeed later."""
