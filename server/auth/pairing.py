"""Pairing a venue box: a device shows six digits, a host enters them, the device becomes a box.

Codes live in memory only, for ten minutes, and are good once. The device proves that it is the one that
showed the code by a secret of its own, so that who only reads the digits gets nothing.
"""

import secrets
from dataclasses import dataclass, field

from server.auth.limits import Rate

LIFE_MS = 10 * 60 * 1000
MOST = 200
"""Codes at the same time; the oldest goes first."""
TRIES = 5
"""How often a code may be entered before it counts no more: with a title or a stage that was refused."""
SHOWN = Rate(12, 0.05)
"""Codes shown to one address."""
ENTERED = Rate(10, 0.1)
"""Codes entered from one address: a million codes, ten tries, then one in ten seconds."""


@dataclass(slots=True)
class Pairing:
    """One device that waits. ``taken`` once a host has entered its code; ``cookie`` is what it gets then."""

    code: str
    secret: str
    ends_at: int
    tries: int = TRIES
    taken: bool = False
    cookie: str | None = None


@dataclass(slots=True)
class Pairings:
    """All devices that wait, by their secrets."""

    _open: dict[str, Pairing] = field(default_factory=dict[str, Pairing])

    def begin(self, now: int) -> Pairing:
        """A new code, different from all that count."""
        self._forget(now)
        taken = {each.code for each in self._open.values()}
        code = next(each for each in iter(_six_digits, "") if each not in taken)
        pairing = Pairing(code, secrets.token_urlsafe(24), now + LIFE_MS)
        self._open[pairing.secret] = pairing
        return pairing

    def enter(self, code: str, now: int) -> Pairing | None:
        """The device that shows a code, if one does that may still be paired; the try is counted."""
        self._forget(now)
        for each in self._open.values():
            if each.code == code and not each.taken and each.tries:
                each.tries -= 1
                return each
        return None

    def waiting(self, secret: str, now: int) -> Pairing | None:
        """The pairing of the device that has this secret, while it counts."""
        self._forget(now)
        return self._open.get(secret)

    def _forget(self, now: int) -> None:
        kept = [each for each in self._open.values() if each.ends_at > now][-MOST:]
        self._open = {each.secret: each for each in kept}


def _six_digits() -> str:
    return f"{secrets.randbelow(1_000_000):06}"
