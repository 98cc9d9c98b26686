"""Where the hub listens: plain http on loopback, https on the machine's other addresses, and what that
makes its origins.

Sockets are bound before anything is made that needs to know the port, and served last.
"""

import datetime
import errno
import socket
import ssl
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import web

from server.auth.origins import Origins
from server.settings import Settings
from server.starting import StartError, system_reason
from server.tls import Certificate, own_addresses, own_certificate


def bound(host: str, port: int, setting: str) -> socket.socket:
    """A bound, not yet listening TCP socket.

    :raises StartError: somebody listens there, this user may not, or the address is not the machine's.
    """
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(1024)
    except OSError as error:
        sock.close()
        raise _not_bound(error, host, port, setting) from None
    return sock


def _not_bound(error: OSError, host: str, port: int, setting: str) -> StartError:
    """Why an address could not be taken."""
    if error.errno == errno.EADDRINUSE:
        return StartError("start.port_taken", port=port, setting=setting)
    if error.errno in (errno.EACCES, errno.EPERM):
        return StartError("start.port_forbidden", port=port, setting=setting)
    return StartError("start.host", host=host)


@dataclass(slots=True)
class Sites:
    """The hub's sockets and addresses."""

    local: str
    secure: list[str]
    addresses: list[str]
    origins: Origins
    certificate: Certificate | None
    plain_sockets: list[socket.socket] = field(default_factory=list[socket.socket])
    tls_sockets: list[socket.socket] = field(default_factory=list[socket.socket])
    leading_sockets: list[socket.socket] = field(default_factory=list[socket.socket])

    async def serve(self, app: web.Application, lead_on: web.Application, stack: AsyncExitStack) -> None:
        """Answer on all sockets until the stack unwinds; ``lead_on`` answers plain http from elsewhere."""
        runner = await _runner(app, stack)
        for sock in self.plain_sockets:
            await web.SockSite(runner, sock).start()
        leading = await _runner(lead_on, stack)
        for sock in self.leading_sockets:
            await web.SockSite(leading, sock).start()
        context = self.certificate.context() if self.certificate else None
        for sock in self.tls_sockets:
            await web.SockSite(runner, sock, ssl_context=context).start()


async def _runner(app: web.Application, stack: AsyncExitStack) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    return runner


async def open_sites(settings: Settings, stack: AsyncExitStack) -> Sites:
    """Bind what the settings ask for.

    :raises StartError: an address, a port, the public origin or the certificate cannot be used.
    """
    _check_origin(settings.public_origin)
    given = _given_certificate(settings)
    plain = bound(settings.host, settings.port, "PORT")
    stack.callback(plain.close)
    port = plain.getsockname()[1]
    addresses = own_addresses() if settings.lan else []
    certificate = given or _made_certificate(settings, addresses) if addresses else None
    tls: list[socket.socket] = []
    for address in addresses:
        tls.append(bound(address, tls[0].getsockname()[1] if tls else settings.tls_port, "FOYER_TLS_PORT"))
        stack.callback(tls[-1].close)
    leading: list[socket.socket] = []
    for address in addresses if settings.host == "127.0.0.1" else ():
        leading.append(bound(address, port, "PORT"))
        stack.callback(leading[-1].close)
    secure = [
        f"https://{address}:{sock.getsockname()[1]}" for address, sock in zip(addresses, tls, strict=True)
    ]
    local = [f"http://{name}:{port}" for name in ("127.0.0.1", "localhost")]
    origins = Origins([*local, *secure, settings.public_origin])
    return Sites(local[0], secure, addresses, origins, certificate, [plain], tls, leading)


def _given_certificate(settings: Settings) -> Certificate | None:
    """The certificate that the settings name, looked into even where none is needed."""
    if settings.tls_cert is None and settings.tls_key is None:
        return None
    if settings.tls_cert is None or settings.tls_key is None:
        raise StartError("start.tls_pair")
    certificate = Certificate(settings.tls_cert, settings.tls_key)
    try:
        certificate.context()
    except OSError as error:
        names = {"chain": str(certificate.chain), "key": str(certificate.key)}
        raise StartError("start.tls", **names, reason=_tls_reason(error)) from None
    return certificate


def _tls_reason(error: OSError) -> str:
    """What is wrong with a certificate in OpenSSL's words, or why it cannot be read in ours."""
    return str(error) if isinstance(error, ssl.SSLError) else system_reason(error)


def _check_origin(origin: str) -> None:
    """Refuse a public origin that no browser would ever name."""
    parts = urlsplit(origin)
    if origin and (parts.scheme not in ("http", "https") or origin != f"{parts.scheme}://{parts.netloc}"):
        raise StartError("start.origin", origin=origin)


def _made_certificate(settings: Settings, addresses: list[str]) -> Certificate:
    return own_certificate(settings.data, addresses, datetime.datetime.now(datetime.UTC))
