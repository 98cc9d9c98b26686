"""The programs that tests need beside Python, and what to do where one is missing."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Missing:
    """A program this machine lacks, and what brings it."""

    program: str
    cure: str


def _find(variable: str, *names: str) -> str | None:
    """The program named by an environment variable, else the first of `names` on PATH."""
    for name in (os.environ.get(variable, ""), *names):
        if name and (found := shutil.which(name)):
            return found
    return None


def chromium() -> str | None:
    """Path of Chromium; `FOYER_CHROMIUM` names another one."""
    return _find("FOYER_CHROMIUM", "chromium", "chromium-browser", "google-chrome")


def firefox() -> str | None:
    """Path of Firefox ESR; `FOYER_FIREFOX` names another one."""
    return _find("FOYER_FIREFOX", "firefox-esr")


def redis_server() -> str | None:
    """Path of redis-server; `FOYER_REDIS_SERVER` names another one."""
    return _find("FOYER_REDIS_SERVER", "redis-server")


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port on loopback that was free a moment ago; where a server can take port 0, let it."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _program(find: Callable[[], str | None], program: str, package: str) -> Callable[[], Missing | None]:
    def missing() -> Missing | None:
        return None if find() else Missing(program, f"apt-get install -y {package}")

    return missing


@cache
def other_address() -> str | None:
    """An IPv4 address of this machine that is not loopback, which browsers insist on for media."""
    found = subprocess.run(("hostname", "-I"), capture_output=True, text=True, check=False)
    addresses = [word for word in found.stdout.split() if "." in word and not word.startswith("127.")]
    return addresses[0] if addresses else None


def _media() -> Missing | None:
    if other_address():
        return None
    return Missing(
        "a second network address", "ip link add foyer0 type veth && ip addr add 10.99.0.1/24 dev foyer0"
    )


MISSING: dict[str, Callable[[], Missing | None]] = {
    "browser": _program(chromium, "Chromium", "chromium"),
    "firefox": _program(firefox, "Firefox ESR", "firefox-esr"),
    "redis": _program(redis_server, "redis-server", "redis-server"),
    "media": _media,
}
"""Marker to the question whether what it needs is missing here."""
