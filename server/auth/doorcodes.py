"""Personal codes for the door: bound to a visitor and a hub, good for a while, made anew when asked for.

A code is written in two ways. The long one stands in the QR code, signed (HMAC-SHA256, 80 bits) and with its
end. The short one is typed where no camera helps: forty bits of an HMAC over visitor and week, found again
by working it out for everybody who is known. Nothing is stored but the key. Both use the digits and the
letters without I, O, Y and Z: they are told apart on paper, and a scanner that types like a US keyboard
writes the same on a German one.
"""

import hmac
import re
import secrets
from base64 import b32decode, b32encode
from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from rooms.errors import Conflict, Unknown
from rooms.ids import HubId, VisitorId
from server.auth.limits import Rate

WEEK_MS = 7 * 24 * 3600 * 1000
LIFE_MS = 2 * WEEK_MS
"""How long a code of the long kind is good; a short one in the week in which it was made, and the next."""
REMEMBERED = 3
"""Weeks for which a short code is known to have been one."""
SCANS = Rate(30, 3)
"""Codes one host may enter, of all kinds."""
MISSES = Rate(20, 0.2)
"""Codes one host may enter that are none."""

_PLAIN, _OURS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKLMNPQRSTUVWX"
_WRITE, _READ = str.maketrans(_PLAIN, _OURS), str.maketrans(_OURS, _PLAIN)
_MEANT = str.maketrans("IO", "10")
_SHORT = 8
_LONG = 44
"""Characters of a code: 3 bytes of the hub's mark, 10 of the visitor, 4 of its end in minutes, 10 signed."""


@dataclass(frozen=True, slots=True)
class DoorCode:
    """One person's code: ``short`` to type, ``long`` for the QR code, its end in UTC milliseconds."""

    short: str
    long: str
    ends_at: int


@dataclass(slots=True)
class DoorCodes:
    """All codes of one hub."""

    key: bytes = field(repr=False)
    hub_id: HubId
    _weeks: dict[int, dict[str, VisitorId]] = field(default_factory=dict[int, dict[str, VisitorId]])
    _seen: dict[int, set[VisitorId]] = field(default_factory=dict[int, set[VisitorId]])

    def make(self, visitor: VisitorId, now: int) -> DoorCode:
        """A person's code of this week."""
        ends = (now + LIFE_MS) // 60_000
        body = self._mark() + bytes.fromhex(visitor) + ends.to_bytes(4)
        short, signed = self._short(visitor, now // WEEK_MS), body + self._signed(body)
        return DoorCode(short, _written(signed), ends * 60_000)

    def read(self, text: str, known: Collection[VisitorId], now: int) -> VisitorId:
        """Whose code was typed, or scanned with the address that it stands in; ``known`` is everybody.

        :raises Unknown: it is nobody's; Conflict: it is over, or another hub's.
        """
        parts = re.findall("[0-9A-Z]+", text.upper())
        if parts and len(parts[-1]) == _LONG and set(parts[-1]) <= set(_OURS):
            return self._read_long(parts[-1], known, now)
        typed = "".join(parts).translate(_MEANT)
        if len(typed) == _SHORT:
            return self._read_short(typed, known, now // WEEK_MS)
        raise Unknown("check_in.unknown")

    def _read_long(self, code: str, known: Collection[VisitorId], now: int) -> VisitorId:
        raw = b32decode(code.translate(_READ) + "====")
        body, visitor = raw[:17], VisitorId(raw[3:13].hex())
        if raw[:3] != self._mark():
            raise Conflict("check_in.other_hub")
        if not hmac.compare_digest(raw[17:], self._signed(body)) or visitor not in known:
            raise Unknown("check_in.unknown")
        if int.from_bytes(body[13:]) * 60_000 <= now:
            raise Conflict("check_in.expired")
        return visitor

    def _read_short(self, code: str, known: Collection[VisitorId], week: int) -> VisitorId:
        """Good of this week and the last one; of a few before it is known that they were."""
        for age in range(REMEMBERED):
            found = self._of(week - age, known).get(code)
            if found is not None and found in known:
                if age > 1:
                    raise Conflict("check_in.expired")
                return found
        raise Unknown("check_in.unknown")

    def _of(self, week: int, known: Collection[VisitorId]) -> dict[str, VisitorId]:
        """The short codes of a week, worked out once a person."""
        for each in [each for each in self._weeks if abs(each - week) > REMEMBERED]:
            del self._weeks[each], self._seen[each]
        codes, seen = self._weeks.setdefault(week, {}), self._seen.setdefault(week, set())
        for visitor in known:
            if visitor not in seen:
                seen.add(visitor)
                codes[self._short(visitor, week)] = visitor
        return codes

    def _short(self, visitor: VisitorId, week: int) -> str:
        return _written(hmac.digest(self.key, f"{self.hub_id}/{visitor}/{week}".encode(), "sha256")[:5])

    def _mark(self) -> bytes:
        return sha256(self.hub_id.encode()).digest()[:3]

    def _signed(self, body: bytes) -> bytes:
        return hmac.digest(self.key, body, "sha256")[:10]


def _written(raw: bytes) -> str:
    return b32encode(raw).decode().rstrip("=").translate(_WRITE)


def door_key(path: Path) -> bytes:
    """The hub's key for door codes, made at first start; without the file all codes are new ones."""
    if not path.is_file():
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
