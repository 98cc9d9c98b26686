"""What HTTP handlers find on the application and the request."""

from dataclasses import dataclass, field

from aiohttp import web

from server.addresses import seen_from
from server.auth.adminlink import AdminLinks
from server.auth.limits import JOINS, POLLS, REQUESTS, SEARCHES, SOCKETS, Buckets
from server.auth.origins import Origins
from server.auth.sessions import Sessions
from server.auth.tickets import Tickets
from server.content.pack import Pack
from server.effects.media import MediaEffects
from server.host import Host
from server.http.assets import Assets
from server.live.audience import Audience
from server.notes.documents import Documents
from server.settings import Settings
from server.snapshots import Snapshots
from server.store.files import FileStore
from server.texts import Texts


@dataclass(slots=True)
class Services:
    """Everything a handler may use."""

    settings: Settings
    pack: Pack
    host: Host
    audience: Audience
    snapshots: Snapshots
    files: FileStore
    sessions: Sessions
    tickets: Tickets
    admin: AdminLinks
    origins: Origins
    secure: list[str]
    texts: Texts
    assets: Assets
    media: MediaEffects | None
    documents: Documents
    joins: Buckets
    requests: Buckets
    sockets: Buckets = field(default_factory=lambda: Buckets(SOCKETS))
    polls: Buckets = field(default_factory=lambda: Buckets(POLLS))
    searches: Buckets = field(default_factory=lambda: Buckets(SEARCHES))

    @staticmethod
    def buckets() -> tuple[Buckets, Buckets]:
        """Fresh rate limits for joins and for other requests."""
        return Buckets(JOINS), Buckets(REQUESTS)


SERVICES = web.AppKey("services", Services)
NONCE = web.RequestKey("nonce", str)
LANGUAGE = web.RequestKey("language", str)
"""The language of this request's answer."""


def services(request: web.Request) -> Services:
    """The services of the request's application."""
    return request.app[SERVICES]


def address_of(request: web.Request) -> str:
    """Where a request comes from, as the limits count it: behind trusted proxies what they say."""
    forwarded = request.headers.getall("X-Forwarded-For", [])
    return seen_from(request.remote or "", forwarded, services(request).settings.trusted_proxies)
