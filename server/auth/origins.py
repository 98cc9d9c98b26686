"""Where a request may come from: the hub's own addresses and no others (ASVS 4.4, WSTG-CLNT-10)."""

from collections.abc import Iterable
from urllib.parse import urlsplit


class Origins:
    """The origins a browser may name. A forwarded host counts for nothing: behind a proxy, the public
    origin is set.
    """

    def __init__(self, origins: Iterable[str]) -> None:
        self._allowed = frozenset(each.rstrip("/").lower() for each in origins if each)

    def allows(self, origin: str) -> bool:
        """Whether an ``Origin`` header is one of ours; ``null`` never is."""
        return origin.rstrip("/").lower() in self._allowed

    def knows_host(self, host: str) -> bool:
        """Whether a ``Host`` header is ours, so that a rebound name gets nothing."""
        return any(urlsplit(each).netloc == host.lower() for each in self._allowed)

    def own(self, origin: str | None, fetch_site: str | None) -> bool:
        """Whether a state-changing request is our own page's: by Origin, else by Sec-Fetch-Site, else not
        from a browser.
        """
        if origin is not None:
            return self.allows(origin)
        return fetch_site in (None, "same-origin", "none")
